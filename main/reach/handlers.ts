import type { DoraHandlers, Emit } from '#main/emit.ts'
import type { Fetch } from '#main/geo/addresses.ts'
import { workerUrl } from '#main/worker/locate.ts'
import { type RunningWorker, startWorker } from '#main/worker/start.ts'
import type { Settings } from '#shared/contract/app.ts'
import type { Trajet } from '#shared/contract/portee.ts'
import { DoraError } from '#shared/errors.ts'
import { CIRCLES } from '#shared/reach/circles.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { createRoutes, ITINERAIRE } from './routes.ts'
import { createTimetables } from './timetables.ts'
import type { Told, TransitMethods } from './transit.ts'

type Point = { readonly lat: number; readonly lon: number }
type When = { readonly jour: string; readonly arrivee: string }

export type ReachDependencies = {
  /** `<data folder>/reseaux`. It may not exist yet. */
  readonly folder: string
  readonly settings: () => Pick<Settings, 'itinerairesEnLigne'>
  /** Coordinates of a place, null for a territory; fails with `lieu-inconnu`. */
  readonly resolve: (place: PlaceRef) => { readonly lat: number | null; readonly lon: number | null }
  readonly catalogue: Pick<DoraHandlers, 'catalogue.cards'>
  /** Today, `YYYY-MM-DD`. */
  readonly today: () => string
  readonly emit: Emit
  readonly fetch?: Fetch
  /** The Géoplateforme unless a test says otherwise. */
  readonly routeUrl?: string
  readonly now?: () => number
}

type ReachHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `portee.${string}`>>

export type Reach = {
  readonly handlers: ReachHandlers
  /** For each service, how to be there in time by public transport (null: out of reach); null where no timetable covers. */
  readonly reachOf: (
    place: PlaceRef,
    serviceIds: readonly string[],
    when: When,
  ) => Promise<ReadonlyMap<string, Trajet | null> | null>
  readonly close: () => Promise<void>
}

const toTrajet = (told: Told): Trajet => ({ moyen: 'transports', km: null, ...told })

export const createReachHandlers = (options: ReachDependencies): Reach => {
  const { resolve, catalogue, settings, emit } = options
  const timetables = createTimetables(options.folder, options.today)
  const route = createRoutes({
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    baseUrl: options.routeUrl ?? ITINERAIRE,
    now: options.now ?? Date.now,
  })
  let thread: RunningWorker<TransitMethods> | null = null
  let closed = false
  /** A thread that dies (memory) fails the calls it had; the next question starts another. */
  const worker = (): RunningWorker<TransitMethods>['remote'] => {
    if (closed) throw new DoraError('hote-injoignable')
    if (thread === null) {
      const started = startWorker<TransitMethods>(workerUrl('reach'))
      void started.exited.then(() => {
        if (thread === started) thread = null
      })
      thread = started
    }
    return thread.remote
  }

  const pointOf = (place: PlaceRef): Point | null => {
    const { lat, lon } = resolve(place)
    return lat === null || lon === null ? null : { lat, lon }
  }
  const pointsOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, Point>> => {
    const cards = await catalogue['catalogue.cards']({ ids: [...ids] })
    return new Map(cards.flatMap(({ id, lat, lon }) => (lat === null || lon === null ? [] : [[id, { lat, lon }] as const])))
  }
  /** The first timetable, the latest loaded first, that has something to say of this place and day. */
  const firstOf = async <T>(jour: string, ask: (file: string) => Promise<T | null>) => {
    for (const one of timetables.list().toReversed()) {
      if (jour < one.du || jour > one.au) continue
      const answer = await ask(timetables.file(one.id))
      if (answer !== null) return { reseau: one.nom, answer }
    }
    return null
  }
  const arrive = async (place: PlaceRef, services: readonly string[], { jour, arrivee }: When) => {
    const from = pointOf(place)
    if (from === null || services.length === 0) return null
    const points = await pointsOf(services)
    const vers = services.map((id) => points.get(id) ?? null)
    const found = await firstOf(jour, (file) => worker().arriver({ file, place: from, jour, arrivee, vers }))
    if (found === null) return null
    return {
      reseau: found.reseau,
      trajets: services.map((serviceId, index) => {
        const told = found.answer[index] ?? null
        return { serviceId, trajet: told === null ? null : toTrajet(told) }
      }),
    }
  }

  return {
    handlers: {
      'portee.cercles': ({ place }) => {
        const centre = pointOf(place)
        if (centre === null) throw new DoraError('lieu-inconnu')
        return { centre, cercles: CIRCLES.map((circle) => ({ ...circle })) }
      },
      'portee.reseaux': () => timetables.list(),
      'portee.chargerDebut': ({ nom, taille }) => ({ uploadId: timetables.begin(nom, taille) }),
      'portee.chargerPart': ({ uploadId, base64 }) => ({ recu: timetables.part(uploadId, base64) }),
      'portee.chargerFin': async ({ uploadId }) => {
        const made = await timetables.end(uploadId, (file) => worker().look({ file }))
        emit('portee.changed', {})
        return made
      },
      'portee.retirer': async ({ id }) => {
        timetables.remove(id)
        await thread?.remote.forget(null)
        emit('portee.changed', {})
      },
      'portee.isochrone': async ({ place, jour, depart, minutes }) => {
        const from = pointOf(place)
        if (from === null) return null
        const found = await firstOf(jour, (file) => worker().isochrone({ file, place: from, jour, depart, minutes }))
        return found === null ? null : { arrets: found.answer, reseau: found.reseau }
      },
      'portee.arriver': async ({ place, services, ...when }) =>
        (await arrive(place, services, when)) ?? { reseau: null, trajets: [] },
      'portee.itineraire': async ({ place, serviceId, moyen }) => {
        if (!settings().itinerairesEnLigne) throw new DoraError('itineraires-non-autorises')
        const [from, to] = [pointOf(place), (await pointsOf([serviceId])).get(serviceId)]
        if (from === null || to === undefined) throw new DoraError('itineraire-introuvable')
        return route(from, to, moyen)
      },
    },
    reachOf: async (place, serviceIds, when) => {
      const found = await arrive(place, serviceIds.slice(0, 200), when)
      return found === null ? null : new Map(found.trajets.map(({ serviceId, trajet }) => [serviceId, trajet]))
    },
    close: async () => {
      closed = true
      await thread?.stop()
    },
  }
}
