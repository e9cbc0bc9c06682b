import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureFirstAdministrator } from '#server/accounts/administrators.ts'
import { STORE_FILE } from '#server/ops/backup.ts'
import { KEY_FILE } from '#server/ops/open.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { ingest } from '#server/sync/ingest/ingest.ts'
import { openStaged } from '#server/sync/ingest/staged.ts'
import { createSeal, loadServerKey } from '#server/sync/seal.ts'
import { ensure, STEPS } from '../../prepare.ts'
import { root } from '../../stamp.ts'
import { cacheFolder, ensureCatalogue } from '../catalogue.ts'
import { type Host, startHost } from '../host.ts'
import type { Random } from '../random.ts'
import { makeQueue, type Sorte } from './triage-scene.ts'

/** A server with two hundred items to moderate, and a desk of the team, both real. */

const SERVICES = 1_000

export type TriageTown = {
  readonly host: Host
  readonly origin: string
  readonly account: { readonly courriel: string; readonly motDePasse: string }
  readonly sortes: ReadonlyMap<string, Sorte>
  readonly stop: () => Promise<void>
}

/** @param folder where its store and its key are */
export const startServer = async (folder: string) => {
  const child = spawn(process.execPath, ['server/index.ts', 'serve', '--embedded'], {
    cwd: root,
    env: { ...process.env, DORA_SERVER_FOLDER: folder, DORA_SERVER_LOG: 'error', DATABASE_URL: '' },
    // With a channel: the server ends by itself if this process does.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const closed = once(child, 'close')
  const origin = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { readonly origin?: string }) => {
      if (message.origin !== undefined) resolve(message.origin)
    })
    child.once('close', () => reject(new Error('le serveur s’est arrêté')))
  })
  return {
    origin,
    stop: async () => {
      child.kill('SIGTERM')
      await closed
    },
  }
}

/** @throws when something of it cannot be made */
export const openTown = async (random: Random, progress: (text: string) => void): Promise<TriageTown> => {
  progress('écrans, catalogue de démonstration')
  await ensure(STEPS.screens)
  const catalogue = await ensureCatalogue(SERVICES)
  if (catalogue === null) throw new Error('le catalogue de démonstration n’a pas pu être fait')
  // Always the same folder: what an interruption left is removed by the next one.
  const folder = join(cacheFolder(), 'triage')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'server'), { recursive: true })
  mkdirSync(join(folder, 'desk'))
  progress('200 éléments à modérer')
  // With the key that the server will find in its folder.
  const seal = createSeal(loadServerKey(join(folder, 'server', KEY_FILE)))
  const store = await openSqliteStore({ file: join(folder, 'server', STORE_FILE) })
  const staged = openStaged(catalogue.file)
  await ingest({ store, seal }, staged)
  staged.close()
  // First: only a server without any account has its administrator made.
  const admin = await ensureFirstAdministrator(store.accounts, join(folder, 'server'), Date.now())
  const sortes = await makeQueue(store, { seal, random, now: Date.now() })
  await store.close()
  if (admin === null) throw new Error('le compte de l’équipe n’a pas été fait')
  progress('serveur et poste')
  const server = await startServer(join(folder, 'server'))
  const host = await startHost(join(folder, 'desk')).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  return {
    host,
    origin: server.origin,
    account: { courriel: admin.courriel, motDePasse: admin.password },
    sortes,
    stop: async () => {
      await host.stop()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
