import { dayNumber } from '#shared/catalogue/facts.ts'
import { CatalogueMeta, FLAG } from '#shared/catalogue/file.ts'
import type { CatalogueInfo } from '#shared/contract/catalogue.ts'
import { DoraError } from '#shared/errors.ts'
import { type Mark, markOf } from '#shared/memory/marks.ts'
import { FACETS, type SearchQuery } from '#shared/search/query.ts'
import type { SearchResult } from '#shared/search/result.ts'
import { createAnswers, type Answer, type Asked } from './answer.ts'
import { cardOf, type CodedCard } from './cards.ts'
import { growColumns, loadColumns } from './columns.ts'
import { ENOUGH, looseningsOf, whyNothing } from './loosen.ts'
import { OLDEST_CHANGING, openCatalogue, readingFrom, readMeta, type SlowOptions } from './open.ts'
import { orderPage } from './order.ts'
import { positionOf, type Place } from './place.ts'
import { openPostings } from './postings.ts'
import type { OwnSynonyms } from '#shared/search/reading.ts'
import { reasonsFor } from './reasons.ts'
import { openRecords, type ServiceName } from './records.ts'
import { readServiceSheet, readStructureSheet, type CodedServiceSheet, type CodedStructureSheet } from './sheets.ts'
import { openTold, type ToldRow, type ToldStructure } from './told.ts'
import { loadVocabulary, wordsSince } from './vocabulary.ts'

export type SearchRequest = {
  readonly query: SearchQuery
  /** `query.place`, resolved. */
  readonly place: Place
  readonly synonymes?: OwnSynonyms
  /** Moment of the search, in milliseconds since 1970. */
  readonly now: number
}

export type CodedResult = Omit<SearchResult, 'hits'> & { readonly hits: readonly CodedCard[] }

/** Points of the results that are on site; the others are counted in `sansPoint`. Arrays may be transferred. */
export type Positions = {
  readonly rowids: Uint32Array<ArrayBuffer>
  readonly lat: Float32Array<ArrayBuffer>
  readonly lon: Float32Array<ArrayBuffer>
  readonly total: number
  readonly sansPoint: number
}

/** Part of what answers a query, in no order that means anything. */
export type Marked = {
  readonly total: number
  /** Number of the last change taken in: parts of two states make no whole. */
  readonly state: number
  readonly marks: readonly (readonly [id: string, mark: Mark])[]
}

