import { expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { patiently } from './patience.ts'

/** Asks that each take so long, and fail so, then one that succeeds. */
const asking = (...failures: readonly (readonly [ms: number, error: Error])[]) => {
  let now = 0
  let asked = 0
  const ask = async (): Promise<string> => {
    const failure = failures[asked++]
    if (failure === undefined) return 'lu'
    now += failure[0]
    throw failure[1]
  }
  return { told: () => patiently(ask, () => now), asked: () => asked }
}
const SILENT = new DoraError('compte-hors-ligne')

test('a long silence is asked again, twice at most', async () => {
  const once = asking([20_000, SILENT])
  expect([await once.told(), once.asked()]).toEqual(['lu', 2])
  const always = asking([20_000, SILENT], [20_000, SILENT], [20_000, SILENT])
  await expect(always.told()).rejects.toBe(SILENT)
  expect(always.asked()).toBe(3)
})

test('what fails at once, or is refused, is not', async () => {
  for (const failure of [
    [10, SILENT],
    [20_000, new DoraError('compte-droit')],
  ] as const) {
    const one = asking(failure)
    await expect(one.told()).rejects.toBe(failure[1])
    expect(one.asked()).toBe(1)
  }
})
