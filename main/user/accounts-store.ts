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
  readonly renouvellement: Buffer | null
  /** The server that gave both, and the only one to hear of them. */
  readonly serveur: string | null
  readonly epoch: string | null
  readonly cursor: number
  readonly durable: number
  /** The structure worked for, as chosen: null when nothing ever was, '' for none. */
  readonly structure: string | null
}
/** Where an account's reading is. */
export type Position = Pick<AccountRow, 'epoch' | 'cursor' | 'durable'>

export type Credentials = { readonly userId: string; readonly token: string; readonly server: string | null }
/** `renouvellement` is null for a session that cannot be renewed. */
export type OpenSession = { readonly token: string; readonly renouvellement: string | null; readonly serveur: string | null }
export type Profile = { readonly compte: Account | null; readonly expiree: boolean; readonly serveur: string | null }

const cell = (userId: string, column: 'compte' | 'token') => ({ table: 'sync', row: userId, column })
/** Bound to the server and the token it was given with: left behind by an older application, it renews no other session. */
const renewalCell = (userId: string, serveur: string | null, token: string) => ({
  table: 'sync',
  row: JSON.stringify([userId, serveur, token]),
  column: 'renouvellement',
})

export type AccountsStore = ReturnType<typeof createAccountsStore>

/**
 * Who is signed in on this desk, and how far each account's rows were read. Each account has a client identity of its own, for the
 * server ties one to its user (sync.md §2.8). Names, tokens and renewals are sealed.
 */
export const createAccountsStore = (db: WritableDb, vault: Vault, newId: NewId) => {
  const columns = `user_id, client_id, compte, token, renouvellement, serveur, epoch, cursor, durable, structure`
  const one = db.prepare<[string], AccountRow>(`SELECT ${columns} FROM sync WHERE user_id = ?`)
  const signedIn = db.prepare<[string], AccountRow>(`SELECT ${columns} FROM sync WHERE courant = 1 AND user_id <> ?`)
  const insert = db.prepare(`INSERT INTO sync (user_id, client_id) VALUES (?, ?) ON CONFLICT DO NOTHING`)
  const move = db.prepare(`UPDATE sync SET epoch = @epoch, cursor = @cursor, durable = @durable WHERE user_id = @userId`)
  const rename = db.prepare(`UPDATE sync SET client_id = ? WHERE user_id = ?`)

  const write = db.prepare(`UPDATE sync SET compte = ?, token = ?, renouvellement = ? WHERE user_id = ?`)
  const choose = db.prepare(`UPDATE sync SET structure = ? WHERE user_id = ?`)

  const current = (): AccountRow | null => signedIn.get(DESK) ?? null

  /** A value that cannot be read back is one that has ended. */
  const opened = (sealed: Buffer | null, at: Parameters<Vault['openText']>[1]): string | null => {
    if (sealed === null) return null
    try {
      return vault.openText(sealed, at)
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }

  const writeSession = ({ token, renouvellement, compte }: Session, serveur: string | null): void => {
    write.run(
      vault.sealText(JSON.stringify(compte), cell(compte.id, 'compte')),
      vault.sealText(token, cell(compte.id, 'token')),
      vault.sealText(renouvellement, renewalCell(compte.id, serveur, token)),
      compte.id,
    )
  }

  const session = (): (OpenSession & { readonly userId: string }) | null => {
    const account = current()
    if (account === null) return null
    const { user_id: userId, serveur } = account
    const token = opened(account.token, cell(userId, 'token'))
    if (token === null) return null
    return { userId, token, renouvellement: opened(account.renouvellement, renewalCell(userId, serveur, token)), serveur }
  }

  return {
    current,
    get: (userId: string): AccountRow | null => one.get(userId) ?? null,
    currentId: (): string | null => current()?.user_id ?? null,
    /** @throws DoraError `compte-non-connecte` */
    signedInId: (): string => {
      const account = current()
      if (account === null) throw new DoraError('compte-non-connecte')
      return account.user_id
    },
    /** Identity to speak to the server with; of the desk when nobody is signed in. Made once, unless the file cannot be written. */
    clientId: (readOnly: boolean): string => {
      const known = current() ?? one.get(DESK)
      if (known !== undefined) return known.client_id
      const made = newId()
      if (!readOnly) insert.run(DESK, made)
      return made
    },
    /** Null when nobody is signed in, or the session has ended. */
    credentials: (): Credentials | null => {
      const account = current()
      if (account === null) return null
      const { user_id: userId, serveur: server } = account
      const token = opened(account.token, cell(userId, 'token'))
      return token === null ? null : { userId, token, server }
    },
    /** The same, with what renews it. */
    session,
    /** Puts the next pair of that session in its place. False when it is no longer the one of this desk, or is another person's. */
    renew: (token: string, next: Session): boolean => {
      const present = session()
      if (present?.token !== token || present.userId !== next.compte.id) return false
      writeSession(next, present.serveur)
      return true
    },
    /** Who is signed in, for the screens. */
    profile: (): Profile => {
      const account = current()
      if (account === null || account.compte === null) return { compte: null, expiree: false, serveur: null }
      const compte = Account.parse(JSON.parse(vault.openText(account.compte, cell(account.user_id, 'compte'))))
      return { compte, expiree: account.token === null, serveur: account.serveur }
    },
    signIn: (given: Session, serveur: string): void => {
      const { id } = given.compte
      insert.run(id, newId())
      db.prepare(`UPDATE sync SET courant = 0, token = NULL, renouvellement = NULL WHERE user_id <> ?`).run(id)
      db.prepare(`UPDATE sync SET courant = 1, serveur = ? WHERE user_id = ?`).run(serveur, id)
      writeSession(given, serveur)
    },
    signOut: (): void => {
      db.prepare(`UPDATE sync SET courant = 0, token = NULL, renouvellement = NULL`).run()
    },
    expire: (userId: string): void => {
      db.prepare(`UPDATE sync SET token = NULL, renouvellement = NULL WHERE user_id = ?`).run(userId)
    },
    /** @param structure '' for none. */
    chooseStructure: (userId: string, structure: string): void => {
      choose.run(structure, userId)
    },
    moveTo: (userId: string, position: Position): void => {
      move.run({ userId, ...position })
    },
    newClientId: (userId: string): void => {
      rename.run(newId(), userId)
    },
  }
}
