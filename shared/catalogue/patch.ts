import type { ZoneName } from './index-services.ts'
import { rowWriter } from './index-services.ts'
import { CatalogueMeta } from './file.ts'
import type { Service, Structure } from './record.ts'
import { openRows, readRow, type RowKey, type RowVersion, type VersionedRow } from './rows.ts'
import type { Sql } from './sql.ts'
import { serviceTerms } from './terms.ts'

/** Changes of rows of a file, inside the transaction of the caller. */
export type RowChanges = {
  /** What is known of a row; null when it is not there. */
  readonly version: (key: RowKey) => RowVersion | null
  /** False when the row is already at that version or above: nothing changes. */
  readonly put: (row: VersionedRow) => boolean
  readonly rescope: (key: RowKey, scopes: string | null) => void
  /** False when it is not there. */
  readonly remove: (key: RowKey) => boolean
}

/**
 * Changes of rows of a finished catalogue file, each with everything the writer derives from it. It remembers what it has
 * written: after a rollback, open another.
 */
export type Patch = RowChanges & {
  /** Rewrites what goes with the file as a whole. To call before the transaction ends. */
  readonly finish: (genere_le: string) => void
}

/**
 * Fields of a structure that nothing derived from its services reads. Any other may change how they are found: a new field is
 * taken as read until someone says otherwise here.
 */
const UNREAD = new Set<string>([
  'date_maj',
  'description',
  'lien_source',
  'telephone',
  'courriel',
  'site_web',
  'horaires_accueil',
  'accessibilite_lieu',
  'adresse',
  'complement_adresse',
  'longitude',
  'latitude',
] satisfies (keyof Structure)[])

const readBySearch = (structure: Structure | null): string =>
  JSON.stringify(structure, (key, value: unknown) => (UNREAD.has(key) ? undefined : value))

/** Numbers of `words.df`, and which word changed when. */
const wordCounts = (db: Sql) => {
  const more = db.prepare(
    `INSERT INTO words (word, term, df, at) VALUES (?, ?, 1, ?)
     ON CONFLICT (word) DO UPDATE SET term = iif(df = 0, excluded.term, term), df = df + 1, at = excluded.at`,
  )
  const less = db.prepare('UPDATE words SET df = max(df - 1, 0), at = ? WHERE word = ?')
  return (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, at: number): void => {
    for (const word of before.keys()) if (!after.has(word)) less.run(at, word)
    for (const [word, term] of after) if (!before.has(word)) more.run(word, term, at)
  }
}

/** `meta.sources` and the totals, as the writer counts them. */
const openMeta = (db: Sql) => {
  const values = Object.fromEntries(db.prepare('SELECT key, value FROM meta').raw().all() as [string, string][])
  const meta = CatalogueMeta.parse(values)
  const totals = { services: meta.services, structures: meta.structures }
  const sources = new Map(
    (JSON.parse(meta.sources) as [string, number, number][]).map(([source, services, structures]) => [
      source,
      { services, structures },
    ]),
  )
  let last = Number(values['last'] ?? meta.packed)
  const write = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
  return {
    nextNumber: () => ++last,
    add: (kind: 'services' | 'structures', source: string, by: 1 | -1) => {
      const counts = sources.get(source) ?? { services: 0, structures: 0 }
      counts[kind] += by
      totals[kind] += by
      sources.set(source, counts)
    },
    write: (genere_le: string) => {
      const lines = [...sources]
        .filter(([, { services, structures }]) => services + structures > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([source, { services, structures }]) => [source, services, structures])
      for (const [key, value] of Object.entries({ ...totals, sources: JSON.stringify(lines), last, genere_le })) {
        write.run(key, String(value))
      }
    },
  }
}

/** What one service brings to the tables of the search. */
const openDerived = (db: Sql, zoneName: ZoneName, nextNumber: () => number) => {
  const write = rowWriter(db)
  const count = wordCounts(db)
  // Its stems stay: no search shows a number without facts, and FTS5 takes longer to forget a row than to learn one.
  const erase = ['service_facts', 'points'].map((table) => db.prepare(`DELETE FROM ${table} WHERE rowid = ?`))
  const leave = db.prepare('INSERT INTO gone (rowid, at) VALUES (?, ?)')
  const none: ReadonlyMap<string, string> = new Map()

  const wordsOf = (service: Service, structure: Structure | null) => serviceTerms(service, structure, zoneName).words
  const eraseRow = (rowid: number, at: number) => {
    for (const statement of erase) statement.run(rowid)
    leave.run(rowid, at)
  }
  type Before = { readonly rowid: number; readonly record: Service; readonly structure: Structure | null }

  return {
    /** Under a new number, which is answered. The row itself is still to be written there. */
    replace: (before: Before | null, after: Service, structure: Structure | null): number => {
      const at = nextNumber()
      const words = before === null ? none : wordsOf(before.record, before.structure)
      if (before !== null) eraseRow(before.rowid, at)
      count(words, write(at, after, structure, zoneName).words, at)
      return at
    },
    erase: ({ rowid, record, structure }: Before): void => {
      const at = nextNumber()
      count(wordsOf(record, structure), none, at)
      eraseRow(rowid, at)
    },
  }
}

export const openPatch = (db: Sql, zoneName: ZoneName): Patch => {
  const rows = openRows(db)
  const meta = openMeta(db)
  const derived = openDerived(db, zoneName, meta.nextNumber)

  const structureOf = (id: string | null) => (id === null ? null : (rows.structure(id)?.record ?? null))
  const serviceBefore = (id: string) => {
    const before = rows.service(id)
    return before === null ? null : { ...before, structure: structureOf(before.record.structure_id) }
  }

  /** The services of a structure carry words and facts of it. */
  const structureChanged = (id: string, before: Structure | null, after: Structure | null): void => {
    if (readBySearch(before) === readBySearch(after)) return
    for (const { rowid, record } of rows.servicesOf(id)) {
      rows.move(rowid, derived.replace({ rowid, record, structure: before }, record, after))
    }
  }

  const removeKnown = ({ kind, id }: RowKey): void => {
    if (kind === 'service') {
      const before = serviceBefore(id)
      if (before === null) return
      derived.erase(before)
      meta.add('services', before.record.source, -1)
    }
    if (kind === 'structure') {
      const before = rows.structure(id)?.record ?? null
      if (before === null) return
      structureChanged(id, before, null)
      meta.add('structures', before.source, -1)
    }
  }

  const remove = (key: RowKey): boolean => {
    if (rows.version(key) === null) return false
    removeKnown(key)
    rows.remove(key)
    return true
  }

  return {
    version: rows.version,
    rescope: rows.rescope,
    remove,
    put: (row) => {
      const known = rows.version(row)
      if (known !== null && known.ver >= row.ver) return false
      const read = readRow(row)
      if (read.kind === 'service') {
        const before = serviceBefore(read.id)
        if (before !== null) meta.add('services', before.record.source, -1)
        meta.add('services', read.record.source, 1)
        const rowid = derived.replace(before, read.record, structureOf(read.record.structure_id))
        rows.write(read, rowid)
      } else if (read.kind === 'structure') {
        const before = rows.structure(read.id)?.record ?? null
        if (before !== null) meta.add('structures', before.source, -1)
        meta.add('structures', read.record.source, 1)
        rows.write(read)
        structureChanged(read.id, before, read.record)
      } else {
        removeKnown(row)
        rows.write(read)
      }
      return true
    },
    finish: meta.write,
  }
}
