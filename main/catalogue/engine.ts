import { dayNumber } from '#shared/catalogue/facts.ts'
import { FLAG } from '#shared/catalogue/file.ts'
import type { CatalogueInfo } from '#shared/contract/catalogue.ts'
import { DoraError } from '#shared/errors.ts'
import type { SearchQuery } from '#shared/search/query.ts'
import type { Reason, SearchResult } from '#shared/search/result.ts'
import { createSpeller, type Speller } from '#shared/search/spelling.ts'
import { cardOf, type CodedCard } from './cards.ts'
import { loadColumns } from './columns.ts'
import { countFacets, planFacets, type FacetCounter } from './facets.ts'
import { ENOUGH, looseningsOf, whyNothing, type LooseQuery } from './loosen.ts'
import { createNeedIndex } from './need-index.ts'
import { openCatalogue } from './open.ts'
import { orderPage } from './order.ts'
import { ON_SITE } from './place.ts'
import { openPostings } from './postings.ts'
import { WEIGHTS } from './rank.ts'
import { readText, type OwnSynonyms, type Reading } from './reading.ts'
import { reasonsFor } from './reasons.ts'
import { openRecords, type ServiceRow } from './records.ts'
import { rememberPlaces, select, type Place, type Selected } from './select.ts'
import { readServiceSheet, readStructureSheet, type CodedServiceSheet, type CodedStructureSheet } from './sheets.ts'
import { matchText, type TextMatch } from './text-match.ts'
import { loadVocabulary } from './vocabulary.ts'

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

export type Engine = {
  readonly info: CatalogueInfo
  readonly search: (request: SearchRequest) => CodedResult
  readonly positions: (request: SearchRequest) => Positions
  /** Cards of results by rowid, in the order given; rowids unknown are left out. */
  readonly cardsByRowid: (rowids: readonly number[], request: SearchRequest) => CodedCard[]
  readonly cards: (ids: readonly string[]) => CodedCard[]
  readonly service: (id: string, now: number) => CodedServiceSheet
  readonly structure: (id: string, now: number) => CodedStructureSheet
  readonly close: () => void
}

/** Local calendar day: what « today » means to the person at the desk. */
const today = (now: number): number => {
  const date = new Date(now)
  return dayNumber(
    `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`,
  )
}

type Understood = { readonly reading: Reading; readonly match: TextMatch | null }

/**
 * Everything the desk asks of one catalogue file, in the calling thread.
 * Opening reads the columns and the vocabulary (0.3 s at 250,000 services); a search then reads SQLite only for the stems it
 * has not met lately and for the page shown.
 * @throws as `openCatalogue`.
 */
