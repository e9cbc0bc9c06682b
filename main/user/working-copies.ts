import { DoraError } from '#shared/errors.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { RowKey } from './outbox-table.ts'
import type { Vault } from './vault.ts'

/** What a new listing was made after. */
export type Origin = { readonly kind: 'service' | 'modele'; readonly id: string }

/** A listing that someone has begun to change and has not sent. Documents are flat. */
export type Copy = {
  readonly kind: ListingKind
  readonly id: string
  readonly structureId: string
  /** The server's words that it is over; of a new listing, what it began with. */
  readonly base: Doc
  readonly doc: Doc
  readonly version: number
  /** Null for a listing that was there. */
  readonly origine: 'vide' | Origin | null
  readonly creeLe: string
  readonly modifieLe: string
}
export type CopyName = Pick<Copy, 'kind' | 'id' | 'structureId'>

type Row = {
  readonly kind: ListingKind
  readonly id: string
  readonly structure_id: string
  readonly base: Buffer
  readonly doc: Buffer
  readonly origine: string | null
  readonly version: number
  readonly cree_le: string
  readonly modifie_le: string
}
type Column = 'base' | 'doc'

const cell = ({ userId, kind, id }: RowKey, column: Column) => ({
  table: 'working_copies',
  row: JSON.stringify([userId, kind, id]),
  column,
})

export type WorkingCopies = ReturnType<typeof createWorkingCopies>

/**
 * Working copies, each of one account, sealed whole: they may hold a contact kept for professionals. Every change is inside a
 * transaction of its caller. `now` gives ISO instants.
 */
export const createWorkingCopies = (db: WritableDb, vault: Vault, now: () => string) => {
  const one = db.prepare<[string, string, string], Row>(
    `SELECT * FROM working_copies WHERE user_id = ? AND kind = ? AND id = ? AND supprime_le IS NULL`,
  )
  const names = db.prepare<[string], CopyName>(
    `SELECT kind, id, structure_id AS structureId FROM working_copies WHERE user_id = ? AND supprime_le IS NULL ORDER BY cree_le, id`,
  )
  const put = db.prepare(
    `INSERT INTO working_copies (user_id, kind, id, structure_id, base, doc, origine, version, cree_le, modifie_le)
     VALUES (@userId, @kind, @id, @structureId, @base, @doc, @origine, @version, @at, @at)
     ON CONFLICT DO UPDATE SET structure_id = excluded.structure_id, base = excluded.base, doc = excluded.doc,
       origine = excluded.origine, version = excluded.version, cree_le = excluded.cree_le, modifie_le = excluded.modifie_le,
       supprime_le = NULL`,
  )
  const write = db.prepare(
    `UPDATE working_copies SET base = @base, doc = @doc, version = version + 1, modifie_le = @at
     WHERE user_id = @userId AND kind = @kind AND id = @id`,
  )
  const mark = db.prepare(`UPDATE working_copies SET supprime_le = ? WHERE user_id = ? AND kind = ? AND id = ?`)
  const last = db
    .prepare<[string, string, string], number>(`SELECT version FROM working_copies WHERE user_id = ? AND kind = ? AND id = ?`)
    .pluck()
  const erase = db.prepare(`DELETE FROM working_copies WHERE user_id = ? AND kind = ? AND id = ?`)

  const seal = (key: RowKey, column: Column, doc: Doc) => vault.sealText(JSON.stringify(doc), cell(key, column))
  const open = (key: RowKey, column: Column, sealed: Buffer) => JSON.parse(vault.openText(sealed, cell(key, column))) as Doc

  return {
    get: (key: RowKey): Copy | null => {
      const row = one.get(key.userId, key.kind, key.id)
      if (row === undefined) return null
      return {
        kind: row.kind,
        id: row.id,
        structureId: row.structure_id,
        base: open(key, 'base', row.base),
        doc: open(key, 'doc', row.doc),
        version: row.version,
        origine: row.origine === null ? null : row.origine === 'vide' ? 'vide' : (JSON.parse(row.origine) as Origin),
        creeLe: row.cree_le,
        modifieLe: row.modifie_le,
      }
    },
    /** Nothing is opened. */
    names: (userId: string): CopyName[] => names.all(userId),
    /** A copy that begins, in place of one that was given up. Versions go on: what was typed over the former is not taken for this. */
    begin: (key: RowKey, copy: Pick<Copy, 'structureId' | 'base' | 'doc' | 'origine'>): void => {
      const version = (last.get(key.userId, key.kind, key.id) ?? 0) + 1
      const origine = copy.origine === null || copy.origine === 'vide' ? copy.origine : JSON.stringify(copy.origine)
      const sealed = { base: seal(key, 'base', copy.base), doc: seal(key, 'doc', copy.doc) }
      put.run({
        userId: key.userId,
        kind: key.kind,
        id: key.id,
        structureId: copy.structureId,
        ...sealed,
        origine,
        version,
        at: now(),
      })
    },
    write: (key: RowKey, { base, doc }: Pick<Copy, 'base' | 'doc'>): void => {
      const { userId, kind, id } = key
      write.run({ userId, kind, id, base: seal(key, 'base', base), doc: seal(key, 'doc', doc), at: now() })
    },
    discard: ({ userId, kind, id }: RowKey): void => {
      if (one.get(userId, kind, id) === undefined) throw new DoraError('fiche-introuvable')
      mark.run(now(), userId, kind, id)
    },
    restore: ({ userId, kind, id }: RowKey): void => {
      if (mark.run(null, userId, kind, id).changes === 0) throw new DoraError('fiche-introuvable')
    },
    /** Sent: it is in the outbox now. */
    erase: ({ userId, kind, id }: RowKey): void => {
      erase.run(userId, kind, id)
    },
    /** Erases for good what was given up before that instant, and the new ones that nobody wrote in. */
    purge: (before: string): void => {
      db.prepare(
        `DELETE FROM working_copies WHERE supprime_le <= @before OR (origine = 'vide' AND version = 1 AND modifie_le <= @before)`,
      ).run({ before })
    },
  }
}
