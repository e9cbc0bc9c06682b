import type { Kysely } from 'kysely'
import { StoreError } from './errors.ts'
import type { Tables } from './schema.ts'
import { mustBeStorable, storable } from './text.ts'
import type { Accounts, User } from './types.ts'

const USER = ['id', 'courriel', 'nom', 'role', 'mot_de_passe as motDePasse', 'cree_le as creeLe'] as const

/** Instants compare as texts once they are written in one way. */
const instant = (iso: string): string => new Date(iso).toISOString()

export type Run = <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>

/** @param read runs on a connection that reads. @param write runs alone, and is durable when it resolves. */
export const accountsOver = (read: Run, write: Run): Accounts => {
  const userWhere = async (column: 'id' | 'courriel', value: string): Promise<User | null> =>
    storable(value)
      ? read(async (db) => {
          const row = await db.selectFrom('user_account').select(USER).where(column, '=', value).executeTakeFirst()
          return (row as User | undefined) ?? null
        })
      : null
  return {
    addUser: async ({ id, courriel, nom, role, motDePasse, creeLe }) => {
      mustBeStorable(id, courriel, nom, motDePasse)
      const added = await write((db) =>
        db
          .insertInto('user_account')
          .values({ id, courriel, nom, role, mot_de_passe: motDePasse, cree_le: creeLe })
          .onConflict((conflict) => conflict.column('courriel').doNothing())
          .returning('id')
          .execute(),
      )
      if (added.length === 0) throw new StoreError('email-taken')
    },
    userByEmail: (courriel) => userWhere('courriel', courriel),
    userById: (id) => userWhere('id', id),
    users: () =>
      read(async (db) => (await db.selectFrom('user_account').select(USER).orderBy('cree_le').orderBy('id').execute()) as User[]),
    setPassword: async (userId, motDePasse) => {
      mustBeStorable(motDePasse)
      if (!storable(userId)) return
      await write(async (db) => {
        await db.updateTable('user_account').set({ mot_de_passe: motDePasse }).where('id', '=', userId).execute()
        await db.deleteFrom('token').where('user_id', '=', userId).execute()
      })
    },
    addToken: async ({ hash, userId, poste, expireLe }) => {
      mustBeStorable(hash, userId, poste)
      const token = { hash, user_id: userId, poste, expire_le: instant(expireLe) }
      await write((db) => db.insertInto('token').values(token).execute())
    },
    userOfToken: async (hash, now) =>
      storable(hash)
        ? read(async (db) => {
            const row = await db
              .selectFrom('token')
              .innerJoin('user_account', 'user_account.id', 'token.user_id')
              .select(USER)
              .where('token.hash', '=', hash)
              .where('token.expire_le', '>', instant(now))
              .executeTakeFirst()
            return (row as User | undefined) ?? null
          })
        : null,
    revokeToken: async (hash) => {
      if (storable(hash)) await write((db) => db.deleteFrom('token').where('hash', '=', hash).execute())
    },
    claimClient: async (clientId, userId) => {
      mustBeStorable(clientId, userId)
      const owner = (db: Kysely<Tables>) =>
        db.selectFrom('client').select('user_id').where('client_id', '=', clientId).executeTakeFirst()
      // Already known is the rule: no write then.
      const known = await read(owner)
      if (known !== undefined) return known.user_id
      return write(async (db) => {
        await db
          .insertInto('client')
          .values({ client_id: clientId, user_id: userId })
          .onConflict((conflict) => conflict.column('client_id').doNothing())
          .execute()
        return ((await owner(db)) as { user_id: string }).user_id
      })
    },
  }
}
