import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import { openPendingArrival } from '#server/import/arrival.ts'
import { seal, structure } from '../testing.ts'
import {
  type Arrival,
  arrivalName,
  arrivalsFolder,
  RefusedArrival,
  REFUSED,
  refusalOf,
  takeArrival,
  watchArrivals,
} from './arrivals.ts'

const root = mkdtempSync(join(tmpdir(), 'dora-arrivals-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const newServer = async () => ({
  folder: join(root, String((folders += 1))),
  store: await openSqliteStore({ file: ':memory:' }),
})

/** As `npm run import` does. */
const arrive = (folder: string, ids: readonly string[], genere_le: string, force = false): string => {
  const pending = openPendingArrival(folder, { zoneName: () => null, force })
  for (const id of ids) pending.writer.addStructure(structure(id))
  return pending.install({ demonstration: false, genere_le }).file
}
const idsOf = async (store: SyncStore): Promise<string[]> =>
  (await store.read((reader) => reader.feed('cat:fr', 0, 100, 1e9))).rows.filter(({ op }) => op === 'put').map(({ id }) => id)
const filesOf = (folder: string): string[] => readdirSync(arrivalsFolder(folder))

test('the newest arrival is taken whole, and the older ones with it', async () => {
  const { folder, store } = await newServer()
  expect(await takeArrival({ store, seal }, folder)).toBeNull()
  arrive(folder, ['s-2', 's-3'], '2026-11-23T10:00:00.000Z')
  arrive(folder, ['s-1'], '2026-11-23T09:00:00.000Z')
  expect(await takeArrival({ store, seal }, folder)).toMatchObject({ demonstration: false, ingested: { written: 2 } })
  expect(await idsOf(store)).toEqual(['s-2', 's-3'])
  expect(filesOf(folder)).toEqual([])
})

test('an arrival is not there before it is whole; one that cannot be read is put aside, and the store is as it was', async () => {
  const { folder, store } = await newServer()
  const pending = openPendingArrival(folder, { zoneName: () => null })
  pending.writer.addStructure(structure('s-1'))
  expect(await takeArrival({ store, seal }, folder)).toBeNull()
  pending.discard()
  expect(filesOf(folder)).toEqual([])
  const name = arrivalName(0)
  writeFileSync(join(arrivalsFolder(folder), name), 'not a database at all')
  await expect(takeArrival({ store, seal }, folder)).rejects.toThrow(RefusedArrival)
  expect(filesOf(folder)).toEqual([name + REFUSED, `${name}.refuse.txt`])
  expect(await takeArrival({ store, seal }, folder)).toBeNull()
})

test('a failure of the store leaves the arrival for later', async () => {
  const { folder, store } = await newServer()
  arrive(folder, ['s-1'], '2026-11-23T09:00:00.000Z')
  const failing: SyncStore = { ...store, write: () => Promise.reject(new Error('no disk')) }
  await expect(takeArrival({ store: failing, seal }, folder)).rejects.toThrow('no disk')
  expect(filesOf(folder)).toHaveLength(1)
  expect(await takeArrival({ store, seal }, folder)).toMatchObject({ ingested: { written: 1 } })
})

test('a running server takes what was waiting, then what arrives, and stops when told', async () => {
  const { folder, store } = await newServer()
  mkdirSync(folder)
  arrive(folder, ['s-1'], '2026-11-23T09:00:00.000Z')
  const taken: Arrival[] = []
  let heard: () => void = () => {}
  const next = () => new Promise<void>((resolve) => (heard = resolve))
  const first = next()
  const watching = watchArrivals({ store, seal }, folder, {
    onTaken: (arrival) => {
      taken.push(arrival)
      heard()
    },
  })
  await first
  const second = next()
  arrive(folder, ['s-1', 's-2'], '2026-11-23T10:00:00.000Z')
  await second
  expect(taken.map(({ ingested }) => ingested.written)).toEqual([1, 1])
  await watching.close()
  arrive(folder, ['s-3'], '2026-11-23T11:00:00.000Z')
  expect(await idsOf(store)).toEqual(['s-1', 's-2'])
  expect(filesOf(folder)).toHaveLength(1)
})

test('an arrival that would empty the catalogue is put aside with the reason; forced, it is taken', async () => {
  const { folder, store } = await newServer()
  const many = Array.from({ length: 100 }, (_, at) => `s-${at}`)
  arrive(folder, many, '2026-11-23T09:00:00.000Z')
  await takeArrival({ store, seal }, folder)
  const file = arrive(folder, ['s-1'], '2026-11-23T10:00:00.000Z')
  expect(refusalOf(file)).toBeNull()
  await expect(takeArrival({ store, seal }, folder)).rejects.toThrow(/99 des 100 structures/)
  expect(refusalOf(file)).toMatch(/99 des 100 structures.*Rien n’a été modifié.*--force.*Le fichier est gardé/)
  expect(await idsOf(store)).toHaveLength(100)
  expect(await takeArrival({ store, seal }, folder)).toBeNull()
  arrive(folder, ['s-1'], '2026-11-23T11:00:00.000Z', true)
  expect(await takeArrival({ store, seal }, folder)).toMatchObject({ ingested: { removed: 99 } })
})
