import { Fait } from '#shared/usage/event.ts'
import type { Run } from './accounts.ts'
import { mustBeStorable } from './text.ts'
import type { StoredUsage, Usage } from './types.ts'

/** Events read at a time: no reader holds a connection for the whole of a long look. */
const PAGE = 5_000

type Row = Omit<StoredUsage, 'fait' | 'type'> & { readonly type: string; readonly fait: string }
/** Null for one that this version does not know: a newer replica, or one restored from it, wrote it. */
const toEvent = (row: Row): StoredUsage | null => {
  const { success, data } = Fait.safeParse(JSON.parse(row.fait))
  return success ? { ...row, type: data.type, fait: data } : null
}

/** @param read runs on a connection that reads. @param write runs alone, and is durable when it resolves. */
export const usageOver = (read: Run, write: Run): Usage => ({
  add: async (events) => {
    if (events.length === 0) return 0
    const rows = events.map((event): Row => ({ ...event, fait: JSON.stringify(event.fait) }))
    for (const row of rows) for (const value of Object.values(row)) if (value !== null) mustBeStorable(value)
    return write(async (db) => {
      const added = await db
        .insertInto('usage_event')
        .values(rows)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return Number(added.numInsertedOrUpdatedRows ?? 0n)
    })
  },

  scan: async function* ({ from, to }, { types, departements } = {}) {
    // Nothing is of none; PostgreSQL takes no empty list.
    if (types?.length === 0 || departements?.length === 0) return
    let last: { readonly jour: string; readonly id: string } | null = null
    for (;;) {
      const after: typeof last = last
      const rows: readonly Row[] = await read((db) => {
        let query = db.selectFrom('usage_event').selectAll().where('jour', '>=', from).where('jour', '<=', to)
        if (types !== undefined) query = query.where('type', 'in', [...types])
        if (departements !== undefined) query = query.where('departement', 'in', [...departements])
        if (after !== null) {
          query = query.where((row) =>
            row.or([row('jour', '>', after.jour), row.and([row('jour', '=', after.jour), row('id', '>', after.id)])]),
          )
        }
        return query.orderBy('jour').orderBy('id').limit(PAGE).execute()
      })
      for (const row of rows) {
        const event = toEvent(row)
        if (event !== null) yield event
      }
      const end = rows.at(-1)
      if (end === undefined || rows.length < PAGE) return
      last = { jour: end.jour, id: end.id }
    }
  },

  countOf: (poste, jour) =>
    read(async (db) => {
      const { n } = await db
        .selectFrom('usage_event')
        .select(({ fn }) => fn.countAll<number | bigint | string>().as('n'))
        .where('poste', '=', poste)
        .where('jour', '=', jour)
        .executeTakeFirstOrThrow()
      return Number(n)
    }),

  forgetBefore: (jour) =>
    write(async (db) => {
      const { numDeletedRows } = await db.deleteFrom('usage_event').where('jour', '<', jour).executeTakeFirst()
      return Number(numDeletedRows)
    }),
})
