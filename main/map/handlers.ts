import { type RunningWorker, startWorker } from '#main/worker/start.ts'
import { workerUrl } from '#main/worker/locate.ts'
import type { DoraHandlers } from '#main/emit.ts'
import type { Settings } from '#shared/contract/app.ts'
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
  /** In the order asked, null for rows no longer in the catalogue. Needs no search. */
  readonly namesByRowid: (rowids: readonly number[]) => Promise<readonly (Name | null)[]>
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

type Name = { readonly id: string; readonly nom: string }
type Known = { readonly sansPoint: number; readonly names: Map<number, Name> }

const MAX_KNOWN = 12
/** Building, reading, and both again should a swap come in between. */
const MAX_ATTEMPTS = 6

/** The map's side of the services: clusters of a result set, computed in `main/map/worker.ts`, named from the catalogue. */
export const createMapHandlers = ({ catalogue, resolve, subscribe }: MapDependencies): MapService => {
  let thread: RunningWorker<MapMethods> | null = null
  let closed = false
  /** A thread that dies (memory) fails the calls it had; the next question starts another, and builds again. */
  const worker = (): RunningWorker<MapMethods>['remote'] => {
    if (closed) throw new DoraError('hote-injoignable')
    if (thread === null) {
      const started = startWorker<MapMethods>(workerUrl('map'))
      void started.exited.then(() => {
        if (thread === started) thread = null
      })
      thread = started
    }
    return thread.remote
  }

  const oneAtATime = createOneAtATime(() => new DoraError('carte-remplacee'))
  /** Moves on at each swap, so that an index begun on the old file is never read for the new one. */
  let generation = 0
  let known = new Map<string, Known>()
  let synonyms: string | null = null

  const stopListening = subscribe(({ name, payload }) => {
    if (name === 'settings.changed') {
      const before = synonyms
      synonyms = JSON.stringify((payload as Partial<Settings>).synonymes)
      // The theme or the last place change nothing to what the words find.
      if (before === synonyms) return
    } else if (name !== 'catalogue.changed') return
    generation++
    known = new Map()
    thread?.remote.clear(null).catch((error: unknown) => console.error('[carte]', error))
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
      await worker().build({ key, positions: { rowids, lat, lon } })
    })

  /**
   * Reads the index of the query, building it first when it is not there, and hands its answer to `then`, which asks the
   * catalogue about the rows. Once more when a swap came meanwhile: the rows of one file are other services in the next.
   */
  const read = async <A, T>(
    query: SearchQuery,
    ask: (key: string) => Promise<A | null>,
    then: (answer: A, about: Known) => Promise<T>,
  ): Promise<T> => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const asked = generation
      const key = `${asked}:${queryKey(query)}`
      const about = known.get(key)
      const answer = about === undefined ? null : await ask(key)
      if (about === undefined || answer === null) {
        await build(key, query)
        continue
      }
      const told = await then(answer, about)
      if (asked === generation) return told
    }
    throw new DoraError('carte-remplacee')
  }

  const nameMissing = async (about: Known, rowids: readonly number[]) => {
    const missing = rowids.filter((rowid) => !about.names.has(rowid))
    if (missing.length === 0) return
    const names = await catalogue.namesByRowid(missing)
    for (const [at, name] of names.entries()) if (name !== null) about.names.set(missing[at] ?? -1, name)
  }

  const originOf = ({ place }: SearchQuery): Point | null => {
    if (place === null) return null
    const { lat, lon } = resolve(place)
    return lat === null || lon === null ? null : { lat, lon }
  }

  return {
    handlers: {
      'map.clusters': ({ query, bbox, zoom }) =>
        read(
          query,
          (key) => worker().clusters({ key, bbox, zoom }),
          async (answer, about) => {
            const alone = answer.clusters.flatMap(({ rowid }) => (rowid === null ? [] : [rowid]))
            await nameMissing(about, alone)
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
        ),
      'map.members': async ({ query, cle, limit }) => {
        const origin = originOf(query)
        return read(
          query,
          (key) => worker().members({ key, cle, origin, limit }),
          async ({ rowids, total }) => {
            const cards = await catalogue.cardsByRowid(rowids, query)
            const far = ({ distanceKm }: Card) => distanceKm ?? Infinity
            return {
              cards: [...cards].sort((a, b) => (far(a) === far(b) ? 0 : far(a) - far(b)) || a.nom.localeCompare(b.nom, 'fr')),
              total,
            }
          },
        )
      },
    },
    close: async () => {
      closed = true
      stopListening()
      await thread?.stop()
    },
  }
}
