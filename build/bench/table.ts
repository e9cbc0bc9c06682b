import type { Outcome } from './child.ts'
import { KINDS, type Kind } from './query-set.ts'
import { cpuP95, missedIn, p50, p95, PEERS, type SizeResult } from './result.ts'
import type { EngineFigures } from './samples.ts'
import { median, percentile } from './stats.ts'
import { TARGETS } from './targets.ts'

const thousands = (value: number): string => new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 }).format(value)
const one = (value: number): string => (Number.isFinite(value) ? value.toFixed(1).replace('.', ',') : '–')

const columns = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(13))).join('')

const ENGINE_COLUMNS = ['', 'p50 ms', 'p95 ms', 'dont calcul', 'max ms', 'premier ms', 'prêt en ms', 'mémoire Mo', 'sans réponse']

const engineRow = (name: string, outcome: Outcome<EngineFigures> | undefined): string => {
  if (outcome === undefined) return `${name.padEnd(26)}  pas mesuré`
  if (!outcome.ok) return `${name.padEnd(26)}  arrêté : ${outcome.why}`
  const { value } = outcome
  const partial = value.samples.length < value.asked ? `   (sur ${value.samples.length} requêtes de ${value.asked})` : ''
  return (
    columns([
      name,
      one(p50(value)),
      one(p95(value)),
      one(cpuP95(value)),
      one(Math.max(...value.samples.map(({ ms }) => ms))),
      one(value.firstMs),
      thousands(value.buildMs),
      thousands(value.rssMb),
      `${value.empty}/${value.samples.length}`,
    ]) + partial
  )
}

const kindRow = (kind: Kind, outcomes: readonly (Outcome<EngineFigures> | undefined)[]): string =>
  columns([
    `  ${KINDS[kind]}`,
    ...outcomes.map((outcome) =>
      outcome?.ok === true
        ? `${one(p50(outcome.value, kind))} / ${one(p95(outcome.value, kind))}`.padStart(16)
        : '–'.padStart(16),
    ),
  ])

const told = <T>(outcome: Outcome<T> | undefined, show: (value: T) => string): string =>
  outcome === undefined ? 'pas mesuré' : outcome.ok ? show(outcome.value) : outcome.why

const mark = (value: number, target: number): string => `${value <= target ? 'tenu' : 'MANQUÉ'}, visé ${thousands(target)} ms`

/** Past this, times are those of a machine that does other work. */
const BUSY = 1.5

const busy = (slowdown: readonly number[]): string => {
  const worst = Math.max(1, ...slowdown)
  const factors = slowdown.map((factor) => `× ${one(factor)}`).join(' puis ')
  return slowdown.length === 0
    ? ''
    : `calcul témoin ${factors}${worst > BUSY ? ' : la machine fait autre chose, les temps sont allongés d’autant' : ''}`
}

/** One size, for people. */
export const tableOf = (result: SizeResult): string => {
  const { catalogue, worker, engine, peers, keystrokes, coldStart } = result
  const engines = [worker, engine, ...PEERS.map((name) => peers[name])]
  const warm = worker?.ok === true ? worker.value.warm.length + 1 : 0
  return [
    '',
    `${thousands(catalogue.services)} services, ${thousands(catalogue.structures)} structures ; base de ${thousands(catalogue.mb)} Mo`,
    busy(result.slowdown),
    columns(ENGINE_COLUMNS),
    engineRow('bureau (worker)', worker),
    engineRow('bureau (même fil)', engine),
    ...PEERS.map((name) => engineRow(name, peers[name])),
    '',
    `  p50 / p95 en ms par genre${['worker', 'même fil', ...PEERS].map((name) => name.padStart(16)).join('')}`.replace(
      /^ {2}/,
      '',
    ),
    ...(Object.keys(KINDS) as Kind[]).map((kind) => kindRow(kind, engines)),
    '',
    `recherche dans le worker       ${told(worker, (value) => `p95 ${one(p95(value))} ms (${mark(p95(value), TARGETS.workerP95Ms)}) ; dans le worker même ${one(percentile(value.insideMs, 0.95))} ms ; ${value.samples.length} requêtes après ${warm} d’échauffement (p95 ${one(percentile(value.warm, 0.95))} ms)`)}`,
    `touche → liste peinte          ${told(keystrokes, (value) => `p95 ${one(percentile(value.samples, 0.95))} ms (${mark(percentile(value.samples, 0.95), TARGETS.keystrokeP95Ms)}) ; p50 ${one(percentile(value.samples, 0.5))} ms ; ${value.samples.length} touches, ${value.wrong} fausse(s)`)}`,
    `démarrage à froid              ${told(coldStart, (value) => `${thousands(median(value))} ms (${mark(median(value), TARGETS.coldStartMs)}) ; médiane de ${value.map(thousands).join(', ')}`)}`,
    `import NDJSON                  ${told(result.import, (value) => `${thousands(value.rowsPerS)} lignes/s (${thousands(value.rows)} lignes)`)}`,
    `génération de la démonstration ${thousands((catalogue.services + catalogue.structures) / (catalogue.generatedMs / 1000))} lignes/s`,
    ...missedIn(result).map((miss) => `OBJECTIF MANQUÉ : ${miss}`),
  ].join('\n')
}
