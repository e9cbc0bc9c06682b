import { DoraError } from '#shared/errors.ts'
import { Account, type Session } from '#shared/sync/wire.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { NewId } from './uuid.ts'
import type { Vault } from './vault.ts'

/** The desk itself, when nobody is signed in. */
const DESK = ''

export type AccountRow = {
  readonly user_id: string
  readonly client_id: string
  readonly compte: Buffer | null
  readonly token: Buffer | null
  /** The server that gave the token, and the only one to hear of it. */
  readonly serveur: string | null
  readonly epoch: string | null
  readonly cursor: number
  readonly durable: number
}
/** Where an account's reading is. */
export type Position = Pick<AccountRow, 'epoch' | 'cursor' | 'durable'>

export type Credentials = { readonly userId: string; readonly token: string; readonly server: string | null }
export type Profile = { readonly compte: Account | null; readonly expiree: boolean; readonly serveur: string | null }

const cell = (userId: string, column: 'compte' | 'token') => ({ table: 'sync', row: userId, column })

export type AccountsStore = ReturnType<typeof createAccountsStore>

/**
 * Who is signed in on this desk, and how far each account's rows were read. Each account has a client identity of its own, for the
 * server ties one to its user (sync.md §2.8). Names and tokens are sealed.
 */
export const createAccountsStore = (db: WritableDb, vault: Vault, newId: NewId) => {
  const columns = `user_id, client_id, compte, token, serveur, epoch, cursor, durable`
  const one = db.prepare<[string], AccountRow>(`SELECT ${columns} FROM sync WHERE user_id = ?`)
  const signedIn = db.prepare<[string], AccountRow>(`SELECT ${columns} FROM sync WHERE courant = 1 AND user_id <> ?`)
  const insert = db.prepare(`INSERT INTO sync (user_id, client_id) VALUES (?, ?) ON CONFLICT DO NOTHING`)
  const move = db.prepare(`UPDATE sync SET epoch = @epoch, cursor = @cursor, durable = @durable WHERE user_id = @userId`)
  const rename = db.prepare(`UPDATE sync SET client_id = ? WHERE user_id = ?`)

  const current = (): AccountRow | null => signedIn.get(DESK) ?? null

  return {
    current,
    get: (userId: string): AccountRow | null => one.get(userId) ?? null,
    currentId: (): string | null => current()?.user_id ?? null,
    /** Identity to speak to the server with; of the desk when nobody is signed in. Made once, unless the file cannot be written. */
    clientId: (readOnly: boolean): string => {
      const known = current() ?? one.get(DESK)
      if (known !== undefined) return known.client_id
      const made = newId()
      if (!readOnly) insert.run(DESK, made)
      return made
    },
    /** Null when nobody is signed in, or the session has ended. A token that cannot be read back is one that has ended. */
    credentials: (): Credentials | null => {
      const account = current()
      if (account === null || account.token === null) return null
      try {
        const { user_id: userId, serveur: server } = account
        return { userId, token: vault.openText(account.token, cell(userId, 'token')), server }
      } catch (cause) {
        if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
        return null
      }
    },
    /** Who is signed in, for the screens. */
    profile: (): Profile => {
      const account = current()
      if (account === null || account.compte === null) return { compte: null, expiree: false, serveur: null }
      const compte = Account.parse(JSON.parse(vault.openText(account.compte, cell(account.user_id, 'compte'))))
      return { compte, expiree: account.token === null, serveur: account.serveur }
    },
    signIn: ({ token, compte }: Session, serveur: string): void => {
      insert.run(compte.id, newId())
      db.prepare(`UPDATE sync SET courant = 0, token = NULL WHERE user_id <> ?`).run(compte.id)
      db.prepare(`UPDATE sync SET courant = 1, serveur = ?, compte = ?, token = ? WHERE user_id = ?`).run(
        serveur,
        vault.sealText(JSON.stringify(compte), cell(compte.id, 'compte')),
        vault.sealText(token, cell(compte.id, 'token')),
        compte.id,
      )
    },
    signOut: (): void => {
      db.prepare(`UPDATE sync SET courant = 0, token = NULL`).run()
    },
    expire: (userId: string): void => {
      db.prepare(`UPDATE sync SET token = NULL WHERE user_id = ?`).run(userId)
    },
    moveTo: (userId: string, position: Position): void => {
      move.run({ userId, ...position })
    },
    newClientId: (userId: string): void => {
      rename.run(newId(), userId)
    },
  }
}
