import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { PushAnswer } from '#shared/sync/wire.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { mutation, post, pullBody, startTestServer } from './testing/harness.ts'

it('a full disk: a change is told to come back later, nothing of it is kept, reads go on, and it passes once there is room', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-full-'))
  const store = await openSqliteStore({ file: join(folder, 'catalogue-central.db') })
  const server = await startTestServer({ store })
  const authorization = `Bearer ${await server.signIn()}`
  const push = (mutations: readonly unknown[]) =>
    post(`${server.origin}/sync/v1/push`, { proto: 1, client_id: 'poste-1', mutations }, { authorization })
  expect((await push([mutation(server.user.id)])).status).toBe(200)
  const pages = (most: number) =>
    store.inTables('write', (db) => sql`PRAGMA max_page_count = ${sql.lit(most)}`.execute(db)).then(() => undefined)
  // No more than there is already.
  await pages(1)
  const heavy = Array.from({ length: 40 }, (_, n) => {
    const patch = { ...mutation('').patch, cible: { kind: 'service', id: `plein-${n}` }, note: 'x'.repeat(4_000) }
    return mutation(server.user.id, { key: { kind: 'favourite', id: `${server.user.id}/service:plein-${n}` }, patch })
  })
  const before = await store.read((reader) => reader.head())
  const refused = await push(heavy)
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ code: 'unavailable' })
  expect(await store.read((reader) => reader.head())).toEqual(before)
  const mine = await post(`${server.origin}/sync/v1/pull`, pullBody({ scopes: [{ id: 'u:me', since: 0 }] }), { authorization })
  expect(mine.status).toBe(200)
  await pages(1_000_000)
  const { results } = PushAnswer.parse(await (await push(heavy)).json())
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['applied']))
  expect(server.logged().join('')).toContain('SQLITE_FULL')
  await server.stop()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}, 30_000)
