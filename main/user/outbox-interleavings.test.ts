import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { DeskRun, isUnusual, step, type Step, USERS } from './testing/desk-run.ts'

/** Half of the days have nothing unusual: then nobody may be asked about their own words. */
const steps = fc
  .tuple(fc.boolean(), fc.array(step, { minLength: 30, maxLength: 60, size: 'max' }))
  .map(([calm, all]) => (calm ? all.filter((one) => !isUnusual(one)) : all))

const play = (steps: readonly Step[]) => {
  const run = new DeskRun()
  try {
    for (const one of steps) {
      run.do(one)
      run.check()
    }
    run.late = []
    for (const user of USERS) {
      run.signIn(user)
      run.quiesce()
    }
  } catch (error) {
    if (error instanceof DoraError) throw new Error(`${error.code}: ${String(error.cause)}`, { cause: error })
    throw error
  } finally {
    run.end()
  }
}

it('holds whatever the order of edits, answers, pages, crashes, histories and people', { timeout: 60_000 }, () => {
  const runs = Number(process.env['DORA_RUNS'] ?? 15)
  const outcome = fc.check(fc.property(steps, play), { numRuns: runs, endOnFailure: runs > 100 })
  expect(outcome.failed, fc.defaultReportMessage(outcome) ?? '').toBe(false)
})
