import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { RowKey } from './outbox-table.ts'
import type { Vault } from './vault.ts'

export type Conflict = RowKey & {
  /** The `mut_id` of the change that met it. */
  readonly mutId: string
  readonly type: string
  readonly nature: 'champs' | 'supprime'
  /** Version of the row that it was met at. */
  readonly ver: number
  /** The whole row the change was written over. */
  readonly base: Doc
  /** Fields that clash, as the person wants them; the whole row when it was removed elsewhere. */
  readonly mine: Doc
  readonly theirs: Doc
  readonly nom: string
  readonly creeLe: string
}

type Row = {
  readonly id: string
  readonly user_id: string
  readonly type: string
  readonly kind: string
  readonly cle: string
  readonly nature: Conflict['nature']
  readonly ver: number
  readonly base: Buffer
  readonly mine: Buffer
  readonly theirs: Buffer
  readonly nom: Buffer
  readonly cree_le: string
}
type Column = 'base' | 'mine' | 'theirs' | 'nom'
const cell = (id: string, column: Column) => ({ table: 'conflicts', row: id, column })

export type ConflictsTable = ReturnType<typeof createConflictsTable>

/** Clashes that wait for a person (sync.md §2.9), sealed. */
export const createConflictsTable = (db: WritableDb, vault: Vault) => {
  const one = db.prepare<[string], Row>(`SELECT * FROM conflicts WHERE id = ?`)
  const ofUser = db.prepare<[string], Row>(`SELECT * FROM conflicts WHERE user_id = ? ORDER BY cree_le DESC, id DESC`)
  const keys = db.prepare<[string], { kind: string; id: string }>(`SELECT kind, cle AS id FROM conflicts WHERE user_id = ?`)
  const put = db.prepare(
    `INSERT OR REPLACE INTO conflicts (id, user_id, type, kind, cle, nature, ver, base, mine, theirs, nom, cree_le)
     VALUES (@id, @userId, @type, @kind, @cle, @nature, @ver, @base, @mine, @theirs, @nom, @at)`,
  )
  const opened = (row: Row): Conflict => {
    const text = (column: Column) => vault.openText(row[column], cell(row.id, column))
    const doc = (column: Column) => JSON.parse(text(column)) as Doc
    const { id: mutId, user_id: userId, type, kind, cle: id, nature, ver, cree_le: creeLe } = row
    const docs = { base: doc('base'), mine: doc('mine'), theirs: doc('theirs') }
    return { mutId, userId, type, kind, id, nature, ver, ...docs, nom: text('nom'), creeLe }
  }

  return {
    get: (mutId: string): Conflict | null => {
      const row = one.get(mutId)
      return row === undefined ? null : opened(row)
    },
    /** Rows that they are about: nothing is opened. */
    keys: (userId: string): { readonly kind: string; readonly id: string }[] => keys.all(userId),
    /** Newest first. */
    ofUser: (userId: string): Conflict[] => ofUser.all(userId).map(opened),
    put: ({ mutId, userId, type, kind, id, nature, ver, base, mine, theirs, nom, creeLe }: Conflict): void => {
      const seal = (column: Column, text: string) => vault.sealText(text, cell(mutId, column))
      put.run({
        id: mutId,
        userId,
        type,
        kind,
        cle: id,
        nature,
        ver,
        base: seal('base', JSON.stringify(base)),
        mine: seal('mine', JSON.stringify(mine)),
        theirs: seal('theirs', JSON.stringify(theirs)),
        nom: seal('nom', nom),
        at: creeLe,
      })
    },
    count: (userId: string): number =>
      db.prepare<[string], number>(`SELECT count(*) FROM conflicts WHERE user_id = ?`).pluck().get(userId) ?? 0,
    erase: (mutId: string): void => {
      db.prepare(`DELETE FROM conflicts WHERE id = ?`).run(mutId)
    },
  }
}
