import { startWorker } from '#main/worker/start.ts'
import { workerUrl } from '#main/worker/locate.ts'
import type { DoraHandlers } from '#main/emit.ts'
import { DoraError } from '#shared/errors.ts'
import type { BridgeEvent } from '#shared/rpc.ts'
import type { PlaceRef, SearchQuery } from '#shared/search/query.ts'
import type { Card } from '#shared/search/result.ts'
import type { Positions } from './cluster-index.ts'
import type { MapMethods } from './index-cache.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import type { Point } from './places.ts'
import { queryKey } from './query-key.ts'

/** What the map needs of the catalogue: where the results of a query are, and the cards of some of them. */
export type MapCatalogue = {
  /** Every result of the query that has a point; `sansPoint` counts those that have none. */
  readonly positions: (query: SearchQuery) => Promise<Positions & { readonly sansPoint: number }>
  /** In the order asked; rows no longer in the catalogue are left out. */
  readonly cardsByRowid: (rowids: readonly number[], query: SearchQuery) => Promise<readonly Card[]>
}

export type MapDependencies = {
  readonly catalogue: MapCatalogue
  /** Coordinates of a place, null for a territory; fails with `lieu-inconnu`. */
  readonly resolve: (place: PlaceRef) => { readonly lat: number | null; readonly lon: number | null }
  /**
   * The events of the application. After `catalogue.changed` the row numbers of the old file mean nothing in the new one, and
   * after `settings.changed` the synonyms may read the same words otherwise: what was built is forgotten.
   */
  readonly subscribe: (listener: (event: BridgeEvent) => void) => () => void
}

export type MapService = {
  readonly handlers: Pick<DoraHandlers, 'map.clusters' | 'map.members'>
  readonly close: () => Promise<void>
}

type Known = { readonly sansPoint: number; readonly names: Map<number, { readonly id: string; readonly nom: string }> }

const MAX_KNOWN = 12

/** The map's side of the services: clusters of a result set, computed in `main/map/worker.ts`, named from the catalogue. */
export const createMapHandlers = ({ catalogue, resolve, subscribe }: MapDependencies): MapService => {
  const worker = startWorker<MapMethods>(workerUrl('map'))
  const oneAtATime = createOneAtATime(() => new DoraError('carte-remplacee'))
  /** Moves on at each swap, so that an index begun on the old file is never read for the new one. */
  let generation = 0
  let known = new Map<string, Known>()

  const stopListening = subscribe(({ name }) => {
    if (name !== 'catalogue.changed' && name !== 'settings.changed') return
    generation++
    known = new Map()
    worker.remote.clear(null).catch((error: unknown) => console.error('[carte]', error))
  })

  const build = (key: string, query: SearchQuery) =>
    oneAtATime(key, async () => {
      const { sansPoint, rowids, lat, lon } = await catalogue.positions(query)
      known.delete(key)
      known.set(key, { sansPoint, names: new Map() })
      for (const oldest of known.keys()) {
        if (known.size <= MAX_KNOWN) break
        known.delete(oldest)
      }
      await worker.remote.build({ key, positions: { rowids, lat, lon } })
    })

  /** Reads the index of the query, building it first when it is not there. Twice at most: it could be evicted in between. */
  const read = async <T>(query: SearchQuery, ask: (key: string) => Promise<T | null>): Promise<{ answer: T; about: Known }> => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const key = `${generation}:${queryKey(query)}`
      const about = known.get(key)
      const answer = about === undefined ? null : await ask(key)
      if (about !== undefined && answer !== null) return { answer, about }
      await build(key, query)
    }
    throw new DoraError('carte-remplacee')
  }

  const nameMissing = async (about: Known, rowids: readonly number[], query: SearchQuery) => {
    const missing = rowids.filter((rowid) => !about.names.has(rowid))
    if (missing.length === 0) return
    const cards = await catalogue.cardsByRowid(missing, query)
    if (cards.length !== missing.length) return
    for (const [at, { id, nom }] of cards.entries()) about.names.set(missing[at] ?? -1, { id, nom })
  }

  const originOf = ({ place }: SearchQuery): Point | null => {
    if (place === null) return null
    const { lat, lon } = resolve(place)
    return lat === null || lon === null ? null : { lat, lon }
  }

  return {
    handlers: {
      'map.clusters': async ({ query, bbox, zoom }) => {
        const { answer, about } = await read(query, (key) => worker.remote.clusters({ key, bbox, zoom }))
        const alone = answer.clusters.flatMap(({ rowid }) => (rowid === null ? [] : [rowid]))
        await nameMissing(about, alone, query)
        return {
          clusters: answer.clusters.map(({ rowid, ...cluster }) => {
            const name = rowid === null ? undefined : about.names.get(rowid)
            return { ...cluster, id: name?.id ?? null, nom: name?.nom ?? null }
          }),
          total: answer.total,
          sansPoint: about.sansPoint,
          bounds: answer.bounds,
        }
      },
      'map.members': async ({ query, cle, limit }) => {
        const origin = originOf(query)
        const { answer } = await read(query, (key) => worker.remote.members({ key, cle, origin, limit }))
        const cards = await catalogue.cardsByRowid(answer.rowids, query)
        const far = ({ distanceKm }: Card) => distanceKm ?? Infinity
        return {
          cards: [...cards].sort((a, b) => (far(a) === far(b) ? 0 : far(a) - far(b)) || a.nom.localeCompare(b.nom, 'fr')),
          total: answer.total,
        }
      },
    },
    close: async () => {
      stopListening()
      await worker.stop()
    },
  }
}
