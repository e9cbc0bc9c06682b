import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ARRIVEES_GARDEES } from '#shared/administration/import.ts'
import { openAccounts, outcome, seal } from '../accounts/testing/bench.ts'
import { openPendingArrival } from '../import/arrival.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { arrivalName, arrivalsFolder, takeArrival } from '../sync/ingest/arrivals.ts'
import { structure } from '../sync/testing.ts'
import { importsFor, keepArrival } from './imports.ts'
import { sourcesFor } from './sources.ts'
import { createReference } from '../moderation/reference.ts'

/** What became of each catalogue that came in, as the team reads it; and the sources that it left. */

let root: string
let folders = 0
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'dora-imports-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const scene = async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const bench = await openAccounts({ store })
  const [team, someone] = [await bench.people.person({ role: 'administrateur' }), await bench.people.person()]
  const folder = join(root, String((folders += 1)))
  const arrive = (ids: readonly string[], force = false) => {
    const pending = openPendingArrival(folder, { zoneName: () => null, force })
    for (const id of ids) pending.writer.addStructure(structure(id))
    pending.install({ demonstration: false, genere_le: '2026-11-23T10:00:00.000Z' })
  }
  const take = (on: SyncStore = store) => takeArrival({ store: on, seal }, folder)
  return {
    ...bench,
    store,
    team,
    someone,
    folder,
    arrive,
    take,
    told: async () => (await importsFor(bench.parts, team)).arrivees,
  }
}

test('taken, held back, unreadable, failed: each says so, the newest first', async () => {
  const { folder, arrive, take, told, store, parts, team, someone } = await scene()
  const many = Array.from({ length: 100 }, (_, n) => `s-${n}`)
  arrive(many)
  await take()
  arrive(['s-1'])
  await expect(take()).rejects.toThrow(/99 des 100/)
  writeFileSync(join(arrivalsFolder(folder), arrivalName(0)), 'not a database at all')
  await expect(take()).rejects.toThrow()
  const arrivees = await told()
  expect(arrivees.map(({ issue, ecrites, pertes }) => [issue, ecrites, pertes?.structures ?? null])).toEqual([
    ['illisible', null, null],
    ['retenue', null, { retirees: 99, connues: 100 }],
    ['prise', 100, null],
  ])
  expect(arrivees[2]).toMatchObject({ demonstration: false, genere_le: '2026-11-23T10:00:00.000Z', retirees: 0 })
  expect(arrivees[2]?.fichier).toMatch(/^arrivee-.*\.db$/)
  expect(await outcome(importsFor(parts, someone))).toBe('interdit')
  const sources = await sourcesFor(parts, team, createReference({ store, seal, now: parts.now }))
  expect(sources.catalogue_du).toBe('2026-11-23T10:00:00.000Z')
  expect(sources.pris_le).toBe(arrivees[2]?.le)
  const [source] = sources.sources
  expect(source).toMatchObject({ structures: 100, services: 0, tenues: 0, regles: [] })
})

test('a store that fails is told once, however many times it is tried; fifty are kept', async () => {
  const { arrive, take, told, store } = await scene()
  arrive(['s-1'])
  let left = 0
  const failing: SyncStore = {
    ...store,
    exclusively: async () => {
      left += 1
      throw Object.assign(new Error('no disk'), { code: 'ENOSPC' })
    },
  }
  for (let n = 0; n < 3; n++) await expect(take(failing)).rejects.toThrow('no disk')
  expect(left).toBe(3)
  expect((await told()).map(({ issue, code }) => [issue, code])).toEqual([['echouee', 'Error ENOSPC']])
  const [one] = await told()
  if (one === undefined) throw new Error('nothing was kept')
  const { id: _, ...kept } = one
  for (let n = 0; n < ARRIVEES_GARDEES + 5; n++)
    await keepArrival(store, { ...kept, issue: 'prise', le: new Date(Date.parse('2027-01-01') + n * 1000).toISOString() })
  const all = await told()
  expect(all).toHaveLength(ARRIVEES_GARDEES)
  expect(all.map(({ le }) => le)).toEqual(
    all
      .map(({ le }) => le)
      .toSorted()
      .reverse(),
  )
})
