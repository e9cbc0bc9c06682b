import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Found } from '../pages/recherche.ts'
import type { Lieu } from './places.ts'

/** The first results of a search, for a browser that runs no script: asked of the public API, by its rules and its limits. */

const SHOWN = 10
const RADIUS_KM = '50'

const Answer = z.object({
  total: z.number(),
  items: z.array(
    z.object({
      service: z.object({
        id: z.string(),
        nom: z.string(),
        commune: z.string().nullish(),
        code_postal: z.string().nullish(),
        structure: z.object({ nom: z.string() }).nullish(),
      }),
    }),
  ),
})

export const firstResultsPath = (q: string, lieu: Lieu | null): string => {
  const params = new URLSearchParams({ size: String(SHOWN) })
  if (lieu !== null && q === '') {
    params.set('code_commune', lieu.code)
    return `/api/v1/search/services?${params}`
  }
  if (q !== '') params.set('q', q)
  if (lieu !== null && lieu.lat !== null && lieu.lon !== null) {
    params.set('lat', String(lieu.lat))
    params.set('lon', String(lieu.lon))
    params.set('distance', RADIUS_KM)
  } else if (lieu !== null) params.set('code_commune', lieu.code)
  return `/api/v1/search?${params}`
}

/** Null when they cannot be read. @param ip who asks: what it may ask is counted */
export const firstResults = async (app: FastifyInstance, q: string, lieu: Lieu | null, ip: string): Promise<Found | null> => {
  const answer = await app.inject({ method: 'GET', url: firstResultsPath(q, lieu), remoteAddress: ip })
  if (answer.statusCode !== 200) return null
  const read = Answer.safeParse(answer.json())
  if (!read.success) return null
  return {
    total: read.data.total,
    items: read.data.items.map(({ service: { id, nom, commune, code_postal, structure } }) => ({
      id,
      nom,
      details: [structure?.nom, [code_postal, commune].filter(Boolean).join(' ')].filter((part) => Boolean(part)).join(' · '),
    })),
  }
}
