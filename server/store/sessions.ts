import type { Run } from './accounts.ts'
import type { Tables } from './schema.ts'
import { mustBeStorable, storable } from './text.ts'
import type { Accounts, StoredSession } from './types.ts'
import { endSessionsOf, readUser } from './users.ts'

type Row = Tables['session']

/** Instants compare as texts once they are written in one way. */
export const instant = (iso: string): string => new Date(iso).toISOString()

const toSession = (row: Row): StoredSession => ({
  id: row.id,
  userId: row.user_id,
  poste: row.poste,
  moyen: row.moyen as StoredSession['moyen'],
  creeLe: row.cree_le,
  vuLe: row.vu_le,
  expireLe: row.expire_le,
  accesExpireLe: row.acces_expire_le,
  acces: row.acces,
  renouvellement: row.renouvellement,
  precedent: row.precedent,
  servi: row.servi === 1,
  idToken: row.id_token,
})

/** Spent renewals are remembered for as long as a desk may come back with one: a theft is seen however late. */
const SPENT_MS = 90 * 24 * 3600 * 1000

type Sessions = Pick<
  Accounts,
  | 'addSession'
  | 'sessionOfAccess'
  | 'sessionOfRenewal'
  | 'markUsed'
  | 'renewSession'
  | 'sessionsOf'
  | 'endSession'
  | 'endSessionsOf'
  | 'addTicket'
  | 'readTicket'
  | 'takeTicket'
  | 'forgetExpired'
>

/** Sessions and what is good for one use. */
export const sessionsOver = (read: Run, write: Run): Sessions => ({
  addSession: async (session) => {
    const { id, userId, poste, moyen, creeLe, vuLe, expireLe, accesExpireLe, acces, renouvellement, precedent, servi, idToken } =
      session
    mustBeStorable(id, userId, poste, acces, renouvellement, idToken ?? '')
    const row: Row = {
      id,
      user_id: userId,
      poste,
      moyen,
      cree_le: instant(creeLe),
      vu_le: instant(vuLe),
      expire_le: instant(expireLe),
      acces,
      acces_expire_le: instant(accesExpireLe),
      renouvellement,
      precedent,
      servi: servi ? 1 : 0,
      id_token: idToken,
    }
    await write((db) => db.insertInto('session').values(row).execute())
  },
  sessionOfAccess: async (hash, now) => {
    if (!storable(hash)) return null
    return read(async (db) => {
      const row = await db
        .selectFrom('session')
        .selectAll()
        .where('acces', '=', hash)
        .where('acces_expire_le', '>', instant(now))
        .executeTakeFirst()
      if (row === undefined) return null
      const user = await readUser(db, 'id', row.user_id)
      return user === null || !user.actif ? null : { user, session: toSession(row) }
    })
  },
  sessionOfRenewal: async (hash) => {
    if (!storable(hash)) return null
    return read(async (db) => {
      const present = await db.selectFrom('session').selectAll().where('renouvellement', '=', hash).executeTakeFirst()
      if (present !== undefined) return toSession(present)
      const spent = await db
        .selectFrom('session')
        .innerJoin('spent', 'spent.session_id', 'session.id')
        .selectAll('session')
        .where('spent.hash', '=', hash)
        .executeTakeFirst()
      return spent === undefined ? null : toSession(spent)
    })
  },
  markUsed: async (id) => {
    await write((db) => db.updateTable('session').set({ servi: 1 }).where('id', '=', id).where('servi', '=', 0).execute())
  },
  renewSession: async (id, from, next) => {
    mustBeStorable(next.acces, next.renouvellement)
    return write(async (db) => {
      const done = await db
        .updateTable('session')
        .set({
          acces: next.acces,
          acces_expire_le: instant(next.accesExpireLe),
          renouvellement: next.renouvellement,
          precedent: next.precedent,
          expire_le: instant(next.expireLe),
          vu_le: instant(next.vuLe),
          servi: 0,
        })
        .where('id', '=', id)
        .where('renouvellement', '=', from)
        .executeTakeFirst()
      if (Number(done.numUpdatedRows) === 0) return false
      await db
        .insertInto('spent')
        .values({ hash: from, session_id: id, le: instant(next.vuLe) })
        .execute()
      const old = new Date(Date.parse(next.vuLe) - SPENT_MS).toISOString()
      await db.deleteFrom('spent').where('session_id', '=', id).where('le', '<', old).execute()
      return true
    })
  },
  sessionsOf: (userId) =>
    read(async (db) => {
      const rows = await db.selectFrom('session').selectAll().where('user_id', '=', userId).orderBy('vu_le', 'desc').execute()
      return rows.map(toSession)
    }),
  endSession: async (id) => {
    if (!storable(id)) return false
    return write(async (db) => {
      await db.deleteFrom('spent').where('session_id', '=', id).execute()
      const done = await db.deleteFrom('session').where('id', '=', id).executeTakeFirst()
      return Number(done.numDeletedRows) > 0
    })
  },
  endSessionsOf: async (userId, except) => {
    if (storable(userId)) await write((db) => endSessionsOf(db, userId, except))
  },

  addTicket: async ({ hash, kind, data, expireLe }) => {
    mustBeStorable(hash, kind, data)
    await write((db) =>
      db
        .insertInto('ticket')
        .values({ hash, kind, data, expire_le: instant(expireLe) })
        .execute(),
    )
  },
  readTicket: async (hash, kind, now) =>
    storable(hash)
      ? read(async (db) => {
          const row = await db
            .selectFrom('ticket')
            .select('data')
            .where('hash', '=', hash)
            .where('kind', '=', kind)
            .where('expire_le', '>', instant(now))
            .executeTakeFirst()
          return row?.data ?? null
        })
      : null,
  takeTicket: async (hash, kind, now) =>
    storable(hash)
      ? write(async (db) => {
          const row = await db
            .deleteFrom('ticket')
            .where('hash', '=', hash)
            .where('kind', '=', kind)
            .returning(['data', 'expire_le'])
            .executeTakeFirst()
          return row === undefined || row.expire_le <= instant(now) ? null : row.data
        })
      : null,
  forgetExpired: async (now) => {
    await write(async (db) => {
      const at = instant(now)
      await db.deleteFrom('ticket').where('expire_le', '<=', at).execute()
      await db.deleteFrom('session').where('expire_le', '<=', at).execute()
      await db
        .deleteFrom('spent')
        .where((where) =>
          where.not(
            where.exists(where.selectFrom('session').select('session.id').whereRef('session.id', '=', 'spent.session_id')),
          ),
        )
        .execute()
    })
  },
})
