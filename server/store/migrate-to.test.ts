import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { newUser } from '#server/accounts/user.ts'
import { row } from './testing/contract-suite.ts'
import { storedSession } from './testing/sessions.ts'
import { migrateStore, type MigrationProgress } from './migrate-to.ts'
import { openPostgresqlStore } from './postgresql.ts'
import { openSqliteStore } from './sqlite.ts'
import type { SyncStore, User } from './types.ts'

// A real server on a machine that does other things: a database a test takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let postgres: TestPostgres
const folder = mkdtempSync(join(tmpdir(), 'dora-migrate-'))
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const FR = 'cat:fr'
const USER: User = newUser(
  {
    id: 'u1',
    courriel: 'camille.exemple@exemple.fr',
    prenom: 'Camille',
    nom: 'Exemple',
    role: 'administrateur',
    motDePasse: 'scrypt$1',
    sub: 'sub-1',
    departements: ['2A', '75'],
    cgu: { '20261127': '2026-01-01T00:00:00.000Z' },
  },
  Date.parse('2026-01-01T00:00:00Z'),
)
const NOW = '2026-01-02T00:00:00.000Z'

const fill = async (store: SyncStore): Promise<void> => {
  await store.accounts.addUser(USER)
  await store.accounts.addSession(storedSession('s1'))
  await store.accounts.addTicket({ hash: 'k1', kind: 'lien', data: 'scellé', expireLe: '2027-01-01T00:00:00Z' })
  await store.accounts.claimClient('c1', 'u1')
  await store.write(async (w) => {
    await w.entities(Array.from({ length: 2_500 }, (_, n) => ({ kind: 'service', id: `s-${n}` })))
    for (let n = 0; n < 2_500; n += 1) await w.put(row(`s-${n}`, `é"\\${n}`, [FR, `cat:dep:${n % 7}`], 'service', 'st'))
    await w.step(() => w.put(row('st', 'x', [FR, 'u:u1'], 'structure')))
    await w.keepMutation({ clientId: 'c1', mutId: 'm0', userId: 'u1', payloadHash: 'p', result: '{"status":"rejected"}' })
    await w.setSetting('demonstration', '1')
  })
  await store.write((w) => w.remove({ kind: 'service', id: 's-1' }))
  await store.purgeTombstones((await store.read((r) => r.head())).seq)
  await store.write((w) =>
    w.step(async () => {
      await w.remove({ kind: 'service', id: 's-2' })
      await w.put(row('s-3', 'moved', [FR], 'service', 'st'))
      await w.keepMutation({ clientId: 'c1', mutId: 'm1', userId: 'u1', payloadHash: 'p', result: '{"status":"applied"}' })
    }),
  )
  await store.setDurable(20)
}

const everything = (store: SyncStore) =>
  store.read(async (r) => ({
    head: await r.head(),
    feeds: await Promise.all([FR, 'cat:dep:1', 'cat:dep:3', 'u:u1'].map((scope) => r.feed(scope, 0, 5_000, 1e9))),
    sums: await Promise.all([FR, 'cat:dep:1', 'cat:dep:3', 'u:u1'].map((scope) => r.sums(scope))),
    mutations: [await r.mutation('c1', 'm0'), await r.mutation('c1', 'm1')],
    gone: await r.entity({ kind: 'service', id: 's-1' }),
    children: (await r.children('service', 'st')).length,
    setting: await r.setting('demonstration'),
  }))

const nothing = () => {}

test('all goes over with epoch and seq, and a desk goes on from its cursor without a gap', async () => {
  const from = await openSqliteStore({ file: join(folder, 'from.db') })
  await fill(from)
  const first = await from.read((r) => r.feed(FR, 0, 1_000, 1e9))
  const to = await openPostgresqlStore({ url: await postgres.newDatabase() })
  const steps: MigrationProgress[] = []
  await migrateStore(from, to, (step) => steps.push(step))

  expect(await everything(to)).toEqual(await everything(from))
  expect(await to.accounts.users()).toEqual([USER])
  expect(await to.accounts.sessionOfAccess('acces-s1', NOW)).toEqual({ user: USER, session: storedSession('s1') })
  expect(await to.accounts.takeTicket('k1', 'lien', NOW)).toBe('scellé')
  expect(await to.accounts.claimClient('c1', 'u2')).toBe('u1')
  const later = new Date(Date.now() + 1_000).toISOString()
  expect(await to.seqBefore(later)).toBe(await from.seqBefore(later))
  expect(steps.filter(({ table }) => table === 'entity').map(({ rows, total }) => [rows, total])).toEqual([
    [1_000, 2_501],
    [2_000, 2_501],
    [2_501, 2_501],
  ])

  // The desk that had read one page of the old server.
  const ids = new Set(first.rows.map(({ id }) => id))
  await to.write((w) => w.put(row('new', 'x', [FR])))
  const rest = await to.read((r) => r.feed(FR, first.next, 5_000, 1e9))
  expect(rest.next).toBe((await from.read((r) => r.head())).seq + 1)
  for (const one of rest.rows) {
    if (one.op === 'put') ids.add(one.id)
    else ids.delete(one.id)
  }
  expect(ids.size).toBe((await to.read((r) => r.sums(FR)))['service']!.n + 1)

  // And back: the embedded store takes over from PostgreSQL in the same way.
  const back = await openSqliteStore({ file: join(folder, 'back.db') })
  await migrateStore(to, back, nothing)
  expect(await everything(back)).toEqual(await everything(to))
  await Promise.all([from.close(), to.close(), back.close()])
})

test('a target that holds anything is refused and left as it is', async () => {
  const from = await openSqliteStore({ file: ':memory:' })
  await fill(from)
  for (const use of [
    (store: SyncStore) => store.write((w) => w.put(row('a', 'x', [FR]))),
    (store: SyncStore) => store.accounts.addUser(USER),
    (store: SyncStore) => store.write((w) => w.setSetting('k', 'v')),
  ]) {
    const to = await openSqliteStore({ file: ':memory:' })
    await use(to)
    const before = await everything(to)
    await expect(migrateStore(from, to, nothing)).rejects.toMatchObject({ code: 'target-not-empty' })
    expect(await everything(to)).toEqual(before)
    await to.close()
  }
  await from.close()
})

test('a copy that was stopped leaves nothing, and is simply run again', async () => {
  const from = await openSqliteStore({ file: ':memory:' })
  await fill(from)
  const to = await openPostgresqlStore({ url: await postgres.newDatabase(), listen: false })
  const empty = await everything(to)
  const stopped = migrateStore(from, to, ({ table }) => {
    if (table === 'feed') throw new Error('stopped')
  })
  await expect(stopped).rejects.toThrow('stopped')
  expect(await everything(to)).toEqual(empty)
  await migrateStore(from, to, nothing)
  expect(await everything(to)).toEqual(await everything(from))
  await Promise.all([from.close(), to.close()])
})

test('an original whose sums are not those of its rows is not copied', async () => {
  const from = await openSqliteStore({ file: ':memory:' })
  await fill(from)
  await from.inTables('write', (db) => sql`UPDATE entity SET h = h + 1 WHERE id = 's-9'`.execute(db))
  const to = await openSqliteStore({ file: ':memory:' })
  await expect(migrateStore(from, to, nothing)).rejects.toMatchObject({ code: 'copy-differs' })
  expect((await to.read((r) => r.head())).seq).toBe(0)
  await Promise.all([from.close(), to.close()])
})