export const createEngine = (file: string): Engine => {
  const { db, meta, fileVersion } = openCatalogue(file)
  const guarded = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      db.close()
      throw error instanceof DoraError ? error : new DoraError('catalogue-illisible', undefined, error)
    }
  }
  const { columns, vocabulary, postings, records } = guarded(() => ({
    columns: loadColumns(db),
    vocabulary: loadVocabulary(db),
    postings: openPostings(db, meta.packed),
    records: openRecords(db),
  }))
  const plan = planFacets(columns)
  const needIndex = createNeedIndex(columns)
  const open = new Uint8Array(columns.size)
  for (const r of needIndex.openToAll()) open[r] = 1
  const base = { columns, open }
  const placeMatch = rememberPlaces(columns)

  let speller: Speller | null = null
  const spelling = () => {
    speller ??= createSpeller(vocabulary.words.map((word, i) => [word, vocabulary.frequencies[i] ?? 0] as const))
    const made = speller
    return { suggest: (word: string) => made.suggest(word, 1)[0]?.word ?? null }
  }
  let ranks: Uint32Array | null = null
  const nameRank = () => (ranks ??= records.nameRanks(columns.size))

  const understand = ({ query, synonymes }: SearchRequest): Understood => {
    const reading = readText(query.text, vocabulary, spelling, synonymes)
    return { reading, match: matchText(reading, columns, postings, needIndex, WEIGHTS.fields) }
  }
  const selectFor = ({ query, place, now }: SearchRequest, { match }: Understood, facets: FacetCounter | null): Selected =>
    select(base, placeMatch, match, { filters: query.filters, place, radiusKm: query.radiusKm, today: today(now) }, facets)

  const count = ({ now }: SearchRequest, { match }: Understood, changed: LooseQuery): number =>
    select(base, placeMatch, changed.words ? match : null, { ...changed, today: today(now) }, null).rows.length

  const cardAt = (row: ServiceRow, selected: Selected, raisons: readonly Reason[]): CodedCard => {
    const km = selected.located.distance[row.rowid]
    return cardOf(row, km === undefined || Number.isNaN(km) ? null : Math.round(km * 100) / 100, raisons)
  }

  const explain = (row: ServiceRow, selected: Selected, { reading, match }: Understood, request: SearchRequest): Reason[] =>
    reasonsFor(row.rowid, row.service, {
      reading,
      match,
      where: selected.located.where[row.rowid] ?? ON_SITE,
      km: selected.located.distance[row.rowid] ?? NaN,
      placed: request.place !== null,
      ageDays: today(request.now) - (columns.jour[row.rowid] ?? 0),
      completude: columns.completude[row.rowid] ?? 0,
    })

  const search = (request: SearchRequest): CodedResult => {
    const started = performance.now()
    const { query, place } = request
    const understood = understand(request)
    const facets = countFacets(plan, { columns, today: today(request.now), open })
    const selected = selectFor(request, understood, facets)
    const total = selected.rows.length
    const ordering = { columns, selected, match: understood.match, today: today(request.now), placed: place !== null, nameRank }
    const hits = orderPage(query.sort, ordering, query.offset, query.limit).flatMap((r) => {
      const row = records.byRowid(r)
      return row === null ? [] : [cardAt(row, selected, explain(row, selected, understood, request))]
    })
    const loose: LooseQuery = { radiusKm: query.radiusKm, filters: query.filters, place, words: query.text.trim() !== '' }
    return {
      total,
      surPlace: selected.surPlace,
      aDistance: selected.aDistance,
      hits,
      facets: facets.counts(query.filters),
      lecture: {
        besoins: understood.reading.needs
          .filter(({ thematiques }) => thematiques.length > 0)
          .map(({ mots, thematiques }) => ({ mots, thematiques: [...thematiques] })),
        corrections: [...understood.reading.corrections],
        ignores: [...understood.reading.ignores],
        lieu: place === null ? null : { label: place.label, lat: place.lat, lon: place.lon, approximatif: place.approximatif },
      },
      pourquoi: total > 0 ? null : whyNothing(query, place, understood.reading),
      assouplir: total >= ENOUGH ? [] : looseningsOf(loose, total, (changed) => count(request, understood, changed)),
      ms: performance.now() - started,
    }
  }

  const positions = (request: SearchRequest): Positions => {
    const { rows, located } = selectFor(request, understand(request), null)
    const shown = rows.filter((r) => located.where[r] === ON_SITE && ((columns.flags[r] ?? 0) & FLAG.point) !== 0)
    return {
      rowids: shown,
      lat: Float32Array.from(shown, (r) => columns.lat[r] ?? NaN),
      lon: Float32Array.from(shown, (r) => columns.lon[r] ?? NaN),
      total: rows.length,
      sansPoint: rows.length - shown.length,
    }
  }

  const cardsByRowid = (rowids: readonly number[], request: SearchRequest): CodedCard[] => {
    const understood = understand(request)
    const selected = selectFor(request, understood, null)
    return rowids.flatMap((rowid) => {
      const row = records.byRowid(rowid)
      return row === null ? [] : [cardAt(row, selected, explain(row, selected, understood, request))]
    })
  }

  return {
    info: {
      demonstration: meta.demonstration,
      services: meta.services,
      structures: meta.structures,
      genere_le: meta.genere_le,
      sources: guarded(() => JSON.parse(meta.sources) as [string, number, number][]).map(([source, services, structures]) => ({
        source,
        services,
        structures,
      })),
      fileVersion,
    },
    search,
    positions,
    cardsByRowid,
    cards: (ids) =>
      ids.flatMap((id) => {
        const row = records.byId(id)
        return row === null ? [] : [cardOf(row, null)]
      }),
    service: (id, now) => readServiceSheet(records, id, now),
    structure: (id, now) => readStructureSheet(records, id, now),
    close: () => {
      db.close()
    },
  }
}
