import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import { ingest } from './ingest/ingest.ts'
import { openStaged } from './ingest/staged.ts'
import { buildInThread } from './snapshot/in-thread.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import {
  ADMIN,
  ALICE,
  type Bench,
  benchOn,
  contents,
  emptyDesk,
  favourite,
  fill,
  follow,
  mutation,
  pushAll,
  pushOne,
  service,
  structure,
  START,
  seal,
} from './testing.ts'

/** Pushes at the same instant, through two replicas where the engine has any. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'dora-concurrent-'))
let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const ENGINES: readonly { readonly engine: string; readonly open: () => Promise<readonly SyncStore[]> }[] = [
  { engine: 'SQLite', open: async () => [await openSqliteStore({ file: join(folder, `${randomUUID()}.db`) })] },
  {
    engine: 'PostgreSQL',
    open: async () => {
      const url = await postgres.newDatabase()
      return [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })]
    },
  },
]

describe.each(ENGINES)('$engine', ({ open }) => {
  const withReplicas = async (work: (replica: (at: number) => Bench) => Promise<void>): Promise<void> => {
    const stores = await open()
    try {
      const benches: Bench[] = []
      for (const store of stores) benches.push(await benchOn(store))
      await work((at) => benches[at % benches.length] as Bench)
    } finally {
      for (const store of stores) await store.close()
    }
  }

  test('one push delivered many times at once has one effect and one answer', () =>
    withReplicas(async (replica) => {
      const batch = [favourite(ALICE, 'v-1', { note: 'a' }), favourite(ALICE, 'v-2')]
      const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => pushAll(replica(at).core, ALICE, batch)))
      for (const { results } of answers) expect(results).toEqual(answers[0]?.results)
      expect((await replica(0).store.read((reader) => reader.head())).seq).toBe(2)
    }))

  test('fields changed at once are all kept; one field changed at once is taken once, and shown to the others', () =>
    withReplicas(async (replica) => {
      const first = service('v-1', 's-1')
      await fill(replica(0).store, [structure('s-1')], [first])
      const fields = ['description', 'frais_precisions', 'publics_precisions', 'horaires_accueil', 'commune', 'adresse']
      const edit = (patch: object) => mutation('service.update', 'v-1', { base: first as never, patch: patch as never })
      const apart = await Promise.all(
        fields.map((field, at) => pushOne(replica(at).core, ADMIN, edit({ [field]: `de ${at}` }), `c-${at}`)),
      )
      expect(apart.map(({ status }) => status)).toEqual(fields.map(() => 'applied'))
      const { doc, ver } = (await replica(0).store.read((reader) => reader.entity({ kind: 'service', id: 'v-1' }))) ?? {}
      expect(JSON.parse(doc ?? 'null')).toMatchObject(Object.fromEntries(fields.map((field, at) => [field, `de ${at}`])))
      expect(ver).toBe(7)
      const together = await Promise.all(
        fields.map((_, at) => pushOne(replica(at).core, ADMIN, edit({ nom: `Nom ${at}` }), `c-${at}`)),
      )
      expect(together.filter(({ status }) => status === 'applied')).toHaveLength(1)
      expect(together.filter(({ status }) => status === 'conflict')).toHaveLength(5)
    }))

  test('services made at once in several départements all widen their structure', () =>
    withReplicas(async (replica) => {
      await fill(replica(0).store, [structure('s-1')], [])
      const communes = ['33063', '59350', '97411', '49007', '93066']
      await Promise.all(
        communes.map((code_insee, at) => {
          const made = mutation('service.create', `v-${at}`, { patch: { ...service(`v-${at}`, 's-1'), code_insee } as never })
          return pushOne(replica(at).core, ADMIN, made, `c-${at}`)
        }),
      )
      const parent = await replica(1).store.read((reader) => reader.entity({ kind: 'structure', id: 's-1' }))
      expect(parent?.scopes).toEqual([
        'cat:dep:33',
        'cat:dep:49',
        'cat:dep:59',
        'cat:dep:75',
        'cat:dep:93',
        'cat:dep:974',
        'cat:fr',
      ])
    }))

  test('a desk that reads while others write misses nothing', () =>
    withReplicas(async (replica) => {
      await fill(replica(0).store, [structure('s-1')], [])
      const writing = Promise.all(
        Array.from({ length: 30 }, (_, at) =>
          pushOne(
            replica(at).core,
            ADMIN,
            mutation('service.create', `v-${at}`, { patch: service(`v-${at}`, 's-1') as never }),
            `c-${at % 6}`,
          ),
        ),
      )
      const desk = emptyDesk()
      for (let reads = 0; reads < 15; reads++) await follow(replica(reads).core, 'cat:fr', desk, { limit: 3 })
      await writing
      await follow(replica(0).core, 'cat:fr', desk)
      const fresh = emptyDesk()
      await follow(replica(1).core, 'cat:fr', fresh)
      expect(contents(desk)).toEqual(contents(fresh))
      expect(desk.rows.size).toBe(31)
    }))
})

test('on PostgreSQL too, a catalogue is taken in by differences and its snapshot is built in a thread', async () => {
  const url = await postgres.newDatabase()
  const store = await openPostgresqlStore({ url })
  const catalogue = (count: number) => {
    const db = new Database(':memory:')
    const rows = writeCatalogue(db, () => null)
    for (let at = 0; at < count; at++) {
      rows.addStructure(structure(`s-${at}`))
      rows.addService(service(`v-${at}`, `s-${at}`))
    }
    rows.finish({ demonstration: false, genere_le: '2026-11-23T08:00:00.000Z', index: false })
    return openStaged(db)
  }
  try {
    await benchOn(store)
    expect(await ingest({ store, seal }, catalogue(300))).toEqual({ written: 600, removed: 0, unchanged: 0 })
    expect(await ingest({ store, seal }, catalogue(299))).toEqual({ written: 0, removed: 2, unchanged: 598 })
    const shelf = join(folder, 'shelf')
    const { snapshot } = await buildInThread({ engine: 'postgresql', url }, { folder: shelf, level: 3, now: START })
    const head = await store.read((reader) => reader.head())
    const sums = await store.read((reader) => reader.sums('cat:fr'))
    expect(snapshot).toMatchObject({ epoch: head.epoch, seq: head.seq, sums })
  } finally {
    await store.close()
  }
})
