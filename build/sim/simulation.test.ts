import { randomInt } from 'node:crypto'
import { expect, it } from 'vitest'
import { harvest } from './farm.ts'
import { keepRegression } from './regressions.ts'

/** Runs of each `npm test`; `npm run sim -- --runs 50000` makes more. */
const RUNS = 2_000
/** Continuous integration judges a commit: the same one must get the same answer. Everyone else tries new seeds. */
const CI_SEED = 1_211_231
const PROGRESS_S = 15
const LIMIT_MS = 15 * 60_000

it(
  `${RUNS} runs hold every invariant`,
  async () => {
    const seed = process.env['CI'] === undefined ? randomInt(2 ** 31) : CI_SEED
    console.log(`simulation: seeds ${seed} to ${seed + RUNS - 1}`)
    let last = 0
    const { failures, runs } = await harvest({
      seed,
      runs: RUNS,
      jobs: 2,
      onFailure: (failure) =>
        console.log(`simulation: ${failure.violation.message}, kept as regressions/${keepRegression(failure)}`),
      onProgress: (done, failed, seconds) => {
        if (seconds - last < PROGRESS_S) return
        last = seconds
        console.log(`simulation: ${done} of ${RUNS}, ${failed} failures, ${Math.round(seconds)} s`)
      },
    })
    expect(failures).toEqual([])
    expect(runs).toBe(RUNS)
  },
  LIMIT_MS,
)
