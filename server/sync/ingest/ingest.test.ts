import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import { actorOf, membershipRow, putMembership } from '#server/accounts/memberships.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import {
  ADMIN,
  benchOn,
  contents,
  emptyDesk,
  favourite,
  ALICE,
  fill,
  follow,
  mutation,
  pushOne,
  service,
  seal,
  structure,
} from '../testing.ts'
import { TooManyRemovals } from './guard.ts'
import { ingest } from './ingest.ts'
import { openStaged, type Staged } from './staged.ts'

const staged = (structures: readonly Structure[], services: readonly Service[], demonstration = false): Staged => {
  const db = new Database(':memory:')
  const rows = writeCatalogue(db, () => null)
  for (const one of structures) rows.addStructure(one)
  for (const one of services) rows.addService(one)
  rows.finish({ demonstration, genere_le: '2026-11-23T08:00:00.000Z', index: false })
  return openStaged(db)
}

const structures = Array.from({ length: 1500 }, (_, at) => structure(`s-${at}`, { code_insee: at % 2 ? '75056' : '33063' }))
const services = structures.map(({ id }, at) => service(`v-${at}`, id, at === 7 ? { code_insee: '59350' } : {}))

/** What every desk of the store ends with. */
const all = async (store: SyncStore): Promise<readonly string[]> => {
  const desk = emptyDesk()
  await follow((await benchOn(store)).core, 'cat:fr', desk, { limit: 5000 })
  return contents(desk)
}

test('only what differs is written, and a desk that follows receives only that', { timeout: 30_000 }, async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const { core } = await benchOn(store)
  expect(await ingest({ store, seal }, staged(structures, services))).toEqual({ written: 3000, removed: 0, unchanged: 0 })
  const desk = emptyDesk()
  await follow(core, 'cat:fr', desk, { limit: 5000 })
  const { seq } = desk
  const next = staged(
    [...structures.slice(1), structure('s-new')],
    [...services.slice(1).map((one) => (one.id === 'v-9' ? { ...one, nom: 'Renommé' } : one)), service('v-new', 's-new')],
  )
  expect(await ingest({ store, seal }, next)).toEqual({ written: 3, removed: 2, unchanged: 2997 })
  expect(await ingest({ store, seal }, next)).toEqual({ written: 0, removed: 0, unchanged: 3000 })
  const { epoch } = await store.read((reader) => reader.head())
  expect(epoch).toBe(desk.epoch)
  const page = await store.read((reader) => reader.feed('cat:fr', seq, 5000, 1e9))
  expect(page.rows.map(({ op, kind, id }) => `${op} ${kind} ${id}`).sort()).toEqual([
    'put service v-9',
    'put service v-new',
    'put structure s-new',
    'remove service v-0',
    'remove structure s-0',
  ])
  await follow(core, 'cat:fr', desk, { limit: 100 })
  expect(contents(desk)).toEqual(await all(store))
})

test('rows are where their services are, and hang on their structure, as when a command writes them', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await benchOn(store)
  await ingest({ store, seal }, staged(structures, services))
  const [parent, child] = await store.read((reader) =>
    Promise.all([reader.entity({ kind: 'structure', id: 's-7' }), reader.children('service', 's-7')]),
  )
  expect(parent?.scopes).toEqual(['cat:dep:59', 'cat:dep:75', 'cat:fr'])
  expect(child.map(({ id, scopes }) => [id, scopes])).toEqual([['v-7', ['cat:dep:59', 'cat:fr']]])
})

test.each([1, 2, 3, 4])('cut after %i transactions, it is finished by the next run', async (cut) => {
  const store = await openSqliteStore({ file: ':memory:' })
  await benchOn(store)
  await ingest({ store, seal }, staged(structures.slice(0, 20), services.slice(0, 20)))
  const whole = await openSqliteStore({ file: ':memory:' })
  await benchOn(whole)
  await ingest({ store: whole, seal }, staged(structures.slice(10), services.slice(10)))
  let writes = 0
  const failing: SyncStore = {
    ...store,
    write: (work) => {
      writes += 1
      return writes > cut ? Promise.reject(new Error('cut')) : store.write(work)
    },
  }
  await expect(ingest({ store: failing, seal }, staged(structures.slice(10), services.slice(10)))).rejects.toThrow('cut')
  await ingest({ store, seal }, staged(structures.slice(10), services.slice(10)))
  const withoutVersions = (rows: readonly string[]) =>
    rows.map((one) => JSON.parse(one) as unknown[]).map(([kind, id, , , doc]) => [kind, id, doc])
  expect(withoutVersions(await all(store))).toEqual(withoutVersions(await all(whole)))
})

