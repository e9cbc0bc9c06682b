import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureFirstAdministrator } from '#server/accounts/administrators.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { KEY_FILE } from '#server/ops/open.ts'
import { createSeal, loadServerKey } from '#server/sync/seal.ts'
import { STORE_FILE } from '#server/ops/backup.ts'
import { ingest } from '#server/sync/ingest/ingest.ts'
import { openStaged } from '#server/sync/ingest/staged.ts'
import { Info, Session } from '#shared/sync/wire.ts'
import { root } from '../../stamp.ts'
import { cacheFolder } from '../catalogue.ts'
import { interruption, say } from '../interruption.ts'

export type BenchServer = {
  readonly origin: string
  readonly folder: string
  readonly pid: number
  /** A session of its first administrator. */
  readonly token: string
  readonly info: () => Promise<Info>
  readonly stop: () => Promise<void>
}

/** Nobody is refused for asking often: one machine stands here for a whole country. */
const NO_LIMITS = {
  DORA_SERVER_RATE_ADDRESS: '10000000',
  DORA_SERVER_RATE_CLIENT: '10000000',
  DORA_SERVER_API_RATE_ADDRESS: '10000000',
  DORA_SERVER_STREAMS_ADDRESS: '100000',
  DORA_SERVER_LOG: 'warn',
}

const snapshotReady = async (origin: string): Promise<Info> => {
  for (;;) {
    const info = Info.parse(await (await fetch(`${origin}/sync/v1/info`)).json())
    if (info.snapshots.some(({ seq }) => seq === info.head)) return info
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** A real server process with the rows of a catalogue file, its snapshot made. Its folder goes with it. */
export const startBenchServer = async (catalogue: string): Promise<BenchServer> => {
  const folder = join(cacheFolder(), `server-${process.pid}-${Date.now()}`)
  mkdirSync(folder, { recursive: true })
  say('    rangement dans le serveur…')
  // With the key that the server will find in its folder.
  const seal = createSeal(loadServerKey(join(folder, KEY_FILE)))
  const store = await openSqliteStore({ file: join(folder, STORE_FILE) })
  const staged = openStaged(catalogue)
  await ingest({ store, seal }, staged)
  staged.close()
  const admin = await ensureFirstAdministrator(store.accounts, folder, Date.now())
  await store.close()
  const child: ChildProcess = spawn(process.execPath, ['server/index.ts', 'serve', '--embedded'], {
    cwd: root,
    env: { ...process.env, ...NO_LIMITS, DORA_SERVER_FOLDER: folder, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    signal: interruption.signal,
    killSignal: 'SIGKILL',
  })
  child.once('error', () => {})
  const closed = once(child, 'close')
  const origin = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { readonly origin?: string }) => {
      if (message.origin !== undefined) resolve(message.origin)
    })
    child.once('close', () => reject(new Error('le serveur s’est arrêté')))
  })
  say('    préparation de l’instantané…')
  await snapshotReady(origin)
  const signedIn = await fetch(`${origin}/auth/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ courriel: admin?.courriel, mot_de_passe: admin?.password, poste: 'mesures' }),
  })
  const { token } = Session.parse(await signedIn.json())
  return {
    origin,
    folder,
    pid: child.pid ?? 0,
    token,
    info: async () => Info.parse(await (await fetch(`${origin}/sync/v1/info`)).json()),
    stop: async () => {
      child.kill('SIGTERM')
      await closed
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
