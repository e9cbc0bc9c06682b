import type { Outcome } from '../child.ts'
import { round } from '../stats.ts'
import type { SyncResult } from './bench.ts'
import type { PeerFigures } from './figures.ts'

/** Targets of design.md and of the issue: milliseconds, or how many times the peer. */
export const SYNC_TARGETS = {
  bootstrap250kMs: 5_000,
  delta100Ms: 25,
  noopMs: 5,
  fanoutP95Ms: 1_000,
  stallMs: 50,
  timesPouchBootstrap: 10,
  timesPouchDelta: 4,
} as const

const valueOf = <T>(outcome: Outcome<T> | undefined): T | null => (outcome?.ok === true ? outcome.value : null)
const why = (outcome: Outcome<unknown> | undefined): string | null =>
  outcome === undefined ? 'pas mesuré' : outcome.ok ? null : outcome.why

const number = (value: number, decimals = 0): string =>
  new Intl.NumberFormat('fr-FR', { maximumFractionDigits: decimals }).format(value)
const mb = (bytes: number): string => `${number(bytes / 1_048_576, 2)} Mo`

const line = (label: string, outcome: Outcome<PeerFigures> | undefined): string => {
  const figures = valueOf(outcome)
  if (figures === null) return `${label.padEnd(28)} ${why(outcome)}`
  return [
    label.padEnd(28),
    number(figures.rows).padStart(9),
    `${number(figures.bootstrapMs)} ms`.padStart(11),
    `${number(figures.deltaMs, 1)} ms`.padStart(10),
    `${number(figures.noopMs, 1)} ms`.padStart(10),
    mb(figures.bytesDown).padStart(11),
    `${number(figures.bytesUp / 1024, 1)} Ko`.padStart(11),
    `${number(figures.deltaBytesDown / 1024, 1)} Ko`.padStart(10),
    `${number(figures.peakMb)} Mo`.padStart(9),
  ].join(' ')
}

const times = (result: SyncResult): { readonly bootstrap: number; readonly delta: number; readonly indexed: number } | null => {
  const ours = valueOf(result.desk20k)
  const theirs = valueOf(result.pouchdb)
  if (ours === null || theirs === null) return null
  return {
    bootstrap: theirs.bootstrapMs / ours.bootstrapMs,
    delta: theirs.deltaMs / ours.deltaMs,
    indexed: theirs.deltaIndexedMs / ours.deltaMs,
  }
}

/** What was aimed at and not reached, in French. */
const missed = (result: SyncResult): string[] => {
  const most: readonly (readonly [string, number | undefined, number])[] = [
    ['premier chargement de 250 000 fiches (ms)', valueOf(result.desk250k)?.bootstrapMs, SYNC_TARGETS.bootstrap250kMs],
    ['100 fiches modifiées, 20 000 fiches (ms)', valueOf(result.desk20k)?.deltaMs, SYNC_TARGETS.delta100Ms],
    ['100 fiches modifiées, 250 000 fiches (ms)', valueOf(result.desk250k)?.deltaMs, SYNC_TARGETS.delta100Ms],
    ['rien de nouveau (ms)', valueOf(result.desk20k)?.noopMs, SYNC_TARGETS.noopMs],
    ['vu par tous les postes, 95ᵉ centile (ms)', valueOf(result.fanout)?.p95Ms, SYNC_TARGETS.fanoutP95Ms],
    ['plus longue attente du fil principal (ms)', valueOf(result.stall)?.maxMs, SYNC_TARGETS.stallMs],
  ]
  const least: readonly (readonly [string, number | undefined, number])[] = [
    ['premier chargement, fois PouchDB', times(result)?.bootstrap, SYNC_TARGETS.timesPouchBootstrap],
    ['100 fiches modifiées, fois PouchDB', times(result)?.delta, SYNC_TARGETS.timesPouchDelta],
  ]
  const told = (name: string, value: number, target: number) => `${name} : ${number(value, 1)} pour ${number(target)}`
  return [
    ...most.flatMap(([name, value, target]) => (value !== undefined && value > target ? [told(name, value, target)] : [])),
    ...least.flatMap(([name, value, target]) => (value !== undefined && value < target ? [told(name, value, target)] : [])),
  ]
}

