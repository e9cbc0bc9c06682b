import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OpenSnapshot } from '../opendata/open-index.ts'
import { openIndexOf, openService, openStructure } from '../opendata/testing.ts'
import { createLiveIndex } from './live.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

const snapshotOf = (version: string): OpenSnapshot =>
  openIndexOf({ structures: [openStructure('src--s')], services: [openService('src--1', 'src--s')], version })

/** A reference whose readings wait to be let through, and a store that says when something is written. */
const held = () => {
  const readings: PromiseWithResolvers<OpenSnapshot>[] = []
  let hear = (): void => {}
  const index = createLiveIndex({
    now: Date.now,
    onCommit: (listener) => {
      hear = () => listener({ head: { epoch: 'e', seq: 1, floor: 0, durableSeq: 0 }, scopes: [] })
      return () => {}
    },
    reference: {
      current: () => {
        const one = Promise.withResolvers<OpenSnapshot>()
        readings.push(one)
        return one.promise
      },
    },
  })
  return {
    index,
    readings,
    write: () => hear(),
    version: async () => (await index.current()).snapshot.version,
    reading: (many: number) => vi.waitFor(() => expect(readings).toHaveLength(many)),
  }
}

test('the first reading, when it takes long, is told rather than waited for; what it finds serves the next one', async () => {
  const { index, readings, version, reading } = held()
  const asked = index.current()
  const refused = expect(asked).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '10' } })
  await reading(1)
  await vi.advanceTimersByTimeAsync(20_000)
  await refused
  readings[0]?.resolve(snapshotOf('1'))
  expect(await version()).toBe('1')
})

test('without a commit nothing is asked of the store for a second; after one, what was written is in the answer', async () => {
  const { readings, write, version, reading } = held()
  const first = version()
  await reading(1)
  readings[0]?.resolve(snapshotOf('1'))
  expect([await first, await version()]).toEqual(['1', '1'])
  expect(readings).toHaveLength(1)
  write()
  const second = version()
  await reading(2)
  readings[1]?.resolve(snapshotOf('2'))
  expect(await second).toBe('2')
  vi.setSystemTime(Date.now() + 1_000)
  const third = version()
  await reading(3)
  readings[2]?.resolve(snapshotOf('3'))
  expect(await third).toBe('3')
})

test('a reading that began before a commit is not the answer to who asks after it', async () => {
  const { readings, write, version, reading } = held()
  const early = version()
  await reading(1)
  write()
  const late = version()
  readings[0]?.resolve(snapshotOf('1'))
  expect(await early).toBe('1')
  await reading(2)
  readings[1]?.resolve(snapshotOf('2'))
  expect(await late).toBe('2')
})

test('while much is being taken in, what was known is answered; a reading that fails is told, and the next one begins', async () => {
  const { index, readings, write, version, reading } = held()
  const first = version()
  await reading(1)
  readings[0]?.resolve(snapshotOf('1'))
  await first
  write()
  const patient = version()
  await reading(2)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await patient).toBe('1')
  const failing = expect(index.current()).rejects.toThrow('the base is gone')
  readings[1]?.reject(new Error('the base is gone'))
  await failing
  const again = version()
  await reading(3)
  readings[2]?.resolve(snapshotOf('3'))
  expect(await again).toBe('3')
})
