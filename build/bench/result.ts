import type { Outcome } from './child.ts'
import { KINDS, type Kind } from './query-set.ts'
import type { EngineFigures } from './samples.ts'
import { median, percentile, round } from './stats.ts'
import { TARGET_SERVICES, TARGETS } from './targets.ts'
import type { BenchCatalogue } from './catalogue.ts'
import type { ImportFigures } from './import-rate.ts'
import type { KeystrokeFigures } from './keystrokes.ts'

export const PEERS = ['minisearch', 'flexsearch', 'orama'] as const
export type PeerName = (typeof PEERS)[number]

/** What one size gave; absent for what was not asked, or not reached before an interruption. */
export type SizeResult = {
  readonly catalogue: BenchCatalogue
  /** How much slower than a free machine, before and after the search was measured (calibrate.ts). */
  slowdown: readonly number[]
  worker?: Outcome<EngineFigures & { readonly insideMs: readonly number[] }>
  engine?: Outcome<EngineFigures>
  coldStart?: Outcome<readonly number[]>
  keystrokes?: Outcome<KeystrokeFigures>
  import?: Outcome<ImportFigures>
  peers: Partial<Record<PeerName, Outcome<EngineFigures>>>
}

const ms = ({ samples }: EngineFigures, kind?: Kind): number[] =>
  samples.filter((one) => kind === undefined || one.kind === kind).map((one) => one.ms)

export const p50 = (figures: EngineFigures, kind?: Kind): number => percentile(ms(figures, kind), 0.5)
export const p95 = (figures: EngineFigures, kind?: Kind): number => percentile(ms(figures, kind), 0.95)

const valueOf = <T>(outcome: Outcome<T> | undefined): T | null => (outcome?.ok === true ? outcome.value : null)
const whyOf = (outcome: Outcome<unknown> | undefined): string | null =>
  outcome === undefined ? 'pas mesuré' : outcome.ok ? null : outcome.why

export const cpuP95 = ({ samples }: EngineFigures): number =>
  percentile(
    samples.map(({ cpuMs }) => cpuMs),
    0.95,
  )

const byKind = (figures: EngineFigures) =>
  Object.fromEntries(
    (Object.keys(KINDS) as Kind[]).map((kind) => [
      kind,
      { p50_ms: round(p50(figures, kind)), p95_ms: round(p95(figures, kind)) },
    ]),
  )

const peerJson = (outcome: Outcome<EngineFigures> | undefined) => {
  const figures = valueOf(outcome)
  if (figures === null) return { p95_ms: null, build_ms: null, rss_mb: null, stopped: whyOf(outcome) }
  return {
    p50_ms: round(p50(figures)),
    p95_ms: round(p95(figures)),
    cpu_p95_ms: round(cpuP95(figures)),
    build_ms: round(figures.buildMs, 0),
    rss_mb: round(figures.rssMb, 0),
    peak_mb: round(figures.peakMb, 0),
    queries: figures.samples.length,
    queries_asked: figures.asked,
    empty: figures.empty,
    kinds: byKind(figures),
  }
}

/** One size, with the keys that issue 2 names; null for what could not be measured. */
export const toJson = (result: SizeResult) => {
  const { catalogue } = result
  const worker = valueOf(result.worker)
  const engine = valueOf(result.engine)
  const keys = valueOf(result.keystrokes)
  const cold = valueOf(result.coldStart)
  return {
    services: catalogue.services,
    structures: catalogue.structures,
    slowdown: result.slowdown.map((one) => round(one)),
    worker_p50_ms: worker && round(p50(worker)),
    worker_p95_ms: worker && round(p95(worker)),
    worker_cpu_p95_ms: worker && round(cpuP95(worker)),
    worker_inside_p95_ms: worker && round(percentile(worker.insideMs, 0.95)),
    worker_max_ms: worker && round(Math.max(...ms(worker))),
    worker_open_ms: worker && round(worker.buildMs, 0),
    worker_first_ms: worker && round(worker.firstMs, 1),
    worker_queries: worker && worker.samples.length,
    kinds: worker && byKind(worker),
    engine_p50_ms: engine && round(p50(engine)),
    engine_p95_ms: engine && round(p95(engine)),
    engine_cpu_p95_ms: engine && round(cpuP95(engine)),
    engine_rss_mb: engine && round(engine.rssMb, 0),
    keystroke_p50_ms: keys && round(percentile(keys.samples, 0.5), 1),
    keystroke_p95_ms: keys && round(percentile(keys.samples, 0.95), 1),
    keystrokes: keys && keys.samples.length,
    keystrokes_wrong: keys && keys.wrong,
    cold_start_ms: cold && round(median(cold), 0),
    cold_start_runs_ms: cold && cold.map((one) => round(one, 0)),
    rss_mb: worker && round(worker.rssMb, 0),
    db_mb: round(catalogue.mb, 1),
    import_rows_per_s: round(valueOf(result.import)?.rowsPerS ?? null, 0),
    generate_rows_per_s: round((catalogue.services + catalogue.structures) / (catalogue.generatedMs / 1000), 0),
    peers: Object.fromEntries(PEERS.map((name) => [name, peerJson(result.peers[name])])),
    not_measured: Object.fromEntries(
      (['worker', 'engine', 'keystrokes', 'coldStart', 'import'] as const).flatMap((name) => {
        const why = whyOf(result[name])
        return why === null ? [] : [[name, why]]
      }),
    ),
    missed: missedIn(result),
  }
}

/** Targets of the design that this size misses, in French; they are stated for 250,000 services, so smaller sizes must meet them too. */
export const missedIn = ({ catalogue, worker, keystrokes, coldStart }: SizeResult): string[] => {
  if (catalogue.services > TARGET_SERVICES) return []
  const measures: readonly (readonly [string, number | undefined, number])[] = [
    ['recherche p95', worker?.ok === true ? p95(worker.value) : undefined, TARGETS.workerP95Ms],
    [
      'touche → liste peinte p95',
      keystrokes?.ok === true ? percentile(keystrokes.value.samples, 0.95) : undefined,
      TARGETS.keystrokeP95Ms,
    ],
    ['démarrage à froid', coldStart?.ok === true ? median(coldStart.value) : undefined, TARGETS.coldStartMs],
  ]
  return measures.flatMap(([name, value, target]) =>
    value === undefined || value <= target ? [] : [`${name} : ${value.toFixed(1)} ms pour ${target} ms visés`],
  )
}
