import { FIELD_OF, TEXT_FIELDS } from '#shared/catalogue/file.ts'
import { decodePostings, FIELD_BITS } from '#shared/catalogue/postings.ts'
import type { ReadableDb } from '#main/db/open.ts'

/** Services that hold a stem, in rowid order, as `rowid << FIELD_BITS | fields`. */
export type PostingList = Uint32Array

export type Postings = { readonly of: (term: string) => PostingList }

const EMPTY: PostingList = new Uint32Array(0)

/**
 * Lists of the stems asked lately, in at most `maxBytes`. A list comes packed from the file (1 ms for 100,000 services);
 * services changed since the packing (rowid above `packed`) come from FTS5, which is slow for many and quick for few.
 */
export const openPostings = (db: ReadableDb, packed: number, maxBytes = 64 * 1024 * 1024): Postings => {
  const select = db.prepare('SELECT df, docs FROM postings WHERE term = ?').raw()
  const changed = (db.prepare('SELECT max(rowid) FROM service_facts').pluck().get() as number | null) ?? 0
  const later = db.prepare('SELECT rowid FROM textes WHERE textes MATCH ? AND rowid > ? ORDER BY rowid').pluck()
  const cache = new Map<string, PostingList>()
  let bytes = 0

  const readLater = (term: string): PostingList => {
    const fields = new Map<number, number>()
    for (const field of TEXT_FIELDS) {
      const query = `{${field}} : "${term.replaceAll('"', '""')}"`
      for (const rowid of later.all(query, packed) as number[]) fields.set(rowid, (fields.get(rowid) ?? 0) | FIELD_OF[field])
    }
    return Uint32Array.from(
      [...fields].sort(([a], [b]) => a - b),
      ([rowid, mask]) => (rowid << FIELD_BITS) | mask,
    )
  }

  const read = (term: string): PostingList => {
    const row = select.get(term) as [df: number, docs: Uint8Array] | undefined
    const base = row === undefined ? EMPTY : decodePostings(row[1], row[0])
    if (changed <= packed) return base
    const recent = readLater(term)
    if (recent.length === 0) return base
    const both = new Uint32Array(base.length + recent.length)
    both.set(base)
    both.set(recent, base.length)
    return both
  }

  return {
    of: (term) => {
      const known = cache.get(term)
      if (known !== undefined) {
        // Last used last: a Map keeps the order of insertion.
        cache.delete(term)
        cache.set(term, known)
        return known
      }
      const list = read(term)
      cache.set(term, list)
      bytes += list.byteLength
      for (const [oldest, dropped] of cache) {
        if (bytes <= maxBytes) break
        if (oldest === term) continue
        cache.delete(oldest)
        bytes -= dropped.byteLength
      }
      return list
    },
  }
}
