import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import { sessionsOver } from './sessions.ts'
import { mustBeStorable } from './text.ts'
import type { Accounts } from './types.ts'
import { usersOver } from './users.ts'

export type Run = <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>

/** @param read runs on a connection that reads. @param write runs alone, and is durable when it resolves. */
export const accountsOver = (read: Run, write: Run): Accounts => ({
  ...usersOver(read, write),
  ...sessionsOver(read, write),
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
})
