/**
 * `npm run sim -- --runs 50000 [--seed n] [--jobs 2] [--json]`: runs of the simulator (sync.md §3), each from its own seed. What
 * fails is shrunk, said, and kept in `regressions/`. Interrupted, it says what was done so far.
 * `--trace` shows what happens in the run of that seed; `--defect name` runs with one of the seeded defects.
 */
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { DEFECTS, type Defect } from './defects.ts'
import { harvest } from './farm.ts'
import { generate } from './operations.ts'
import { keepRegression } from './regressions.ts'
import { run } from './run.ts'
import { workFolder } from './template.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    json: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    defect: { type: 'string' },
  },
})

const whole = (name: string, text: string): number => {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 0) return value
  console.error(`--${name}\u202f: un nombre entier est attendu.`)
  process.exit(2)
}
const isDefect = (name: string): name is Defect => (DEFECTS as readonly string[]).includes(name)

const seed = values.seed === undefined ? randomInt(2 ** 31) : whole('seed', values.seed)
const runs = whole('runs', values.runs)
const jobs = whole('jobs', values.jobs)
const defect = values.defect ?? null
if (defect !== null && !isDefect(defect)) {
  console.error(`--defect\u202f: un de ${DEFECTS.join(', ')}.`)
  process.exit(2)
}

if (values.trace) {
  const result = await run({ seed, operations: generate(seed), defect, folder: `${workFolder('trace')}/run` })
  console.log(result.trace.join('\n'))
  process.exit(result.violation === null ? 0 : 1)
}

const stop = new AbortController()
process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
const say = values.json ? () => {} : (text: string) => console.log(text)
say(`graines ${seed} à ${seed + runs - 1}, ${jobs} processus`)
let last = 0
const result = await harvest({
  seed,
  runs,
  jobs,
  defect,
  signal: stop.signal,
  onFailure: (failure) => {
    const kept = defect === null ? ` → regressions/${keepRegression(failure)}` : ''
    say(
      `✗ graine ${failure.seed}\u202f: ${failure.violation.message} (${failure.from} → ${failure.operations.length} opérations)${kept}`,
    )
  },
  onProgress: (done, failures, seconds) => {
    if (seconds - last < 5) return
    last = seconds
    say(`${done} sur ${runs}, ${failures} échecs, ${(done / seconds).toFixed(1)} par seconde`)
  },
})
if (values.json) console.log(JSON.stringify(result))
else say(`${result.runs} exécutions, ${result.failures.length} échecs, ${result.seconds.toFixed(0)} s, graine ${seed}`)
process.exit(result.failures.length === 0 && !stop.signal.aborted ? 0 : 1)
