/**
 * `npm run rounds -- [--rounds 200] [--seed n] [--engine sqlite|postgresql]`: a real server and a real desk, one killed at each
 * round. Ends with 1 at the first thing lost, done twice, or said that should not be.
 */
import { parseArgs } from 'node:util'
import { type Engine, randomSeed, runRounds } from './rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
  },
})

const whole = (name: string, text: string): number => {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 0) return value
  console.error(`--${name}\u202f: un nombre entier est attendu.`)
  process.exit(2)
}
const isEngine = (name: string): name is Engine => name === 'sqlite' || name === 'postgresql'

const rounds = whole('rounds', values.rounds)
const seed = values.seed === undefined ? randomSeed() : whole('seed', values.seed)
const { engine } = values
if (!isEngine(engine)) {
  console.error('--engine\u202f: sqlite ou postgresql.')
  process.exit(2)
}

const began = performance.now()
const elapsed = (): string => `${Math.round((performance.now() - began) / 1000)} s`
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
console.log(`${rounds} rondes, ${engine}, graine ${seed}`)
try {
  const { killed, changes, edits, retries } = await runRounds({
    rounds,
    seed,
    engine,
    onRound: (round) => {
      if (round % 10 === 0) console.log(`${round} sur ${rounds}, ${elapsed()}`)
    },
  })
  console.log(
    `✓ ${rounds} rondes en ${elapsed()}\u202f: poste tué ${killed.desk} fois, serveur ${killed.server}, ${killed.starting} au démarrage\u202f; ` +
      `${changes} changements et ${edits} éditions répondus (${retries} renvois), rien de perdu ni fait deux fois.`,
  )
} catch (error) {
  console.error(error)
  console.error(`✗ après ${elapsed()}, graine ${seed}`)
  process.exit(1)
}
process.exit(0)
