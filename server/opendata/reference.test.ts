import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { RATTACHEMENT, rattachementId } from '#shared/accounts/compte.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { putService, putStructure } from '../sync/commands/catalogue-rows.ts'
import { putSealed } from '../sync/rows.ts'
import { seal, service, START, structure } from '../sync/testing.ts'
import { startPostgres } from '../testing/postgres.ts'
import type { OpenSnapshot } from './open-index.ts'
import { createOpenReference } from './reference.ts'

vi.setConfig({ testTimeout: 60_000 })

const DAY_MS = 86_400_000
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const opened = async (): Promise<SyncStore> => {
  const store = await openSqliteStore({ file: ':memory:' })
  closing.push(store.close)
  return store
}
const referenceOn = (store: Pick<SyncStore, 'read'>, now: () => number = () => START) =>
  createOpenReference({ store, seal, now, publicUrl: () => 'https://dora.exemple.test' })

const told = (index: OpenSnapshot): object => ({
  today: index.today,
  invented: index.invented,
  left: index.left,
  structures: [...index.structures()].map((one) => [one, index.scoreOfStructure(one.id), index.servicesOf(one.id)]),
  services: [...index.services()].map((one) => [one, index.scoreOfService(one.id)]),
})

const aService = (id: string, owner: string | null, more: Partial<Service> = {}): Service =>
  service(id, owner, { description: 'Un service inventé pour les essais.', ...more })
const put = {
  structure: (store: SyncStore, one: Structure) => store.write((writer) => putStructure(writer, { ...one } as never)),
  service: (store: SyncStore, one: Service) => store.write((writer) => putService(writer, seal, { ...one } as never)),
  member: (store: SyncStore, user: string, owner: string, etat: string) =>
    store.write(async (writer) => {
      const key = { kind: RATTACHEMENT, id: rattachementId(user, owner) }
      const doc = {
        user_id: user,
        structure_id: owner,
        etat,
        admin: false,
        courriel: `${user}@exemple.test`,
        prenom: '',
        nom: '',
        actif: true,
        structure_nom: '',
        departement: null,
        cree_le: '2026-01-01T00:00:00Z',
      }
      await putSealed(writer, seal, key, { doc, scopes: [], current: await writer.entity(key) })
    }),
}

const OWNERS = ['dora--a', 'dora--b', 'autre--c', 'autre--d'] as const
const owner = fc.constantFrom(...OWNERS)
const step = fc.oneof(
  fc.record({
    do: fc.constant('structure' as const),
    id: owner,
    nom: fc.constantFrom('Accueil', 'Ici', 'Al'),
    obsolete: fc.boolean(),
    date: fc.constantFrom('2026-01-01', '2026-11-24', '1999-01-01'),
  }),
  fc.record({
    do: fc.constant('service' as const),
    id: fc.constantFrom('dora--1', 'autre--2', 'autre--3', 'dora--4'),
    owner: fc.option(owner),
    status: fc.constantFrom('PUBLISHED' as const, 'ARCHIVED' as const, undefined),
    until: fc.constantFrom('2026-11-23', '2026-11-25', '2026-01-01', undefined),
    date: fc.constantFrom('2026-06-01', '2026-11-25'),
    description: fc.constantFrom('Un service inventé.', 'Non'),
  }),
  fc.record({
    do: fc.constant('remove' as const),
    kind: fc.constantFrom('structure', 'service'),
    id: fc.constantFrom(...OWNERS, 'dora--1', 'autre--2'),
  }),
  fc.record({ do: fc.constant('member' as const), owner, etat: fc.constantFrom('membre', 'demande') }),
  fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('epoch' as const) }),
  fc.record({ do: fc.constant('read' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const write = async (store: SyncStore, one: Step): Promise<unknown> => {
  switch (one.do) {
    case 'structure':
      return put.structure(
        store,
        structure(one.id, {
          source: one.id.split('--')[0] ?? '',
          nom: one.nom,
          date_maj: one.date,
          dora: { is_obsolete: one.obsolete },
        }),
      )
    case 'service':
      return put.service(
        store,
        aService(one.id, one.owner, {
          date_maj: one.date,
          description: one.description,
          dora: {
            ...(one.status === undefined ? {} : { status: one.status }),
            ...(one.until === undefined ? {} : { suspension_date: one.until }),
          },
        }),
      )
    case 'remove':
      return store.write((writer) => writer.remove({ kind: one.kind, id: one.id }))
    case 'member':
      return put.member(store, 'u-1', one.owner, one.etat)
    case 'epoch':
      return store.newEpoch()
    case 'pass':
    case 'read':
      return null
  }
}

test('whatever is written, and whenever it is read, what is followed is what a fresh reading finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const store = await openSqliteStore({ file: ':memory:' })
      let now = START
      const followed = referenceOn(store, () => now)
      const expectSame = async (): Promise<void> => {
        expect(told(await followed.current())).toEqual(told(await referenceOn(store, () => now).current()))
      }
      try {
        await followed.current()
        for (const one of steps) {
          await write(store, one)
          if (one.do === 'pass') now += one.days * DAY_MS
          if (one.do === 'read') await expectSame()
        }
        await expectSame()
      } finally {
        await store.close()
      }
    }),
    { numRuns: 120 },
  )
})