export type Engine = {
  /** As of the last reading. */
  readonly info: CatalogueInfo
  /**
   * Takes in what was written to the file since, in time proportional to the changes (every reading does so before it begins).
   * True when there was something since the last `refresh`.
   */
  readonly refresh: () => boolean
  readonly search: (request: SearchRequest) => CodedResult
  readonly positions: (request: SearchRequest) => Positions
  /** Marks of results `from` to `from + most - 1`, whatever the paging of the query (shared/memory/marks.ts). */
  readonly marks: (request: SearchRequest, from: number, most: number) => Marked
  /** Cards of results by rowid, in the order given; rowids unknown are left out. */
  readonly cardsByRowid: (rowids: readonly number[], request: SearchRequest) => CodedCard[]
  /** Names alone, whatever the query, in the order given; null for a rowid unknown. */
  readonly namesByRowid: (rowids: readonly number[]) => (ServiceName | null)[]
  readonly cards: (ids: readonly string[]) => CodedCard[]
  readonly service: (id: string, now: number) => CodedServiceSheet
  readonly structure: (id: string, now: number) => CodedStructureSheet
  /** Rows whole, with their versions (told.ts). */
  readonly toldStructure: (id: string) => ToldStructure
  readonly toldRows: (keys: readonly { readonly kind: string; readonly id: string }[]) => ToldRow[]
  /** Identifiers of records that begin so (told.ts). */
  readonly beginning: (kind: 'service' | 'structure', prefix: string, limit: number) => string[]
  readonly toldBySiret: (sirets: readonly string[]) => ToldRow[]
  readonly others: (kind: string) => { readonly id: string; readonly doc: string }[]
  readonly place: () => { readonly epoch: string; readonly seq: number } | null
  /** Steps to run while nothing else is asked (answer.ts). */
  readonly warmUp: () => Generator<void>
  readonly close: () => void
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Local calendar day: what « today » means to the person at the desk. */
const dayOf = (now: number): number => {
  const date = new Date(now)
  return dayNumber(`${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`)
}

const askedIn = ({ query, place, synonymes, now }: SearchRequest): Asked => ({
  query,
  place,
  synonymes: synonymes ?? [],
  today: dayOf(now),
})

/**
 * Everything the desk asks of one catalogue file, in the calling thread.
 * Opening reads the columns and the vocabulary (0.3 s at 250,000 services); a search then reads SQLite only for the stems it
 * has not met lately and for the page shown.
 * @throws as `openCatalogue`.
 */
export const createEngine = (file: string, slow?: SlowOptions): Engine => {
  const { db, fileVersion, consistently } = openCatalogue(file, slow)
  const records = openRecords(db)
  let openedRows: ReturnType<typeof openTold> | null = null
  const rows = () => (openedRows ??= openTold(db, fileVersion))

  const infoOf = ({ demonstration, services, structures, genere_le, sources }: CatalogueMeta): CatalogueInfo => ({
    demonstration,
    services,
    structures,
    genere_le,
    sources: (JSON.parse(sources) as [string, number, number][]).map(([source, n, m]) => ({
      source,
      services: n,
      structures: m,
    })),
    fileVersion,
  })
  /** Last number given to a change (file.ts); a file that never changes has none. */
  const lastOf = (values: Record<string, string>): number => Number(values['last'] ?? 0)

  const load = () => {
    const values = readMeta(db)
    const meta = CatalogueMeta.parse(values)
    const columns = loadColumns(db)
    const answers = createAnswers(columns, loadVocabulary(db), openPostings(db, meta.packed, columns))
    return { columns, answers, info: infoOf(meta), last: lastOf(values), packed: meta.packed }
  }
  // As SQLite counts the commits of others; a half-taken change leaves it null, and everything is read again.
  const version = db.prepare('PRAGMA data_version').pluck()
  let seen: number | null = null
  const open = () => {
    try {
      return consistently(() => {
        const state = load()
        seen = version.get() as number
        return state
      })
    } catch (error) {
      db.close()
      throw error instanceof DoraError ? error : new DoraError('catalogue-illisible', undefined, error)
    }
  }
  let state = open()
  let ranks: Float64Array | null = null
  const nameRank = () => (ranks ??= records.nameRanks(state.columns.capacity))
  let told = true

  const reload = () => {
    state = load()
    ranks = null
  }

  const follow = (now: number): void => {
    const before = seen
    seen = null
    told = false
    const values = readMeta(db)
    const meta = CatalogueMeta.parse(values)
    const growth = before === null || meta.packed !== state.packed ? null : growColumns(db, state.columns, state.last)
    if (growth === null) reload()
    else {
      state.answers.refresh(growth, wordsSince(db, state.last))
      if (ranks !== null && !records.rankAdded(ranks, growth.added)) ranks = null
      state = { ...state, info: infoOf(meta), last: lastOf(values) }
    }
    seen = now
  }

  /** One state of the file, and what is in memory made of that very state: a search never mixes two. */
  const reading = <T>(read: () => T): T =>
    readingFrom(() =>
      fileVersion < OLDEST_CHANGING
        ? read()
        : consistently(() => {
            const now = version.get() as number
            if (now !== seen) follow(now)
            return read()
          }),
    )

  const cardsOf = (rowids: readonly number[], { reading, match, selected }: Answer, { place, today }: Asked): CodedCard[] =>
    rowids.flatMap((r) => {
      const row = records.byRowid(r)
      if (row === null) return []
      const { onSite, km: distances } = selected.located
      const at = positionOf(selected.located, r)
      const km = distances?.[at] ?? NaN
      const raisons = reasonsFor(r, row.service, {
        reading,
        match,
        onSite: onSite[at] !== 0,
        km,
        placed: place !== null,
        ageDays: today - (state.columns.jour[r] ?? 0),
        completude: state.columns.completude[r] ?? 0,
      })
      return [cardOf(row, Number.isNaN(km) ? null : Math.round(km * 100) / 100, raisons)]
    })

  const search = (request: SearchRequest): CodedResult => {
    const started = performance.now()
    const asked = askedIn(request)
    const { query, place, today } = asked
    const { answers, columns } = state
    const answer = answers.answer(asked)
    const { reading, match, selected, facets } = answer
    const total = selected.rows.length
    const page = orderPage(
      query.sort,
      { columns, selected, match, today, placed: place !== null, nameRank },
      query.offset,
      query.limit,
    )
    const loose = { radiusKm: query.radiusKm, filters: query.filters, place, words: query.text.trim() !== '' }
    return {
      total,
      surPlace: selected.surPlace,
      aDistance: selected.aDistance,
      aPortee: selected.aPortee,
      hits: cardsOf(page, answer, asked),
      facets,
      lecture: {
        besoins: reading.needs
          .filter(({ thematiques }) => thematiques.length > 0)
          .map(({ mots, thematiques }) => ({ mots, thematiques: [...thematiques] })),
        corrections: [...reading.corrections],
        ignores: [...reading.ignores],
        lieu: place === null ? null : { label: place.label, lat: place.lat, lon: place.lon, approximatif: place.approximatif },
      },
      pourquoi: total > 0 ? null : whyNothing(query, place, reading),
      assouplir:
        total >= ENOUGH
          ? []
          : looseningsOf(loose, total, {
              count: (changed) => answers.count(asked, changed),
              countWithout: (facet) => total + (selected.failingOnly[FACETS.indexOf(facet)] as number),
              countByRadius: (radii) => answers.countByRadius(asked, radii),
            }),
      ms: performance.now() - started,
    }
  }

  const positions = (request: SearchRequest): Positions => {
    const { answers, columns } = state
    const { rows, onSite } = answers.answer(askedIn(request)).selected
    const shown = rows.filter((r, i) => onSite[i] === 1 && ((columns.flags[r] ?? 0) & FLAG.point) !== 0)
    return {
      rowids: shown,
      lat: Float32Array.from(shown, (r) => columns.lat[r] ?? NaN),
      lon: Float32Array.from(shown, (r) => columns.lon[r] ?? NaN),
      total: rows.length,
      sansPoint: rows.length - shown.length,
    }
  }

  const marks = (request: SearchRequest, from: number, most: number): Marked => {
    const { rows } = state.answers.answer(askedIn(request)).selected
    const part = [...rows.subarray(from, from + most)].flatMap((r) => {
      const row = records.byRowid(r)
      return row === null ? [] : [[row.service.id, markOf(row.service, row.structure)] as const]
    })
    return { total: rows.length, state: state.last, marks: part }
  }

  /** The steps belong to what was loaded last: after another loading they warm nothing that is used. */
  function* warmUp(): Generator<void> {
    const steps = state.answers.warmUp()
    while (reading(() => steps.next()).done !== true) yield
  }

  return {
    get info() {
      return state.info
    },
    refresh: () =>
      reading(() => {
        const changed = !told
        told = true
        return changed
      }),
    search: (request) => reading(() => search(request)),
    positions: (request) => reading(() => positions(request)),
    marks: (request, from, most) => reading(() => marks(request, from, most)),
    cardsByRowid: (rowids, request) =>
      reading(() => {
        const asked = askedIn(request)
        return cardsOf(rowids, state.answers.answer(asked), asked)
      }),
    namesByRowid: (rowids) => reading(() => rowids.map((rowid) => records.nameOf(rowid))),
    cards: (ids) =>
      reading(() =>
        ids.flatMap((id) => {
          const row = records.byId(id)
          return row === null ? [] : [cardOf(row, null)]
        }),
      ),
    service: (id, now) => reading(() => readServiceSheet(records, id, now)),
    structure: (id, now) => reading(() => readStructureSheet(records, id, now)),
    toldStructure: (id) => reading(() => rows().structure(id)),
    toldRows: (keys) => reading(() => rows().rows(keys)),
    toldBySiret: (sirets) => reading(() => rows().bySiret(sirets)),
    beginning: (kind, prefix, limit) => reading(() => rows().beginning(kind, prefix, limit)),
    others: (kind) => reading(() => rows().others(kind)),
    place: () => reading(() => rows().place()),
    warmUp: () => warmUp(),
    close: () => {
      db.close()
    },
  }
}
