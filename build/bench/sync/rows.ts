import { openReadable } from '#main/db/open.ts'

export type BenchRow = { readonly kind: 'structure' | 'service'; readonly id: string; readonly doc: Record<string, unknown> }

/** The first `limit` rows of a catalogue file: its structures, then its services. The same rows for every system measured. */
export const readRows = function* (file: string, limit: number): Generator<BenchRow> {
  const db = openReadable(file)
  let left = limit
  for (const kind of ['structure', 'service'] as const) {
    const rows = db.prepare(`SELECT id, record FROM ${kind}s ORDER BY rowid LIMIT ?`).raw()
    for (const [id, record] of rows.iterate(left) as IterableIterator<[string, string]>) {
      yield { kind, id, doc: JSON.parse(record) as Record<string, unknown> }
      left--
    }
  }
  db.close()
}