describe('the index', () => {
  test('holds one instant: what is written later is in the next one', async () => {
    const store = await opened()
    const reference = referenceOn(store)
    await put.structure(store, structure('autre--s', { source: 'autre' }))
    await put.service(store, aService('autre--1', 'autre--s', { source: 'autre' }))
    const before = await reference.current()
    await put.service(store, aService('autre--2', 'autre--s', { source: 'autre' }))
    const after = await reference.current()
    expect([...before.services()].map(({ id }) => id)).toEqual(['autre--1'])
    expect([...after.services()].map(({ id }) => id)).toEqual(['autre--1', 'autre--2'])
    expect(after.servicesOf('autre--s').map(({ id }) => id)).toEqual(['autre--1', 'autre--2'])
    expect(before.servicesOf('autre--s')).toHaveLength(1)
    expect(after.version).not.toBe(before.version)
  })
  test('keeps its version while nothing that it holds changes', async () => {
    const store = await opened()
    const reference = referenceOn(store)
    await put.structure(store, structure('autre--s', { source: 'autre' }))
    const { version } = await reference.current()
    await store.write((writer) => writer.put({ kind: 'favourite', id: 'x', scopes: ['u:1'], doc: '{}', hash: () => 1 }))
    expect((await reference.current()).version).toBe(version)
  })
  test('scores by what is known here, kept contacts included, and lets them age', async () => {
    const store = await opened()
    let now = START
    const reference = referenceOn(store, () => now)
    await put.structure(store, structure('autre--s', { source: 'autre' }))
    await put.service(
      store,
      aService('autre--1', 'autre--s', {
        source: 'autre',
        courriel: 'accueil@exemple.test',
        dora: { is_contact_info_public: false, contact_masque: ['courriel'] },
        date_maj: '2026-11-01',
      }),
    )
    const first = (await reference.current()).scoreOfService('autre--1') ?? 0
    now += 400 * DAY_MS
    const later = (await reference.current()).scoreOfService('autre--1') ?? 0
    expect(first).toBeGreaterThan(later)
    expect((await reference.current()).service('autre--1')?.courriel).toBeNull()
  })
  test('a row that cannot be read hides no other', async () => {
    const store = await opened()
    await put.structure(store, structure('autre--s', { source: 'autre' }))
    for (const kind of ['structure', 'service', RATTACHEMENT])
      await store.write((writer) => writer.put({ kind, id: 'autre--x', scopes: [], doc: '{"nom":1}', hash: () => 1 }))
    expect([...(await referenceOn(store).current()).structures()].map(({ id }) => id)).toEqual(['autre--s'])
  })
})

test('is the same on PostgreSQL as on SQLite', async () => {
  const postgres = await startPostgres()
  closing.push(postgres.stop)
  const stores = [await opened(), await openPostgresqlStore({ url: await postgres.newDatabase() })]
  closing.push(async () => stores[1]?.close())
  const all: object[] = []
  for (const store of stores) {
    const reference = referenceOn(store)
    await put.structure(store, structure('dora--a', { siret: '12345678900001' }))
    await put.structure(store, structure('autre--É', { source: 'autre' }))
    await put.structure(store, structure('autre--e', { source: 'autre' }))
    await put.service(
      store,
      aService('autre--1', 'autre--e', { source: 'autre', thematiques: ['numerique--acceder-a-des-services-en-ligne'] }),
    )
    await reference.current()
    await put.member(store, 'u-1', 'dora--a', 'membre')
    await put.service(store, aService('autre--0', 'autre--É', { source: 'autre' }))
    await store.write((writer) => writer.remove({ kind: 'service', id: 'autre--1' }))
    all.push(told(await reference.current()))
  }
  expect(all[1]).toEqual(all[0])
})
