import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { departementOf, regionOf } from '#shared/geo/divisions.ts'
import { outilsPage } from '../pages/outils.ts'
import { recherchePage } from '../pages/recherche.ts'
import { firstResults } from '../widget/first-results.ts'
import { readOutils } from '../widget/outils-query.ts'
import { createPlacesReader, type Places } from '../widget/places.ts'
import { linkScript } from '../widget/script.ts'
import { SCRIPT_PATH } from '../widget/snippet.ts'
import { type Body, createBody } from './encode.ts'
import { createMemo } from './memo.ts'
import { sendBody } from './send-body.ts'
import { pageRoute, queryOf, sendPage } from './send-page.ts'

/**
 * DORA in other people's tools: the script that sites embed and what it asks of the geography, under `/widget/v1`, open to every
 * origin; `/recherche`, where a bookmark leads; `/outils`, which tells of them all.
 */

type Parts = {
  readonly log: Logger
  /** Without a final « / ». */
  readonly publicUrl: () => string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly places?: () => Promise<Places>
}

/** A site has the new script within the hour; a browser that comes back asks whether it changed. */
const SCRIPT_CACHE = 'public, max-age=3600, stale-while-revalidate=86400'
const GEOGRAPHY_CACHE = 'public, max-age=86400'
const MEMO = { entries: 300, bytes: 16 * 1024 * 1024, ageMs: 24 * 3_600_000 } as const
const MOST_DEPARTEMENTS = 12
const TEXT_MAX = 200
const PLACE_MAX = 80

/** Also for what fails: a widget that cannot read a refusal cannot tell it. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After',
  'cross-origin-resource-policy': 'cross-origin',
} as const

const Communes = z.object({
  q: z.string().trim().min(1).max(PLACE_MAX),
  departement: z
    .string()
    .refine((code) => departementOf(code) !== undefined)
    .optional(),
  region: z
    .string()
    .refine((code) => regionOf(code) !== undefined)
    .optional(),
})
const Contours = z.object({
  departements: z
    .string()
    .transform((text) => [...new Set(text.split(','))].sort())
    .pipe(
      z
        .array(z.string().refine((code) => departementOf(code) !== undefined))
        .min(1)
        .max(MOST_DEPARTEMENTS),
    ),
})

const textOf = (query: URLSearchParams, name: string, most: number): string =>
  (query.get(name) ?? '')
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()

export const addWidgetRoutes = async (app: FastifyInstance, parts: Parts): Promise<void> => {
  const { log, publicUrl, now, places = createPlacesReader() } = parts
  const memo = createMemo(MEMO, now)
  let script: Body | null = null

  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply, payload) => {
      reply.headers(OPEN)
      return payload
    })

    scope.get(SCRIPT_PATH, async (request, reply) => {
      script ??= createBody(linkScript())
      return sendBody(request, reply.header('cache-control', SCRIPT_CACHE).type('text/javascript; charset=utf-8'), script)
    })

    scope.get('/widget/v1/communes', async (request, reply) => {
      const { q, departement, region } = Communes.parse(request.query)
      const found = (await places()).find(q, {
        ...(departement === undefined ? {} : { departement }),
        ...(region === undefined ? {} : { region }),
      })
      return reply.header('cache-control', GEOGRAPHY_CACHE).send(found)
    })

    scope.get('/widget/v1/contours', async (request, reply) => {
      const { departements } = Contours.parse(request.query)
      const body = await memo.get(departements.join(' '), async () =>
        createBody(JSON.stringify((await places()).outlines(departements))),
      )
      return sendBody(request, reply.header('cache-control', GEOGRAPHY_CACHE).type('application/json; charset=utf-8'), body)
    })
  })

  app.get(
    '/recherche',
    pageRoute(log, async (request, reply) => {
      const query = new URLSearchParams(queryOf(request))
      const q = textOf(query, 'q', TEXT_MAX)
      // As links to the desk write it (shared/link.ts), or as someone types it.
      const typed = textOf(query, 'lieu', PLACE_MAX).replace(/^commune:/, '')
      const lieu = typed === '' ? null : ((await places()).find(typed, {})[0] ?? null)
      const found = await firstResults(app, q, lieu, request.ip)
      return sendPage(reply, recherchePage({ q, lieu: typed === '' ? null : (lieu ?? { inconnu: typed }), found }))
    }),
  )

  app.get(
    '/outils',
    pageRoute(log, async (request, reply) => {
      const read = readOutils(new URLSearchParams(queryOf(request)), await places())
      return sendPage(reply, { ...outilsPage({ ...read, origin: publicUrl() }), canonical: `${publicUrl()}/outils` })
    }),
  )
}
