import { expect, test } from 'vitest'
import { shareReadings } from './readings.ts'

test('a reading serves those who came before it began; who comes meanwhile has the next, and a failure stops no other', async () => {
  const gates: PromiseWithResolvers<number>[] = []
  const shared = shareReadings(() => {
    const gate = Promise.withResolvers<number>()
    gates.push(gate)
    return gate.promise
  })
  const early = [shared(), shared()]
  await expect.poll(() => gates.length).toBe(1)
  const late = [shared(), shared()]
  gates[0]?.reject(new Error('cut'))
  expect(await Promise.allSettled(early)).toMatchObject(Array(2).fill({ status: 'rejected', reason: { message: 'cut' } }))
  await expect.poll(() => gates.length).toBe(2)
  gates[1]?.resolve(2)
  expect(await Promise.all(late)).toEqual([2, 2])
  expect(gates).toHaveLength(2)
})
