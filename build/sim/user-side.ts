import Database from 'better-sqlite3'
import { join } from 'node:path'
import type { Outbox } from '#main/sync/ports.ts'
import { openUserStore, type UserStore } from '#main/user/store.ts'
import type { Session } from '#shared/sync/wire.ts'

/** The precious file of a desk, as the application opens it. */
const KEY = Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 11) & 255)

type Options = { readonly clock: { readonly now: () => number }; readonly newId: () => string }

const open = (folder: string, { clock, newId }: Options): UserStore => {
  const now = () => new Date(clock.now()).toISOString()
  return openUserStore({ folder, key: KEY, clock: { now, today: () => now().slice(0, 10) }, newId, reserveBytes: 0 })
}

/** An application that was started once: what the others are copied from. */
export const makeUserTemplate = (folder: string): void => {
  open(folder, { clock: { now: () => Date.parse('2026-06-01T00:00:00Z') }, newId: () => 'never' }).close()
}

export type UserSide = ReturnType<typeof openUserSide>

export const openUserSide = (folder: string, options: Options) => {
  const store = open(folder, options)
  // The application has it in another thread: an answer is a promise, a failure a rejection.
  const outbox = Object.fromEntries(
    Object.entries(store.outbox).map(([name, method]) => [
      name,
      async (...input: never[]) => (method as (...values: never[]) => unknown)(...input),
    ]),
  ) as unknown as Outbox
  return {
    outbox,
    favourites: () => store.favourites.list(),
    add: store.favourites.add,
    remove: store.favourites.remove,
    update: store.favourites.update,
    renameList: store.favourites.renameList,
    outgoing: () => store.outbox.list(),
    conflicts: () => store.outbox.conflicts(),
    counts: () => store.outbox.counts(),
    resolve: store.outbox.resolve,
    cancel: store.outbox.cancel,
    retry: store.outbox.retry,
    signIn: (session: Session) => store.account.set({ session, serveur: 'https://exemple.fr/' }),
    signOut: (effacer: boolean) => store.account.clear({ effacer }),
    account: () => store.account.get(),
    state: () => store.outbox.state(),
    close: store.close,
  }
}

export type MineState = {
  readonly userId: string
  readonly epoch: string | null
  readonly cursor: number
  readonly rows: ReadonlyMap<string, { readonly key: string; readonly ver: number; readonly h: number; readonly scopes: string }>
}

export type MineLooker = { readonly read: () => readonly MineState[]; readonly close: () => void }

/** What the file holds of each account that was ever signed in, read beside the desk's own connection. */
export const createMineLooker = (folder: string): MineLooker => {
  let db: Database.Database | null = null
  let statements: readonly Database.Statement[] = []
  return {
    read: () => {
      if (db === null || !db.open) {
        db = new Database(join(folder, 'user.db'), { readonly: true, fileMustExist: true })
        statements = [
          db.prepare("SELECT user_id, epoch, cursor FROM sync WHERE user_id <> ''"),
          db.prepare('SELECT user_id, kind, id, ver, h FROM own_rows WHERE seq >= 0'),
        ]
      }
      const [accounts, own] = statements as [Database.Statement, Database.Statement]
      const rows = own.all() as { user_id: string; kind: string; id: string; ver: number; h: number }[]
      return (accounts.all() as { user_id: string; epoch: string | null; cursor: number }[]).map(
        ({ user_id: userId, epoch, cursor }) => ({
          userId,
          epoch,
          cursor,
          rows: new Map(
            rows
              .filter((row) => row.user_id === userId)
              .map(({ kind, id, ver, h }) => [`${kind}|${id}`, { key: `${kind}|${id}`, ver, h, scopes: `u:${userId}` }] as const),
          ),
        }),
      )
    },
    close: () => {
      db?.close()
      db = null
    },
  }
}
