import type { Session } from '#shared/sync/wire.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountFavourites } from './account-favourites.ts'
import type { AccountsStore, Profile } from './accounts-store.ts'
import type { DeskFavourites } from './desk-favourites.ts'
import type { Reserve } from './reserve.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly favourites: AccountFavourites
  readonly desk: DeskFavourites
  readonly reserve: Reserve
}

const TABLES = ['outbox', 'conflicts', 'own_rows', 'sync']

/** Coming and going of a person on this desk. */
export const createAccount = ({ db, accounts, favourites, desk, reserve }: Parts) => ({
  /** `expiree`: the server no longer knows the session; everything of the account stays at hand. */
  get: (): Profile => accounts.profile(),
  /** Opens the session that `serveur` gave to an account, whose favourites take in those of the desk. Those of another account stay, hidden. */
  set: ({ session, serveur }: { readonly session: Session; readonly serveur: string }): void => {
    db.transaction(() => {
      accounts.signIn(session, serveur)
      favourites.adopt(session.compte.id)
    }).immediate()
    reserve.restore()
  },
  /** `effacer`: nothing of the account is left on this desk, what was not sent included; else it waits for the same account. */
  clear: ({ effacer }: { readonly effacer: boolean }): void => {
    const userId = accounts.currentId()
    db.transaction(() => {
      accounts.signOut()
      if (userId === null || !effacer) return
      for (const table of TABLES) db.prepare(`DELETE FROM ${table} WHERE user_id = ?`).run(userId)
      desk.eraseAside(userId)
    }).immediate()
    // From the journal too (secure_delete has seen to the tables).
    if (!effacer) return
    db.pragma('wal_checkpoint(TRUNCATE)')
    reserve.forget()
  },
})
