import { expect, test } from 'vitest'
import { createPresence, PRESENCE_EVERY_MS } from './gesture.ts'

test('many gestures are told once in a while, and a clock set back silences nothing', () => {
  let time = 1_000_000
  const told: number[] = []
  const gesture = createPresence(
    () => told.push(time),
    () => time,
  )
  for (let n = 0; n < 100; n++) {
    gesture()
    time += 1_000
  }
  expect(told).toHaveLength(100_000 / PRESENCE_EVERY_MS)
  time = 0
  gesture()
  expect(told.at(-1)).toBe(0)
})