test('between invented rows and real ones a new history begins, also when the change was cut short', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const { core } = await benchOn(store)
  const epochOf = async () => (await store.read((reader) => reader.head())).epoch
  const first = await epochOf()
  await ingest({ store, seal }, staged(structures.slice(0, 3), [], true))
  expect([await epochOf(), (await core.info()).demonstration]).toEqual([first, true])
  await pushOne(core, ALICE, favourite(ALICE, 'v-1', { note: 'gardée' }))
  const failing: SyncStore = { ...store, newEpoch: () => Promise.reject(new Error('cut')) }
  const real = staged([structure('s-real')], [])
  await expect(ingest({ store: failing, seal }, real)).rejects.toThrow('cut')
  await ingest({ store, seal }, real)
  const second = await epochOf()
  expect(second).not.toBe(first)
  expect((await core.info()).demonstration).toBe(false)
  const mine = emptyDesk()
  await follow(core, 'u:me', mine, {}, ALICE)
  expect([...mine.rows.values()][0]?.doc).toMatchObject({ note: 'gardée' })
  await ingest({ store, seal }, real)
  expect(await epochOf()).toBe(second)
})

test('an identifier that no message can carry is left out; a file that was not finished is refused', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await benchOn(store)
  const long = structure('x'.repeat(201))
  expect(await ingest({ store, seal }, staged([structure('s-1'), long, structure('s-\0')], []))).toMatchObject({ written: 1 })
  const db = new Database(':memory:')
  writeCatalogue(db, () => null)
  expect(() => openStaged(db)).toThrow(/not finished/)
})

test('the import replaces what an administrator changed, as a change like any other', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const { core } = await benchOn(store)
  const source = staged(structures.slice(0, 2), services.slice(0, 2))
  await ingest({ store, seal }, source)
  await pushOne(core, ADMIN, mutation('service.update', 'v-0', { base: { nom: 'Service v-0' }, patch: { nom: 'Autre' } }))
  expect(await ingest({ store, seal }, source)).toEqual({ written: 1, removed: 0, unchanged: 3 })
  expect((await store.read((reader) => reader.entity({ kind: 'service', id: 'v-0' })))?.ver).toBe(3)
})

test('a catalogue that would empty the one that is there is refused, nothing changed, unless it is forced', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await benchOn(store)
  const now = () => store.read(async (reader) => ({ head: await reader.head(), sums: await reader.sums('cat:fr') }))
  await ingest({ store, seal }, staged(structures.slice(0, 200), services.slice(0, 200)))
  const before = await now()
  await expect(ingest({ store, seal }, staged(structures.slice(0, 200), services.slice(0, 130)))).rejects.toThrow(
    /70 des 200 services \(35\s%\) du serveur.*Rien n’a été modifié.*--force/,
  )
  // Neither do invented rows take the place of real ones unasked.
  await expect(ingest({ store, seal }, staged([structure('s-demo')], [], true))).rejects.toThrow(TooManyRemovals)
  expect(await now()).toEqual(before)
  // What a week changes passes.
  expect(await ingest({ store, seal }, staged(structures.slice(0, 160), services.slice(0, 160)))).toMatchObject({ removed: 80 })
  const small = staged(structures.slice(0, 10), services.slice(0, 10))
  const failing: SyncStore = {
    ...store,
    write: (work) => store.write(work).then((done) => (done.commit.scopes.length > 0 ? Promise.reject(new Error('cut')) : done)),
  }
  await expect(ingest({ store: failing, seal }, small, { force: true })).rejects.toThrow('cut')
  // Accepted once, it is ended without being asked again; then the guard stands again.
  expect(await ingest({ store, seal }, small)).toMatchObject({ removed: 150 })
  await ingest({ store, seal }, staged(structures.slice(0, 200), services.slice(0, 200)))
  await expect(ingest({ store, seal }, small)).rejects.toThrow(TooManyRemovals)
})

test('invented rows give way to real ones without being counted as a loss, also when that was cut', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await benchOn(store)
  await ingest({ store, seal }, staged(structures.slice(0, 200), [], true))
  const failing: SyncStore = { ...store, newEpoch: () => Promise.reject(new Error('cut')) }
  const real = staged([structure('s-real')], [])
  await expect(ingest({ store: failing, seal }, real)).rejects.toThrow('cut')
  expect(await ingest({ store, seal }, real)).toEqual({ written: 1, removed: 200, unchanged: 0 })
})

const belongs = (store: SyncStore, id: string, etat: 'membre' | 'invitation') =>
  store.write((writer) =>
    putMembership(writer, seal, membershipRow(ALICE, structure(id), { etat, admin: true, cree_le: '2026-11-01T00:00:00.000Z' })),
  )
