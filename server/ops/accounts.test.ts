import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { seal } from '../accounts/testing/bench.ts'
import { readConfig } from '../config.ts'
import { MAIL_FOLDER } from '../mail/folder.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { openAccounts } from './accounts.ts'
import { createServerLog } from './log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-comptes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  ['no mail server', {}],
  ['a mail server that came since', { DORA_SERVER_SMTP_URL: 'smtp://127.0.0.1:1', DORA_SERVER_MAIL_FROM: 'dora@exemple.test' }],
])('with %s, letters of long ago go by themselves, though no other is written', async (_, env) => {
  const read = readConfig({ platform: 'linux', env: { DORA_SERVER_FOLDER: folder, ...env }, home: folder })
  if ('errors' in read) throw new Error(read.errors.join())
  const letters = join(folder, MAIL_FOLDER)
  mkdirSync(letters)
  const recent = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}-m-2.eml`
  for (const name of ['20200101T090000Z-m-1.eml', recent]) writeFileSync(join(letters, name), 'lettre')
  const store = await openSqliteStore({ file: ':memory:' })
  const accounts = openAccounts({ store, seal }, read.config, createServerLog('silent'))
  await accounts.tick()
  expect(readdirSync(letters)).toEqual([recent])
  await accounts.close()
  await store.close()
})
