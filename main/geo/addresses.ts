import { z } from 'zod'
import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import { DoraError } from '#shared/errors.ts'

/** Addresses from the Géoplateforme (geography.md §3.2). What is typed leaves the machine: only ever called with the user's consent. */

export type Fetch = (
  url: string,
  init: { readonly signal: AbortSignal; readonly headers: Record<string, string> },
) => Promise<Response>

export type AddressOptions = {
  readonly fetch: Fetch
  readonly baseUrl: string
  readonly now: () => number
}

const TIMEOUT_MS = 4000
const LIMIT = 8
/** The service blocks a client for five seconds when it does not say otherwise (geography.md §3.2). */
const DEFAULT_PAUSE_S = 5
const MAX_PAUSE_S = 60

const Reply = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]) }),
      properties: z.object({
        label: z.string().min(1),
        type: z.string(),
        citycode: z.string().optional(),
        context: z.string().optional(),
      }),
    }),
  ),
})

type Feature = z.infer<typeof Reply>['features'][number]

const MAX_LABEL = 200

const toSuggestion = ({ geometry, properties }: Feature): PlaceSuggestion => {
  const [lon, lat] = geometry.coordinates
  const label = properties.label.slice(0, MAX_LABEL)
  const commune = properties.citycode === undefined ? {} : { commune: properties.citycode }
  return {
    place: { kind: 'point', lat, lon, label, ...commune },
    label,
    detail: properties.context ?? '',
    approximatif: false,
    lat,
    lon,
  }
}

const pauseOf = (reply: Response): number => {
  const seconds = Number(reply.headers.get('retry-after') ?? '')
  return (seconds > 0 ? Math.min(seconds, MAX_PAUSE_S) : DEFAULT_PAUSE_S) * 1000
}

/**
 * Looks an address up. Fails with `hors-ligne` when the service cannot be reached or understood, and with `adresses-saturees`,
 * without asking again, for as long as the service said to wait.
 */
export const createAddresses = ({ fetch, baseUrl, now }: AddressOptions): ((text: string) => Promise<PlaceSuggestion[]>) => {
  let pausedUntil = 0

  const ask = async (text: string): Promise<Response> => {
    const query = new URLSearchParams({ q: text, limit: String(LIMIT), autocomplete: '1', index: 'address' })
    try {
      return await fetch(`${baseUrl}?${query}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { accept: 'application/json' },
      })
    } catch {
      // The cause would carry the address typed: it is dropped on purpose.
      throw new DoraError('hors-ligne')
    }
  }

  return async (text) => {
    if (now() < pausedUntil) throw new DoraError('adresses-saturees')
    const reply = await ask(text)
    if (reply.status === 429) {
      pausedUntil = now() + pauseOf(reply)
      throw new DoraError('adresses-saturees')
    }
    if (!reply.ok) throw new DoraError('hors-ligne')
    const body = Reply.safeParse(await reply.json().catch(() => null))
    if (!body.success) throw new DoraError('hors-ligne')
    // Communes are completed on the machine, better and without network.
    return body.data.features.filter((feature) => feature.properties.type !== 'municipality').map(toSuggestion)
  }
}
