import { expect, it } from 'vitest'
import { randomSeed, runRounds } from './rounds.ts'

/** Rounds of each `npm test`; `npm run rounds` makes 200. */
const SQLITE = 20
const POSTGRESQL = 5
const LIMIT_MS = 10 * 60_000

it.each([
  ['sqlite', SQLITE],
  ['postgresql', POSTGRESQL],
] as const)(
  `a desk or its server killed at each round, on %s, %i rounds: nothing lost, nothing twice`,
  async (engine, rounds) => {
    // The same in continuous integration, whose answer must be the commit's; the instants of the kills are chance's all the same.
    const seed = process.env['CI'] === undefined ? randomSeed() : 20_261_123
    console.log(`rounds: ${engine}, seed ${seed}`)
    const { killed, changes, edits } = await runRounds({ rounds, seed, engine })
    expect(killed.desk + killed.server).toBe(rounds)
    expect(changes).toBeGreaterThan(rounds)
    expect(edits).toBeGreaterThan(0)
  },
  LIMIT_MS,
)
