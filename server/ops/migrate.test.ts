import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Info, PullAnswer } from '#shared/sync/wire.ts'
import { post, pullBody, putPublic } from '../http/testing/harness.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { startPostgres } from '../testing/postgres.ts'

const PROGRAM = join(import.meta.dirname, '../index.ts')

it('moves to PostgreSQL without any desk noticing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-migrate-'))
  const postgres = await startPostgres()
  const url = await postgres.newDatabase()
  mkdirSync(folder, { recursive: true })
  const store = await openSqliteStore({ file: join(folder, 'catalogue-central.db') })
  for (const id of ['st-1', 'st-2', 'st-3']) await putPublic(store, id)
  const before = await store.read(async (reader) => ({ head: await reader.head(), sums: await reader.sums('cat:fr') }))
  await store.close()

  const env = { ...process.env, DORA_SERVER_FOLDER: folder, DORA_SERVER_PORT: '0', DORA_SERVER_LOG: 'silent' }
  const moving = spawn(process.execPath, [PROGRAM, 'migrate', '--to', url], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  moving.stdout.on('data', (part) => (said += String(part)))
  expect((await once(moving, 'close'))[0]).toBe(0)
  expect(said).toContain(before.head.epoch)
  expect(said).not.toContain('dora:dora')

  const server = fork(PROGRAM, ['serve'], { env: { ...env, DATABASE_URL: url }, silent: true })
  let ready = ''
  for await (const part of server.stdout ?? []) if ((ready += String(part)).includes('prêt')) break
  const origin = /http:\S+/.exec(ready)?.[0] as string
  const info = Info.parse(await (await fetch(`${origin}/sync/v1/info`)).json())
  expect(info).toMatchObject({ epoch: before.head.epoch, head: before.head.seq })
  expect(info.scopes.find(({ id }) => id === 'cat:fr')?.sums).toEqual(before.sums)
  // A desk that had read two of three goes on from there.
  const since = { epoch: before.head.epoch, scopes: [{ id: 'cat:fr', since: before.head.seq - 1 }] }
  const page = PullAnswer.parse(await (await post(`${origin}/sync/v1/pull`, pullBody(since))).json())
  expect(page.results[0]?.changes.map(({ id }) => id)).toEqual(['st-3'])
  server.kill('SIGTERM')
  await once(server, 'exit')
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}, 120_000)
