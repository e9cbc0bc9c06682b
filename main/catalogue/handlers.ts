import type { Settings } from '#shared/contract/app.ts'
import type { ServiceSheet, StructureSheet } from '#shared/contract/catalogue.ts'
import { DoraError } from '#shared/errors.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { prefixOfCode, publicCode } from '#shared/listing/public-link.ts'
import { zoneLabel, zoneNames } from '#shared/geo/zone.ts'
import type { PlaceRef, SearchQuery } from '#shared/search/query.ts'
import type { Card } from '#shared/search/result.ts'
import type { DoraHandlers, Emit } from '#main/emit.ts'
import type { CodedCard } from './cards.ts'
import { followCatalogue } from './current.ts'
import type { Marked, Positions, SearchRequest } from './engine.ts'
import type { ServiceName } from './records.ts'
import type { ToldRow, ToldStructure } from './told.ts'
import type { SlowStatement } from './worker.ts'

/** What is read of the catalogue: what a person may do of each sheet is added outside, with their account. */
export type CatalogueReads = Pick<DoraHandlers, 'catalogue.info' | 'catalogue.cards' | 'catalogue.coded' | 'search.run'> & {
  readonly 'catalogue.service': (input: { readonly id: string }) => Awaitable<Omit<ServiceSheet, 'droits'>>
  readonly 'catalogue.structure': (input: { readonly id: string }) => Awaitable<Omit<StructureSheet, 'droits'>>
}
type Awaitable<T> = T | Promise<T>

type Geography = {
  readonly resolve: (place: PlaceRef) => ResolvedPlace
  readonly zoneName: (code: string) => string | null
}

export type CatalogueOptions = {
  /** Folder of the catalogue files: `<data folder>/catalogue`. It may not exist yet. */
  readonly folder: string
  readonly geo: Geography
  readonly emit: Emit
  readonly settings?: () => Pick<Settings, 'synonymes'>
  readonly log?: (message: string, error: unknown) => void
  /** Told of slow statements (current.ts). */
  readonly onSlow?: (statement: SlowStatement) => void
  readonly slowMs?: number
  readonly pollMs?: number
}

export type CatalogueTold = {
  readonly structure: (id: string) => Promise<ToldStructure>
  readonly rows: (keys: readonly { readonly kind: string; readonly id: string }[]) => Promise<ToldRow[]>
  /** Structures of those SIRET. */
  readonly bySiret: (sirets: readonly string[]) => Promise<ToldRow[]>
  /** Documents of rows of another kind, by id; null without a catalogue. */
  readonly others: (kind: string) => Promise<readonly { readonly id: string; readonly doc: string }[] | null>
  /** Null for a catalogue that no server gave. */
  readonly place: () => Promise<{ readonly epoch: string; readonly seq: number } | null>
}

export type CatalogueServices = {
  readonly handlers: CatalogueReads
  /** Points of the results of a query, for the map. Paging and order change nothing to them. */
  readonly positions: (query: SearchQuery) => Promise<Positions>
  /** Marks of a part of the results: all of them, by parts that keep nobody waiting for long (engine.ts). */
  readonly marks: (query: SearchQuery, from: number, most: number) => Promise<Marked>
  /** Cards of results by rowid, with their distance and reasons in that query, in the order given. */
  readonly cardsByRowid: (rowids: readonly number[], query: SearchQuery) => Promise<Card[]>
  /** Names of services by rowid, in the order given, null for those unknown: what a marker says, without a search. */
  readonly namesByRowid: (rowids: readonly number[]) => Promise<(ServiceName | null)[]>
  /** Rows whole, with their versions: nothing of what this desk does not carry, nor without a catalogue. */
  readonly told: CatalogueTold
  /** Looks for a new file now rather than at the next tick. */
  readonly refresh: () => Promise<void>
  /** To call when synchronisation has changed rows of the current file: `catalogue.changed` follows, at most four a second. */
  readonly applied: () => void
  readonly close: () => Promise<void>
}

