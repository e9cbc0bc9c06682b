import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Orientation, ORIENTATION } from '#shared/orientation/model.ts'
import type { Session } from '#shared/sync/wire.ts'
import { createSessions } from '#server/accounts/sessions.ts'
import { openBlobs } from '#server/blobs/open.ts'
import { type Server, startTestServer } from '#server/http/testing/harness.ts'
import { readPiece } from '#server/orientations/pieces-read.ts'
import { sweepDoomed, sweepLost } from '#server/orientations/pieces-sweep.ts'
import { orientationOf } from '#server/orientations/rows.ts'
import { openRequests, type RequestBench } from '#server/orientations/testing/bench.ts'
import { backUpFile, restoreFile, STORE_FILE } from '#server/ops/backup.ts'
import { createServerLog } from '#server/ops/log.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import { createBytesSeal, createSeal } from '#server/sync/seal.ts'
import { sha256 } from './files.ts'

/** A real server, over HTTP, with two structures and their people: what desks send to it, and what it has in the end. */

const KEY = new Uint8Array(32).fill(7)
const seal = createSeal(KEY)

/** A request as the server has it: who asked, and what its files hold. */
export type Arrived = {
  readonly id: string
  readonly motif: string
  readonly etat: Orientation['etat']
  readonly story: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

export const openWorld = async (options: { readonly validated?: boolean } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-demandes-'))
  const file = join(folder, STORE_FILE)
  const pieces = join(folder, 'pieces')
  const blobs = () => openBlobs({ s3: null, folder: pieces }, createBytesSeal(KEY))
  let store: SyncStore = await openSqliteStore({ file })
  const bench: RequestBench = await openRequests({ ...options, store })
  const start = (): Promise<Server> =>
    startTestServer({ store, seal: KEY, blobs: blobs(), limits: { perAddress: 10_000_000, perClient: 10_000_000 } })
  let server = await start()
  let ahead = 0
  let copies = 0

  const stop = async (): Promise<void> => {
    await server.stop()
    await store.close()
  }

  const contentOf = async (one: Orientation): Promise<Record<string, string>> => {
    const files: Record<string, string> = {}
    const parts = { store, seal, blobs: server.blobs, now: () => Date.now() }
    for (const { id, nom } of one.pieces) {
      const found = await readPiece(parts, one, id)
      files[nom] = found === null ? 'lost' : sha256(found.bytes)
    }
    return files
  }

  return {
    bench,
    server: () => server,
    session: (user: User): Promise<Session> =>
      createSessions(store.accounts, () => Date.now() + ahead).open(user, { moyen: 'mot-de-passe', poste: 'Poste d’essai' }),
    /** Moves the server’s clock. Sessions opened before may have ended. */
    pass: (ms: number): void => {
      ahead += ms
      server.pass(ms)
    },
    /** Everything that was ever asked, in the order of the motives. */
    arrived: async (): Promise<readonly Arrived[]> => {
      const ids = await store.read(async (reader) => {
        const found: string[] = []
        for await (const { id } of reader.scan(ORIENTATION)) found.push(id)
        return found
      })
      const all = await Promise.all(
        ids.map(async (id): Promise<Arrived> => {
          const one = await store.read((reader) => orientationOf(reader, seal, id))
          if (one === null) throw new Error('a request that is not there')
          return {
            id,
            motif: one.besoin.motif,
            etat: one.etat,
            story: one.evenements.map(({ quoi }) => quoi),
            files: await contentOf(one),
          }
        }),
      )
      return all.sort((a, b) => (a.motif < b.motif ? -1 : 1))
    },
    /** What a server does by itself, of an hour: files that no request took go. */
    sweep: async (): Promise<void> => {
      const parts = { store, seal, blobs: server.blobs, now: () => Date.now() + ahead }
      await sweepLost(parts, createServerLog('silent'))
      await sweepDoomed(parts)
    },
    backUp: (): string => {
      const copy = join(folder, `copie-${copies++}.db`)
      backUpFile(file, copy)
      return copy
    },
    /** The backup takes the place of the store; its files too when they were lost with it. */
    restore: async (copy: string, { filesLost }: { readonly filesLost: boolean }): Promise<void> => {
      await stop()
      await restoreFile(copy, file, Date.now())
      if (filesLost) rmSync(pieces, { recursive: true, force: true })
      store = await openSqliteStore({ file })
      server = await start()
      server.pass(ahead)
    },
    close: async (): Promise<void> => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof openWorld>>
