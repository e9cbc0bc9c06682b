import type { Kysely } from 'kysely'
import { StoreError } from './errors.ts'
import type { Run } from './accounts.ts'
import type { Tables } from './schema.ts'
import { mustBeStorable, storable } from './text.ts'
import type { Accounts, User, UserPatch } from './types.ts'

type Row = Tables['user_account']

const toUser = (row: Row): User => ({
  id: row.id,
  courriel: row.courriel,
  prenom: row.prenom,
  nom: row.nom,
  role: row.role as User['role'],
  motDePasse: row.mot_de_passe === '' ? null : row.mot_de_passe,
  sub: row.sub,
  valide: row.valide === 1,
  actif: row.actif === 1,
  gestionnaire: row.gestionnaire === 1,
  departements: JSON.parse(row.departements) as string[],
  activite: row.activite,
  decouverte: row.decouverte,
  decouverteAutre: row.decouverte_autre,
  infolettre: row.infolettre === 1,
  cgu: JSON.parse(row.cgu) as Record<string, string>,
  creeLe: row.cree_le,
  vuLe: row.vu_le,
})

type Mutable<T> = { -readonly [key in keyof T]: T[key] }

/** The columns that a patch names. */
const toColumns = (patch: UserPatch): Partial<Row> => {
  const { prenom, nom, courriel, role, sub, valide, actif, gestionnaire, departements, activite, decouverte } = patch
  const row: Partial<Mutable<Row>> = {}
  for (const [column, value] of Object.entries({ prenom, nom, courriel, role, sub, activite, decouverte })) {
    if (value !== undefined) row[column as 'nom'] = value as string
  }
  if (patch.decouverteAutre !== undefined) row.decouverte_autre = patch.decouverteAutre
  if (patch.vuLe !== undefined) row.vu_le = patch.vuLe
  for (const [column, value] of Object.entries({ valide, actif, gestionnaire, infolettre: patch.infolettre })) {
    if (value !== undefined) row[column as 'valide'] = value ? 1 : 0
  }
  if (departements !== undefined) row.departements = JSON.stringify([...departements].sort())
  if (patch.cgu !== undefined) row.cgu = JSON.stringify(patch.cgu)
  return row
}

const textsOf = (row: Partial<Row>): string[] => Object.values(row).filter((value) => typeof value === 'string')

type Users = Pick<
  Accounts,
  'addUser' | 'userByEmail' | 'userBySub' | 'userById' | 'users' | 'updateUser' | 'setPassword' | 'removeUser'
>

const isDuplicate = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === '23505' || code.startsWith('SQLITE_CONSTRAINT_UNIQUE') || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

const unique = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (isDuplicate(error)) throw new StoreError('email-taken', {}, error)
    throw error
  }
}

export const readUser = async (db: Kysely<Tables>, column: 'id' | 'courriel' | 'sub', value: string): Promise<User | null> => {
  const row = await db.selectFrom('user_account').selectAll().where(column, '=', value).executeTakeFirst()
  return row === undefined ? null : toUser(row)
}

export const endSessionsOf = async (db: Kysely<Tables>, userId: string, except: string | undefined): Promise<void> => {
  const all = db.selectFrom('session').select('id').where('user_id', '=', userId)
  const ids = (await (except === undefined ? all : all.where('id', '<>', except)).execute()).map(({ id }) => id)
  if (ids.length === 0) return
  await db.deleteFrom('spent').where('session_id', 'in', ids).execute()
  await db.deleteFrom('session').where('id', 'in', ids).execute()
}

/** @param read runs on a connection that reads. @param write runs alone, and is durable when it resolves. */
export const usersOver = (read: Run, write: Run): Users => {
  const userWhere = async (column: 'id' | 'courriel' | 'sub', value: string): Promise<User | null> =>
    storable(value) ? read((db) => readUser(db, column, value)) : null
  return {
    addUser: async (user) => {
      const { id, creeLe, motDePasse, ...rest } = user
      const row = { ...toColumns(rest), id, cree_le: creeLe, mot_de_passe: motDePasse ?? '' } as Row
      mustBeStorable(...textsOf(row))
      await unique(write((db) => db.insertInto('user_account').values(row).execute()))
    },
    userByEmail: (courriel) => userWhere('courriel', courriel),
    userBySub: (sub) => userWhere('sub', sub),
    userById: (id) => userWhere('id', id),
    users: () =>
      read(async (db) =>
        (await db.selectFrom('user_account').selectAll().orderBy('cree_le').orderBy('id').execute()).map(toUser),
      ),
    updateUser: async (id, patch) => {
      const row = toColumns(patch)
      mustBeStorable(...textsOf(row))
      if (!storable(id)) return null
      return unique(
        write(async (db) => {
          if (Object.keys(row).length > 0) await db.updateTable('user_account').set(row).where('id', '=', id).execute()
          if (patch.actif === false) await endSessionsOf(db, id, undefined)
          return readUser(db, 'id', id)
        }),
      )
    },
    setPassword: async (userId, motDePasse, except) => {
      mustBeStorable(motDePasse)
      if (!storable(userId)) return
      await write(async (db) => {
        await db.updateTable('user_account').set({ mot_de_passe: motDePasse }).where('id', '=', userId).execute()
        await endSessionsOf(db, userId, except)
      })
    },
    removeUser: async (id) => {
      if (!storable(id)) return
      await write(async (db) => {
        await endSessionsOf(db, id, undefined)
        // What it pushed, and from where: a desk of its own that comes back is told that the session is over.
        await db.deleteFrom('mutation').where('user_id', '=', id).execute()
        await db.deleteFrom('client').where('user_id', '=', id).execute()
        await db.deleteFrom('user_account').where('id', '=', id).execute()
      })
    },
  }
}
