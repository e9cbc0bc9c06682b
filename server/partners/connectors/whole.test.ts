import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import { seal } from '#server/accounts/testing/bench.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import { ingest } from '#server/sync/ingest/ingest.ts'
import { openStaged, type Staged } from '#server/sync/ingest/staged.ts'
import { service, structure } from '#server/sync/testing.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { decideQuarantine } from './acts.ts'
import { runConnector, type RunParts } from './run.ts'
import { apiOf, demandeOf, openPartner, openScene, type Row, serviceOf, structureOf } from './testing/scene.ts'
import { FETCH_LIMITS } from './fetch.ts'
import { geography } from '#server/import/testing.ts'

/** What connectors bring beside the rest of the reference: whole imports, cuts, replicas, any order of things. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const arrival = (structures: readonly Structure[], services: readonly Service[], minute = 0): Staged => {
  const db = new Database(':memory:')
  const rows = writeCatalogue(db, () => null)
  for (const one of structures) rows.addStructure(one)
  for (const one of services) rows.addService(one)
  rows.finish({ demonstration: false, genere_le: new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString(), index: false })
  return openStaged(db)
}

const told = (ids: readonly number[], more: Row = {}) => ({
  structures: ids.map((n) => structureOf('alpha', n, more)),
  services: ids.map((n) => serviceOf('alpha', n, more)),
})

test('a whole import leaves what connectors bring, but for the sources that it brings itself', async () => {
  const partner = await openPartner(apiOf(() => told([1, 2])))
  const { add, run, sheets, store } = await openScene()
  const id = await add(demandeOf(partner.origin, { perte_max: 1 }))
  await ingest({ store, seal }, arrival([structure('dora--1')], [service('dora--v1', 'dora--1')]))
  await run(id)
  const others = ['dora--1', 'dora--2']
  await ingest(
    { store, seal },
    arrival(
      others.map((one) => structure(one)),
      [],
      1,
    ),
  )
  expect(Object.keys(await sheets()).sort()).toEqual(['alpha--s1', 'alpha--s2', 'alpha--v1', 'alpha--v2', ...others])
  // It brings that source: it is as it says, until the connector runs again, which it does though its partner has not changed.
  await ingest(
    { store, seal },
    arrival([...others.map((one) => structure(one)), structure('alpha--s9', { source: 'alpha' })], [], 2),
  )
  expect(Object.keys(await sheets()).sort()).toEqual(['alpha--s9', ...others])
  expect(await run(id)).toMatchObject({ issue: 'pris', rapport: { structures: { nouvelles: 2, retirees: 1 } } })
  expect(Object.keys(await sheets()).sort()).toEqual(['alpha--s1', 'alpha--s2', 'alpha--v1', 'alpha--v2', ...others])
})

describe.each(['sqlite', 'postgresql'] as const)('on %s', (engine) => {
  let postgres: TestPostgres | null = null
  let stores: readonly [SyncStore, SyncStore]
  beforeAll(async () => {
    postgres = engine === 'sqlite' ? null : await startPostgres()
    if (postgres === null) {
      const store = await openSqliteStore({ file: ':memory:' })
      stores = [store, store]
    } else {
      const url = await postgres.newDatabase()
      stores = [await openPostgresqlStore({ url, listen: false }), await openPostgresqlStore({ url, listen: false })]
    }
  })
  afterAll(async () => {
    for (const store of new Set(stores)) await store.close()
    await postgres?.stop()
  })

  test('cut anywhere, it is begun again and ends the same; of two replicas, one runs it', async () => {
    const [here, there] = stores
    let now = told([...Array(60).keys()])
    const partner = await openPartner(apiOf(() => now))
    const scene = await openScene({ store: here })
    const id = await scene.add(demandeOf(partner.origin))
    const parts = (store: SyncStore, signal = new AbortController().signal): RunParts => ({
      store,
      seal,
      now: scene.parts.now,
      geography: async () => geography,
      folder: scene.folder,
      allowPrivate: true,
      limits: FETCH_LIMITS,
      signal,
    })
    const clock = { par: 'horloge', essai: false } as const
    /** A process that dies after so many transactions. */
    const dying = (store: SyncStore, after: number): SyncStore => {
      let left = after
      return {
        ...store,
        write: (work) => {
          left -= 1
          return left < 0 ? Promise.reject(new Error('killed')) : store.write(work)
        },
      }
    }
    for (let after = 0; after < 6; after++) {
      await runConnector(parts(dying(here, after)), id, clock).catch(() => null)
      scene.pass(1)
    }
    expect((await scene.state(id)).pris).toBeNull()
    const both = await Promise.all([runConnector(parts(here), id, clock), runConnector(parts(there), id, clock)])
    expect(both.filter((one) => one !== null)).toMatchObject([{ issue: 'pris' }])
    expect(Object.keys(await scene.sheets())).toHaveLength(120)
    const seq = await scene.seq()
    now = told([...Array(60).keys()].slice(10), { nom: 'Autre nom inventé' })
    scene.pass(1)
    await runConnector(parts(dying(here, 1)), id, clock).catch(() => null)
    scene.pass(1)
    expect(await runConnector(parts(there), id, clock)).toMatchObject({ issue: 'pris' })
    expect(Object.keys(await scene.sheets())).toHaveLength(100)
    expect(Object.values(await scene.sheets()).every((doc) => doc.includes('Autre nom inventé'))).toBe(true)
    expect(await scene.seq()).toBeGreaterThan(seq)
  })
})