export const createCatalogueHandlers = (options: CatalogueOptions): CatalogueServices => {
  const { folder, geo, emit, settings } = options
  const current = followCatalogue({
    folder,
    onChange: ({ genere_le }) => {
      emit('catalogue.changed', { genere_le })
    },
    log: options.log ?? ((message, error) => console.error(`[catalogue] ${message}`, error)),
    ...(options.onSlow === undefined ? {} : { onSlow: options.onSlow }),
    ...(options.slowMs === undefined ? {} : { slowMs: options.slowMs }),
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
  })

  const named = ({ zoneCodes, ...card }: CodedCard): Card => ({ ...card, zone: zoneLabel(zoneCodes, geo.zoneName) })

  const requestOf = (query: SearchQuery): SearchRequest => ({
    query,
    place: query.place === null ? null : geo.resolve(query.place),
    synonymes: settings?.().synonymes ?? [],
    now: Date.now(),
  })

  /** A desk without a catalogue knows of no row. */
  const orNothing = async <T>(ask: Promise<T>, nothing: T): Promise<T> => {
    try {
      return await ask
    } catch (error) {
      if (error instanceof DoraError && error.code === 'catalogue-absent') return nothing
      throw error
    }
  }

  return {
    handlers: {
      'catalogue.info': async () => {
        try {
          return await current.use(({ info }) => Promise.resolve(info))
        } catch (error) {
          if (error instanceof DoraError && error.code === 'catalogue-absent') return null
          throw error
        }
      },
      'catalogue.service': async ({ id }) => {
        const sheet = await current.use(({ remote }) => remote.service({ id, now: Date.now() }))
        const codes = sheet.service.zone_eligibilite
        return {
          ...sheet,
          autres: sheet.autres.map(named),
          zone: { label: zoneLabel(codes, geo.zoneName), noms: [...zoneNames(codes, geo.zoneName)] },
        }
      },
      'catalogue.structure': async ({ id }) => {
        const sheet = await current.use(({ remote }) => remote.structure({ id, now: Date.now() }))
        return { ...sheet, services: sheet.services.map(named) }
      },
      'catalogue.cards': async ({ ids }) => (await current.use(({ remote }) => remote.cards(ids))).map(named),
      'catalogue.coded': async ({ kind, code }) => {
        const prefix = prefixOfCode(code)
        if (prefix === null) return null
        const ids = await current.use(({ remote }) => remote.beginning({ kind, prefix, limit: 2 }))
        const [id, other] = ids.filter((one) => publicCode(one) === code)
        return id === undefined || other !== undefined ? null : { id }
      },
      'search.run': async (query) => {
        const request = requestOf(query)
        const result = await current.use(({ remote }) => remote.search(request))
        return { ...result, hits: result.hits.map(named) }
      },
    },
    positions: async (query) => {
      const request = requestOf(query)
      return current.use(({ remote }) => remote.positions(request))
    },
    marks: async (query, from, most) => {
      const request = requestOf(query)
      return current.use(({ remote }) => remote.marks({ request, from, most }))
    },
    cardsByRowid: async (rowids, query) => {
      const request = requestOf(query)
      return (await current.use(({ remote }) => remote.cardsByRowid({ rowids, request }))).map(named)
    },
    namesByRowid: (rowids) => current.use(({ remote }) => remote.namesByRowid(rowids)),
    told: {
      structure: (id) =>
        orNothing(
          current.use(({ remote }) => remote.toldStructure(id)),
          { rows: [], parent: null, antennes: [] },
        ),
      rows: (keys) =>
        keys.length === 0
          ? Promise.resolve([])
          : orNothing(
              current.use(({ remote }) => remote.toldRows(keys)),
              [],
            ),
      bySiret: (sirets) =>
        sirets.length === 0
          ? Promise.resolve([])
          : orNothing(
              current.use(({ remote }) => remote.toldBySiret(sirets)),
              [],
            ),
      others: (kind) =>
        orNothing<{ readonly id: string; readonly doc: string }[] | null>(
          current.use(({ remote }) => remote.others(kind)),
          null,
        ),
      place: () =>
        orNothing(
          current.use(({ remote }) => remote.place(undefined)),
          null,
        ),
    },
    refresh: current.refresh,
    applied: current.applied,
    close: current.close,
  }
}
