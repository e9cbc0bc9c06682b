import { FIELD_OF, TEXT_FIELDS } from '#shared/catalogue/file.ts'
import { decodePostings, FIELD_BITS } from '#shared/catalogue/postings.ts'
import type { ReadableDb } from '#main/db/open.ts'
import { ABSENT, type Columns } from './columns.ts'

/** Services that hold a stem, in rowid order, as `rowid << FIELD_BITS | fields`. */
export type PostingList = Uint32Array

export type Postings = {
  readonly of: (term: string) => PostingList
  /** The file has changed: lists are made up again from what is packed, when they are next asked. */
  readonly refresh: () => void
}

const EMPTY: PostingList = new Uint32Array(0)

/** What is packed never changes; `list` is without the services that left, with those that came, as of `state`. */
type Held = { readonly packed: PostingList; list: PostingList; state: number }

/**
 * Lists of the stems asked lately, in at most `maxBytes`. A list comes packed from the file (1 ms for 100,000 services);
 * services changed since the packing (rowid above `packed`) come from FTS5, which is slow for many and quick for few.
 */
export const openPostings = (db: ReadableDb, packed: number, columns: Columns, maxBytes = 64 * 1024 * 1024): Postings => {
  const select = db.prepare('SELECT df, docs FROM postings WHERE term = ?').raw()
  const later = db.prepare('SELECT rowid FROM textes WHERE textes MATCH ? AND rowid > ? ORDER BY rowid').pluck()
  const cache = new Map<string, Held>()
  let bytes = 0
  let state = 0

  const isThere = (rowid: number): boolean => ((columns.flags[rowid] as number) & ABSENT) === 0

  const readLater = (term: string): PostingList => {
    const fields = new Map<number, number>()
    const quoted = `"${term.replaceAll('"', '""')}"`
    // The stems of a service that was changed again are still there (shared/catalogue/patch.ts).
    for (const rowid of later.all(quoted, packed) as number[]) if (isThere(rowid)) fields.set(rowid, 0)
    if (fields.size === 0) return EMPTY
    for (const field of TEXT_FIELDS) {
      for (const rowid of later.all(`{${field}} : ${quoted}`, packed) as number[]) {
        const known = fields.get(rowid)
        if (known !== undefined) fields.set(rowid, known | FIELD_OF[field])
      }
    }
    return Uint32Array.from(fields, ([rowid, mask]) => (rowid << FIELD_BITS) | mask)
  }

  const isPresent = (posting: number): boolean => isThere(posting >>> FIELD_BITS)

  const upToDate = (term: string, base: PostingList): PostingList => {
    // Nothing has changed since the packing: every rowid below is of a service.
    if (columns.size - 1 <= packed && columns.count === columns.size - 1) return base
    const recent = readLater(term)
    let n = 0
    for (let i = 0; i < base.length; i++) if (isPresent(base[i] as number)) n++
    if (n === base.length && recent.length === 0) return base
    const both = new Uint32Array(n + recent.length)
    let at = 0
    for (let i = 0; i < base.length; i++) if (isPresent(base[i] as number)) both[at++] = base[i] as number
    both.set(recent, n)
    return both
  }

  const sizeOf = ({ packed: base, list }: Held): number => base.byteLength + (list === base ? 0 : list.byteLength)

  const hold = (term: string, base: PostingList): Held => {
    const held = { packed: base, list: upToDate(term, base), state }
    cache.set(term, held)
    bytes += sizeOf(held)
    for (const [oldest, dropped] of cache) {
      if (bytes <= maxBytes) break
      if (oldest === term) continue
      cache.delete(oldest)
      bytes -= sizeOf(dropped)
    }
    return held
  }

  return {
    refresh: () => {
      state++
    },
    of: (term) => {
      const known = cache.get(term)
      if (known === undefined) {
        const row = select.get(term) as [df: number, docs: Uint8Array] | undefined
        return hold(term, row === undefined ? EMPTY : decodePostings(row[1], row[0])).list
      }
      // Last used last: a Map keeps the order of insertion.
      cache.delete(term)
      if (known.state === state) {
        cache.set(term, known)
        return known.list
      }
      bytes -= sizeOf(known)
      return hold(term, known.packed).list
    },
  }
}
