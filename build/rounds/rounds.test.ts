import { expect, it } from 'vitest'
import { randomSeed, runRounds } from './rounds.ts'

/** Rounds of each `npm test`; `npm run rounds` makes 200. */
const SQLITE = 60
const POSTGRESQL = 10
const LIMIT_MS = 10 * 60_000

it.each([
  ['sqlite', SQLITE],
  ['postgresql', POSTGRESQL],
] as const)(
  `a desk or its server killed at each round, on %s, %i rounds: nothing lost, nothing twice`,
  async (engine, rounds) => {
    const seed = randomSeed()
    console.log(`rounds: ${engine}, seed ${seed}`)
    const { killed, changes, edits } = await runRounds({ rounds, seed, engine })
    expect(killed.desk + killed.server).toBe(rounds)
    expect(changes).toBeGreaterThan(rounds)
    expect(edits).toBeGreaterThan(0)
  },
  LIMIT_MS,
)
