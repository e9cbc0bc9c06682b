import { Marks } from '#shared/memory/marks.ts'
import { memeRecherche, RechercheDoc } from '#shared/memory/search.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { z } from 'zod'
import { DoraError } from '#shared/errors.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { KeptSearch } from './searches-doc.ts'
import type { Vault } from './vault.ts'

/** Whose: '' for the desk, when nobody is signed in. */
export const DESK = ''

const Recent = z.object({ query: SearchQuery, lieu: z.string(), total: z.int() })
export type RecentSearch = z.infer<typeof Recent> & { readonly id: string; readonly le: string }
export const MOST_RECENT = 30

type Row = { readonly id: string; readonly doc: Buffer }

export type DeskSearches = ReturnType<typeof createDeskSearches>

/**
 * What this desk keeps of searches: those of nobody's account, those removed for their undo, what was there when each was last
 * looked at, and the last ones made. All sealed: a search tells of whom it was made for.
 */
export const createDeskSearches = (db: WritableDb, vault: Vault, now: () => string) => {
  const cell = (owner: string, id: string) => ({ table: 'searches', row: JSON.stringify([owner, id]), column: 'doc' })
  const markCell = (owner: string, id: string) => ({ table: 'search_marks', row: JSON.stringify([owner, id]), column: 'vue' })
  const recentCell = (owner: string, id: string) => ({
    table: 'recent_searches',
    row: JSON.stringify([owner, id]),
    column: 'doc',
  })

  const kept = db.prepare<[string], Row>(
    `SELECT id, doc FROM searches WHERE owner = ? AND supprime_le IS NULL ORDER BY cree_le DESC, id`,
  )
  const one = db.prepare<[string, string], Row & { supprime_le: string | null }>(
    `SELECT id, doc, supprime_le FROM searches WHERE owner = ? AND id = ?`,
  )
  const put = db.prepare(
    `INSERT INTO searches (owner, id, doc, cree_le, supprime_le) VALUES (@owner, @id, @doc, @cree_le, @supprime_le)
     ON CONFLICT DO UPDATE SET doc = excluded.doc, supprime_le = excluded.supprime_le`,
  )
  const mark = db.prepare(`UPDATE searches SET supprime_le = ? WHERE owner = ? AND id = ?`)
  const drop = db.prepare(`DELETE FROM searches WHERE owner = ? AND id = ?`)
  const readMarks = db.prepare<[string, string], Buffer>(`SELECT vue FROM search_marks WHERE owner = ? AND id = ?`).pluck()
  const putMarks = db.prepare(`INSERT OR REPLACE INTO search_marks (owner, id, vue) VALUES (?, ?, ?)`)
  const dropMarks = db.prepare(`DELETE FROM search_marks WHERE owner = ? AND id = ?`)
  const recents = db.prepare<[string], Row & { le: string }>(
    `SELECT id, doc, le FROM recent_searches WHERE owner = ? ORDER BY n DESC`,
  )
  const putRecent = db.prepare(`INSERT INTO recent_searches (owner, id, le, doc) VALUES (?, ?, ?, ?)`)
  const dropRecent = db.prepare(`DELETE FROM recent_searches WHERE owner = ? AND id = ?`)

  /** Null for what cannot be read back: it hides no other. Another key would damage them all, and is said. */
  const opened = <T>(schema: z.ZodType<T>, sealed: Buffer, at: ReturnType<typeof cell>): T | null => {
    try {
      return schema.safeParse(JSON.parse(vault.openText(sealed, at))).data ?? null
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }
  const docOf = (owner: string, { id, doc }: Row): KeptSearch | null => {
    const read = opened(RechercheDoc, doc, cell(owner, id))
    return read === null ? null : { id, ...read }
  }
  const write = (owner: string, { id, ...doc }: KeptSearch, supprime_le: string | null): void => {
    put.run({ owner, id, doc: vault.sealText(JSON.stringify(doc), cell(owner, id)), cree_le: doc.cree_le, supprime_le })
  }
  const marks = (owner: string, id: string): Marks | null => {
    const sealed = readMarks.get(owner, id)
    return sealed === undefined ? null : opened(Marks, sealed, markCell(owner, id))
  }
  const look = (owner: string, id: string, seen: Marks): void => {
    putMarks.run(owner, id, vault.sealText(JSON.stringify(seen), markCell(owner, id)))
  }
  const recent = (owner: string): RecentSearch[] =>
    recents.all(owner).flatMap(({ id, doc, le }) => {
      const read = opened(Recent, doc, recentCell(owner, id))
      return read === null ? [] : [{ id, le, ...read }]
    })

  return {
    list: (): KeptSearch[] => kept.all(DESK).flatMap((row) => docOf(DESK, row) ?? []),
    get: (id: string): KeptSearch | null => {
      const row = one.get(DESK, id)
      return row === undefined || row.supprime_le !== null ? null : docOf(DESK, row)
    },
    put: (search: KeptSearch): void => write(DESK, search, null),
    remove: (id: string): void => void mark.run(now(), DESK, id),
    restore: (id: string): void => void mark.run(null, DESK, id),
    marks,
    look,
    forgetMarks: (owner: string, id: string): void => void dropMarks.run(owner, id),
    /** Leaves the desk for an account, with what was seen of it. */
    give: (userId: string, id: string): void => {
      const seen = marks(DESK, id)
      drop.run(DESK, id)
      dropMarks.run(DESK, id)
      if (seen !== null) look(userId, id, seen)
    },
    keepAside: (userId: string, search: KeptSearch): void => write(userId, search, now()),
    /** What that account removed, to be kept again; null when it was not, or can no longer be read. */
    takeAside: (userId: string, id: string): KeptSearch | null => {
      const row = one.get(userId, id)
      drop.run(userId, id)
      return row === undefined ? null : docOf(userId, row)
    },
    recent,
    /** The same search comes back on top rather than twice. */
    noteRecent: (owner: string, search: Omit<RecentSearch, 'le'>): void => {
      db.transaction(() => {
        const before = recent(owner)
        for (const { id, query } of before) if (memeRecherche(query, search.query)) dropRecent.run(owner, id)
        const { id, query, lieu, total } = search
        putRecent.run(owner, id, now(), vault.sealText(JSON.stringify({ query, lieu, total }), recentCell(owner, id)))
        for (const { id: old } of recents.all(owner).slice(MOST_RECENT)) dropRecent.run(owner, old)
      }).immediate()
    },
    forgetRecent: (owner: string): void => {
      db.prepare(`DELETE FROM recent_searches WHERE owner = ?`).run(owner)
    },
    /** Nothing of that account is left here. */
    erase: (owner: string): void => {
      for (const table of ['searches', 'search_marks', 'recent_searches'])
        db.prepare(`DELETE FROM ${table} WHERE owner = ?`).run(owner)
    },
    /** Erases for good what was removed before that instant. */
    purge: (before: string): void => {
      db.prepare(`DELETE FROM search_marks WHERE (owner, id) IN (SELECT owner, id FROM searches WHERE supprime_le <= ?)`).run(
        before,
      )
      db.prepare(`DELETE FROM searches WHERE supprime_le <= ?`).run(before)
    },
  }
}
