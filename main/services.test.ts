import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBroadcast } from './broadcast.ts'
import { createLog } from './log.ts'
import { createNodePlatform } from './platform/node.ts'
import { createServices } from './services.ts'

vi.setConfig({ testTimeout: 60_000 })

vi.mock('./user/handlers.ts', async (original) => {
  const real = await original<typeof import('./user/handlers.ts')>()
  const createUserHandlers: typeof real.createUserHandlers = (options) => ({
    ...real.createUserHandlers(options),
    close: () => Promise.reject(new Error('the file cannot be closed')),
  })
  return { createUserHandlers }
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'services-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('closing goes to its end when one part fails: the host can then give the folder back and leave', async () => {
  const broadcast = createBroadcast(() => {})
  const services = createServices({
    platform: createNodePlatform({ dataFolder: folder, version: '0' }),
    broadcast,
    log: createLog(join(folder, 'logs')),
    geoFolders: [],
  })
  await services.close()
  expect(readFileSync(join(folder, 'logs/desk.log'), 'utf8')).toContain('user.close')
  // The others have been closed too.
  expect(await services.router.call('catalogue.info', null)).toMatchObject({ ok: false, error: { code: 'hote-injoignable' } })
})
