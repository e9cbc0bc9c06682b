/**
 * `npm run loop -- [--runs 1000] [--seed n] [--taken 0.5] [--same-silence 0] [--json]`: the loop simulator of peers.md §5.1. So many
 * people, under the answers observed in DORA, without and with plan B; each step is decided by the product's own rules. The figures say
 * what these rules do of that law, and what is supposed is said with them: nothing here is a result for people.
 */
import { parseArgs } from 'node:util'
import { setImmediate as breathe } from 'node:timers/promises'
import { SILENCE_REPEATED, TAKEN } from './assumptions.ts'
import { sayReport } from './say.ts'
import { reportOf, SENSITIVITY } from './simulate.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '20261124' },
    taken: { type: 'string', default: String(TAKEN) },
    'same-silence': { type: 'string', default: String(SILENCE_REPEATED) },
    json: { type: 'boolean', default: false },
  },
})

const refuse = (message: string): never => {
  console.error(message)
  process.exit(2)
}
const whole = (name: string, text: string, least: number): number => {
  const value = Number(text)
  return Number.isSafeInteger(value) && value >= least ? value : refuse(`--${name}\u202f: un nombre entier est attendu.`)
}
const part = (name: string, text: string): number => {
  const value = Number(text)
  return text.trim() !== '' && value >= 0 && value <= 1 ? value : refuse(`--${name}\u202f: un nombre de 0 à 1 est attendu.`)
}

const ask = {
  runs: whole('runs', values.runs, 1),
  seed: whole('seed', values.seed, 0),
  taken: part('taken', values.taken),
  repeated: part('same-silence', values['same-silence']),
}

const stop = new AbortController()
process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())

const SAID_EVERY_MS = 1_000
const all = ask.runs * (1 + SENSITIVITY.length)
let [passed, before, last] = [0, 0, Date.now()]
const goOn = async (done: number): Promise<boolean> => {
  // Each pass begins again at 0.
  if (done < before) passed += ask.runs
  before = done
  if (Date.now() - last >= SAID_EVERY_MS) {
    last = Date.now()
    console.error(`${passed + done} sur ${all}`)
  }
  await breathe()
  return !stop.signal.aborted
}

const report = await reportOf(ask, { goOn })
console.log(values.json ? JSON.stringify(report) : sayReport(report))
process.exit(report.interrupted ? 1 : 0)