test('whatever comes, in whatever order, the store is the last batch taken, and the rest as it was', async () => {
  const Step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('batch' as const),
        ids: fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 24 }),
        nom: fc.nat({ max: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { kind: 'failure' as const },
        { kind: 'unreadable' as const },
        { kind: 'accept' as const },
        { kind: 'discard' as const },
      ),
    },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { maxLength: 8 }), async (steps) => {
      const store = await openSqliteStore({ file: ':memory:' })
      const partner = await openPartner(() => {})
      const scene = await openScene({ store })
      await ingest({ store, seal }, arrival([structure('dora--1')], [service('dora--v1', 'dora--1', { source: 'dora' })]))
      const apart = await scene.sheets()
      const id = await scene.add(demandeOf(partner.origin, { perte_max: 0.5 }))
      let taken: Record<string, string> = {}
      let aside: Record<string, string> | null = null
      for (const step of steps) {
        scene.pass(1)
        if (step.kind === 'accept' || step.kind === 'discard') {
          const decision = step.kind === 'accept' ? 'accepter' : 'ecarter'
          const done = await decideQuarantine(scene.parts, scene.team, scene.connectors, { id, decision }).then(
            () => true,
            () => false,
          )
          await scene.connectors.idle()
          if (done && step.kind === 'accept') taken = aside ?? {}
          if (done) aside = null
        } else {
          const batch: Record<string, string> =
            step.kind === 'batch'
              ? Object.fromEntries(
                  step.ids.flatMap((n) => [
                    [`alpha--s${n}`, `Nom ${step.nom}`],
                    [`alpha--v${n}`, `Nom ${step.nom}`],
                  ]),
                )
              : {}
          partner.answer =
            step.kind === 'batch'
              ? apiOf(() => told(step.ids, { nom: `Nom ${step.nom}` }))
              : (_, response) => void response.writeHead(step.kind === 'failure' ? 503 : 200).end('<html>')
          const { issue } = await scene.run(id)
          if (issue === 'pris') [taken, aside] = [batch, null]
          if (issue === 'quarantaine') aside = step.kind === 'batch' ? batch : null
          if (issue === 'inchange') expect(batch).toEqual(taken)
        }
        const { 'dora--1': one, 'dora--v1': two, ...rest } = await scene.sheets()
        expect({ 'dora--1': one, 'dora--v1': two }).toEqual(apart)
        const names = Object.entries(rest).map(([row, doc]) => [row, (JSON.parse(doc) as { nom: string }).nom])
        expect(Object.fromEntries(names)).toEqual(taken)
      }
      await store.close()
    }),
    { numRuns: 10 },
  )
})
