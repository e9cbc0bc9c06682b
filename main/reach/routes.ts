import { z } from 'zod'
import type { Trajet } from '#shared/contract/portee.ts'
import { DoraError } from '#shared/errors.ts'
import type { Fetch } from '#main/geo/addresses.ts'

/**
 * Walking and car routes of the Géoplateforme, without account (« Calcul d’itinéraire », cartes.gouv.fr; 5 requests a second). The two
 * points leave the machine: only ever called with the user's consent.
 */
export const ITINERAIRE = 'https://data.geopf.fr/navigation/itineraire'

const TIMEOUT_MS = 8_000
const DEFAULT_PAUSE_S = 5
const MAX_PAUSE_S = 60
const PROFILES = { pied: 'pedestrian', voiture: 'car' } as const

const Reply = z.object({ distance: z.number().min(0).max(20_000), duration: z.number().min(0).max(20_000) })

type Point = { readonly lat: number; readonly lon: number }
type Options = { readonly fetch: Fetch; readonly baseUrl: string; readonly now: () => number }

/** About a metre: more would tell nothing to the service. */
const at = ({ lat, lon }: Point): string => `${lon.toFixed(5)},${lat.toFixed(5)}`

/** Fails with `hors-ligne` when the service cannot be reached or understood, `itineraire-introuvable`, `itineraires-satures`. */
export const createRoutes = ({ fetch, baseUrl, now }: Options) => {
  let pausedUntil = 0
  return async (from: Point, to: Point, moyen: 'pied' | 'voiture'): Promise<Trajet> => {
    if (now() < pausedUntil) throw new DoraError('itineraires-satures')
    const query = new URLSearchParams({
      resource: 'bdtopo-osrm',
      start: at(from),
      end: at(to),
      profile: PROFILES[moyen],
      optimization: 'fastest',
      distanceUnit: 'kilometer',
      timeUnit: 'minute',
      getSteps: 'false',
      getBbox: 'false',
    })
    let reply: Response
    try {
      reply = await fetch(`${baseUrl}?${query}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { accept: 'application/json' },
      })
    } catch {
      // The cause would carry the two points: it is dropped on purpose.
      throw new DoraError('hors-ligne')
    }
    if (reply.status === 429) {
      const seconds = Number(reply.headers.get('retry-after') ?? '')
      pausedUntil = now() + (seconds > 0 ? Math.min(seconds, MAX_PAUSE_S) : DEFAULT_PAUSE_S) * 1_000
      throw new DoraError('itineraires-satures')
    }
    if (reply.status === 400 || reply.status === 404) throw new DoraError('itineraire-introuvable')
    const body = reply.ok ? Reply.safeParse(await reply.json().catch(() => null)) : null
    if (body === null || !body.success) throw new DoraError('hors-ligne')
    return {
      moyen,
      minutes: Math.ceil(body.data.duration),
      km: Math.round(body.data.distance * 10) / 10,
      depart: null,
      arrivee: null,
      correspondances: null,
      etapes: [],
    }
  }
}