/** For people. */
export const syncTable = (result: SyncResult): string => {
  const ratio = times(result)
  const fanout = valueOf(result.fanout)
  const stall = valueOf(result.stall)
  const engines = (['sqlite', 'postgresql'] as const).map((engine) => {
    const figures = valueOf(result.mutations[engine])
    return figures === null
      ? `${engine} : ${why(result.mutations[engine])}`
      : `${engine} ${number(figures.perSecond)}/s (95ᵉ centile ${number(figures.p95Ms, 1)} ms)`
  })
  return [
    '',
    `${''.padEnd(28)} ${'fiches'.padStart(9)} ${'premier'.padStart(11)} ${'100 fiches'.padStart(10)} ${'rien'.padStart(10)} ${'reçus'.padStart(11)} ${'envoyés'.padStart(11)} ${'reçus/100'.padStart(10)} ${'mémoire'.padStart(9)}`,
    line('bureau', result.desk20k),
    line('PouchDB', result.pouchdb),
    line('bureau', result.desk250k),
    ratio === null
      ? ''
      : `PouchDB prend ${number(ratio.bootstrap, 1)} fois plus au premier chargement, ${number(ratio.delta, 1)} fois plus pour 100 fiches sans index des mots, ${number(ratio.indexed, 1)} fois plus avec un index.`,
    `modifications durables : ${engines.join(' ; ')}`,
    fanout === null
      ? `postes reliés : ${why(result.fanout)}`
      : `${number(fanout.desks)} postes reliés à un processus : une modification chez tous, 95ᵉ centile ${number(fanout.p95Ms)} ms (médiane ${number(fanout.p50Ms)}, au plus ${number(fanout.maxMs)}) ; ${number(fanout.cpuMsPerEdit ?? NaN)} ms de processeur par modification, ${number(fanout.rssMb ?? NaN)} Mo`,
    stall === null
      ? `fil principal : ${why(result.stall)}`
      : `fil principal pendant un premier chargement : au plus ${number(stall.maxMs, 1)} ms d’attente (99ᵉ centile ${number(stall.p99Ms, 1)})`,
    ...missed(result).map((one) => `OBJECTIF MANQUÉ : ${one}`),
  ].join('\n')
}

const peer = (outcome: Outcome<PeerFigures> | undefined) => {
  const figures = valueOf(outcome)
  return {
    bootstrap_20k_ms: figures && round(figures.bootstrapMs, 0),
    delta100_ms: figures && round(figures.deltaMs, 1),
    noop_ms: figures && round(figures.noopMs, 1),
    bytes_20k: figures && figures.bytesDown,
    bytes_up_20k: figures && figures.bytesUp,
    peak_mb: figures && round(figures.peakMb, 0),
  }
}

/** The keys that issue 3 names, and what explains them; null for what could not be measured. */
export const syncJson = (result: SyncResult) => {
  const ours = valueOf(result.desk20k)
  const large = valueOf(result.desk250k)
  const fanout = valueOf(result.fanout)
  const stall = valueOf(result.stall)
  const perSecond = (engine: 'sqlite' | 'postgresql') => round(valueOf(result.mutations[engine])?.perSecond ?? null, 0)
  return {
    ...peer(result.desk20k),
    rows_20k: ours && ours.rows,
    bootstrap_250k_ms: large && round(large.bootstrapMs, 0),
    rows_250k: large && large.rows,
    bytes_250k: large && large.bytesDown,
    delta100_250k_ms: large && round(large.deltaMs, 1),
    delta100_bytes: ours && ours.deltaBytesDown,
    peak_250k_mb: large && round(large.peakMb, 0),
    pouchdb: {
      ...peer(result.pouchdb),
      index_20k_ms: round(valueOf(result.pouchdb)?.indexMs ?? null, 0),
      delta100_indexed_ms: round(valueOf(result.pouchdb)?.deltaIndexedMs ?? null, 1),
    },
    mutations_per_s: { sqlite: perSecond('sqlite'), postgresql: perSecond('postgresql') },
    fanout_2000_p95_ms: fanout?.desks === 2_000 ? round(fanout.p95Ms, 0) : null,
    fanout: fanout && {
      desks: fanout.desks,
      p50_ms: round(fanout.p50Ms, 0),
      p95_ms: round(fanout.p95Ms, 0),
      max_ms: round(fanout.maxMs, 0),
      server_cpu_ms_per_edit: round(fanout.cpuMsPerEdit, 0),
      server_rss_mb: round(fanout.rssMb, 0),
    },
    main_stall_max_ms: stall && round(stall.maxMs, 1),
    main_stall_p99_ms: stall && round(stall.p99Ms, 1),
    targets: SYNC_TARGETS,
    missed: missed(result),
    not_measured: Object.fromEntries(
      (
        [
          ['desk20k', result.desk20k],
          ['desk250k', result.desk250k],
          ['pouchdb', result.pouchdb],
          ['sqlite', result.mutations.sqlite],
          ['postgresql', result.mutations.postgresql],
          ['fanout', result.fanout],
          ['stall', result.stall],
        ] as const
      ).flatMap(([name, outcome]) => {
        const reason = why(outcome)
        return reason === null ? [] : [[name, reason]]
      }),
    ),
  }
}
