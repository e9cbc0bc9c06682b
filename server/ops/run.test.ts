import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig, type ServerConfig } from '../config.ts'
import { putPublic } from '../http/testing/harness.ts'
import { CATALOGUE_DATE } from '../sync/settings.ts'
import { createServerLog } from './log.ts'
import { takeLock } from './lock.ts'
import { startServer } from './run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-run-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const config = (): ServerConfig => {
  const read = readConfig({ platform: 'linux', env: { DORA_SERVER_FOLDER: folder, DORA_SERVER_PORT: '0' }, home: folder })
  if ('errors' in read) throw new Error(read.errors.join())
  return read.config
}

it('a stop does not wait for a snapshot that is being built: it is abandoned whole', { timeout: 120_000 }, async () => {
  const server = await startServer({
    config: config(),
    embedded: false,
    log: createServerLog('silent'),
    say: () => {},
    onListening: () => {},
    fill: async ({ store }) => {
      await putPublic(store, 's-1', '{"id":"s-1","nom":"Structure","source":"dora","date_maj":"2026-01-01"}')
      await store.write((writer) => writer.setSetting(CATALOGUE_DATE, '2026-11-23T00:00:00Z'))
    },
  })
  const snapshots = join(folder, 'instantanes')
  await expect
    .poll(async () => ((await (await fetch(`${server.origin}/ready`)).json()) as { instantane: string }).instantane, {
      interval: 5,
      timeout: 60_000,
    })
    .toBe('en-cours')
  await server.stop()
  expect(existsSync(snapshots) ? readdirSync(snapshots) : []).toEqual([])
  expect(takeLock(folder)).toHaveProperty('lock')
})
