import type { Session } from '#shared/sync/wire.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore, OpenSession, Profile } from './accounts-store.ts'
import type { Reserve } from './reserve.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  /** What the desk kept for nobody becomes the account's. */
  readonly adopt: (userId: string) => void
  /** What it removed, kept for its undo, and what this desk alone has of it. */
  readonly eraseAside: (userId: string) => void
  readonly reserve: Reserve
  /** Drafts of requests that the account sent; answers the files to erase once it is committed. */
  readonly forgetRequests: (userId: string) => string[]
  readonly eraseFiles: (ids: readonly string[]) => void
  readonly readOnly: boolean
}

/** Contacts, working copies, requests and templates hang on `sync`, and go with its row. */
const TABLES = ['outbox', 'conflicts', 'own_rows', 'sync']

/** Coming and going of a person on this desk. */
export const createAccount = ({ db, accounts, adopt, eraseAside, reserve, forgetRequests, eraseFiles, readOnly }: Parts) => ({
  /** `expiree`: the server no longer knows the session; everything of the account stays at hand. */
  get: (): Profile => accounts.profile(),
  /** Opens the session that `serveur` gave to an account, whose favourites take in those of the desk. Those of another account stay, hidden. */
  set: ({ session, serveur }: { readonly session: Session; readonly serveur: string }): void => {
    db.transaction(() => {
      accounts.signIn(session, serveur)
      adopt(session.compte.id)
    }).immediate()
    reserve.restore()
  },
  /** What ends the present session on its server; null without one. */
  session: (): OpenSession | null => {
    const session = accounts.session()
    if (session === null) return null
    const { token, renouvellement, serveur } = session
    return { token, renouvellement, serveur }
  },
  /** What renews that session, and the server to ask; null when it is not the present one, cannot be renewed, or could not be kept. */
  renewal: ({
    token,
  }: {
    readonly token: string
  }): { readonly renouvellement: string; readonly serveur: string | null } | null => {
    const session = readOnly ? null : accounts.session()
    if (session === null || session.token !== token || session.renouvellement === null) return null
    return { renouvellement: session.renouvellement, serveur: session.serveur }
  },
  /** Keeps the next pair of that session, durably once it returns. False when the desk has left it since. */
  renewed: ({ token, session }: { readonly token: string; readonly session: Session }): boolean =>
    db.transaction(() => accounts.renew(token, session)).immediate(),
  /** `effacer`: nothing of the account is left on this desk, what was not sent included; else it waits for the same account. */
  clear: ({ effacer }: { readonly effacer: boolean }): void => {
    const userId = accounts.currentId()
    const files = db
      .transaction((): readonly string[] => {
        accounts.signOut()
        if (userId === null || !effacer) return []
        const kept = forgetRequests(userId)
        for (const table of TABLES) db.prepare(`DELETE FROM ${table} WHERE user_id = ?`).run(userId)
        eraseAside(userId)
        return kept
      })
      .immediate()
    eraseFiles(files)
    // From the journal too (secure_delete has seen to the tables).
    if (!effacer) return
    db.pragma('wal_checkpoint(TRUNCATE)')
    reserve.forget()
  },
})