const docOf = async (store: SyncStore, kind: string, id: string) =>
  JSON.parse((await store.read((reader) => reader.entity({ kind, id })))?.doc ?? 'null') as Record<string, unknown> | null

test('a structure that people keep here is theirs, with its services: no import changes, removes or brings back any', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const { core } = await benchOn(store)
  const source = () =>
    staged([structure('s-1'), structure('s-2')], [service('v-1', 's-1'), service('v-2', 's-1'), service('v-3', 's-2')])
  await ingest({ store, seal }, source())
  // Made here by joining, which no source knows; and one known that is joined.
  await fill(
    store,
    [structure('dora--ici', { dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })],
    [service('v-ici', 'dora--ici')],
  )
  await belongs(store, 'dora--ici', 'membre')
  await belongs(store, 's-1', 'invitation')
  await pushOne(core, ADMIN, mutation('structure.update', 's-1', { base: { nom: 'Structure s-1' }, patch: { nom: 'À elle' } }))
  await pushOne(core, ADMIN, mutation('service.remove', 'v-2', { base_ver: 1 }))
  expect(await ingest({ store, seal }, source())).toEqual({ written: 0, removed: 0, unchanged: 6 })
  expect(await docOf(store, 'structure', 's-1')).toMatchObject({ nom: 'À elle' })
  expect(await docOf(store, 'structure', 'dora--ici')).toMatchObject({ dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
  expect((await docOf(store, 'service', 'v-ici'))?.['id']).toBe('v-ici')
  expect(await docOf(store, 'service', 'v-2')).toBeNull()
  expect(await ingest({ store, seal }, staged([structure('s-3')], []))).toEqual({ written: 1, removed: 2, unchanged: 4 })
})

test('invented structures go with the others, people or not, and to have belonged to one opens nothing in the real catalogue', async () => {
  const real = () => staged([structure('s-real')], [])
  for (const cut of [false, true]) {
    const store = await openSqliteStore({ file: ':memory:' })
    await benchOn(store)
    await ingest({ store, seal }, staged([structure('s-demo')], [service('v-demo', 's-demo')], true))
    await belongs(store, 's-demo', 'membre')
    const actor = () => store.read((reader) => actorOf(reader, seal, ALICE))
    expect(await actor()).toMatchObject({ structures: [{ id: 's-demo', admin: true }] })
    let writes = 0
    const failing: SyncStore = {
      ...store,
      write: (work) => ((writes += 1) > 2 ? Promise.reject(new Error('cut')) : store.write(work)),
    }
    if (cut) await expect(ingest({ store: failing, seal }, real())).rejects.toThrow('cut')
    await ingest({ store, seal }, real())
    expect([await docOf(store, 'structure', 's-demo'), await docOf(store, 'service', 'v-demo')]).toEqual([null, null])
    expect(await actor()).toMatchObject({ structures: [] })
    // Once it is done, what people keep is kept.
    await belongs(store, 's-real', 'membre')
    expect(await ingest({ store, seal }, staged([], []))).toEqual({ written: 0, removed: 0, unchanged: 1 })
  }
})

test('what was said of a listing here is not taken back by its source', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await benchOn(store)
  const told = (more: Partial<Service> = {}) =>
    staged([structure('s-1')], [service('v-1', 's-1', { source: 'partenaire', ...more })])
  await ingest({ store, seal }, told())
  const verifications = { contact: { le: '2026-11-20', par: 'structure', moyen: 'lien' } } as const
  const disponibilite = { etat: 'places', jusqu_au: '2026-12-01', dit_le: '2026-11-20' } as const
  await fill(store, [], [service('v-1', 's-1', { source: 'partenaire', dora: { verifications, disponibilite } })])
  expect(await ingest({ store, seal }, told())).toMatchObject({ written: 0, unchanged: 2 })
  await ingest({ store, seal }, told({ nom: 'Renommé' }))
  const row = await store.read((reader) => reader.entity({ kind: 'service', id: 'v-1' }))
  expect(JSON.parse(row?.doc ?? '{}')).toMatchObject({ nom: 'Renommé', dora: { verifications, disponibilite } })
})

test('nor does it bring back a structure that moderation said to be no more', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await benchOn(store)
  const told = (nom: string) => staged([structure('s-1', { source: 'partenaire', nom })], [])
  await ingest({ store, seal }, told('Une'))
  await fill(store, [structure('s-1', { source: 'partenaire', nom: 'Une', dora: { is_obsolete: true } })], [])
  await ingest({ store, seal }, told('Autre'))
  const row = await store.read((reader) => reader.entity({ kind: 'structure', id: 's-1' }))
  expect(JSON.parse(row?.doc ?? '{}')).toMatchObject({ nom: 'Autre', dora: { is_obsolete: true } })
})
