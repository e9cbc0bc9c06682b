import { expect, it } from 'vitest'
import { createWindow } from './window.ts'

it('lets so many pass, then says how long to wait, by key', () => {
  let now = 1_000_000
  const window = createWindow({ max: 2, windowMs: 60_000 }, () => now)
  expect(window.count('a')).toBe(0)
  now += 10_000
  expect(window.count('a')).toBe(0)
  expect(window.count('a')).toBe(50_000)
  expect(window.count('b')).toBe(0)
  now += 49_999
  // Those that did not pass were not counted: the wait is not put off.
  expect(window.count('a')).toBe(1)
  now += 1
  expect(window.count('a')).toBe(0)
})

it('makes nobody wait for longer than a window when the clock goes back', () => {
  let now = 1_000_000_000
  const window = createWindow({ max: 1, windowMs: 60_000 }, () => now)
  window.count('a')
  now -= 30_000
  expect(window.count('a')).toBe(60_000)
  now -= 60_000
  expect(window.count('a')).toBe(0)
})
