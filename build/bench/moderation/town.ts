import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ensureFirstAdministrator } from '#server/accounts/administrators.ts'
import { STORE_FILE } from '#server/ops/backup.ts'
import { KEY_FILE } from '#server/ops/open.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import { createSeal, loadServerKey, type Seal } from '#server/sync/seal.ts'
import type { Reply } from '#shared/rpc.ts'
import { root } from '../../stamp.ts'
import { cacheFolder } from '../catalogue.ts'
import { type Host, startHost } from '../host.ts'

/** A server and a desk of the team, both real. */

export type Town<T> = {
  readonly host: Host
  readonly origin: string
  readonly account: { readonly courriel: string; readonly motDePasse: string }
  /** What was made of the store. */
  readonly filled: T
  readonly stop: () => Promise<void>
}

type Parts = { readonly store: SyncStore; readonly seal: Seal }
type Plan<T> = {
  /** Of the folder: always the same, so that what an interruption left is removed by the next one. */
  readonly name: string
  /** Fills the store before the server and the first account of the team are there. */
  readonly before: (parts: Parts) => Promise<void>
  /** Fills it once that account is. */
  readonly fill: (parts: Parts) => Promise<T>
  readonly progress: (text: string) => void
}

/** @param folder where its store and its key are */
const startServer = async (folder: string) => {
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
export const openTown = async <T>({ name, before, fill, progress }: Plan<T>): Promise<Town<T>> => {
  const folder = join(cacheFolder(), name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'server'), { recursive: true })
  mkdirSync(join(folder, 'desk'))
  // With the key that the server will find in its folder.
  const seal = createSeal(loadServerKey(join(folder, 'server', KEY_FILE)))
  const store = await openSqliteStore({ file: join(folder, 'server', STORE_FILE) })
  await before({ store, seal })
  // Only a server without any account has its administrator made.
  const admin = await ensureFirstAdministrator(store.accounts, join(folder, 'server'), Date.now())
  const filled = await fill({ store, seal })
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
    filled,
    stop: async () => {
      await host.stop()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Calls the desk as its screens do. */
export const call = async <T>(page: Page, name: string, input: unknown = null): Promise<T> => {
  const reply = await page.evaluate(
    async ([procedure, body]) => {
      const response = await fetch(`/rpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      return (await response.json()) as Reply
    },
    [name, JSON.stringify(input)] as const,
  )
  if (!reply.ok) throw new Error(`${name} : ${reply.error.code}`)
  return reply.value as T
}
