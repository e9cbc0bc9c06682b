import type { FastifyInstance } from 'fastify'
import type { Json } from '#shared/rpc.ts'
import type { RenderedPage } from '../pages/page.ts'
import { apiAccess } from './gate-caller.ts'
import { docsPage } from './openapi-page.ts'
import { COMMON, json, V1_PATHS } from './openapi-paths.ts'
import { V1_SCHEMAS } from './openapi-schemas.ts'
import { V2_PATHS, V2_SCHEMAS } from './v2-openapi.ts'

/** What the API is, for programs (`/api/openapi.json`) and for people (`/api/docs`). Written from what is served, and tested on it. */

const DESCRIPTION = `Données d’insertion publiées par DORA, au schéma data·inclusion v1.

Sans clé, la lecture est ouverte et limitée par adresse. Avec une clé, donnée par l’équipe, chaque partenaire a ses propres quotas :
\`Authorization: Bearer <clé>\`. Une clé ne se donne jamais dans l’adresse.

Chaque réponse porte un \`ETag\` : renvoyez-le dans \`If-None-Match\`, et rien n’est renvoyé si rien n’a changé.`

export type OpenApiDocument = {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Json>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Json>>
    readonly securitySchemes: Readonly<Record<string, Json>>
  }
}

const ABOUT: Readonly<Record<string, Json>> = {
  '/api/openapi.json': {
    get: {
      tags: ['Documentation'],
      operationId: 'openapi',
      summary: 'Ce document',
      responses: { '200': json('Réponse.', { type: 'object' }), ...COMMON },
    },
  },
  '/api/docs': {
    get: {
      tags: ['Documentation'],
      operationId: 'docs',
      summary: 'Le même, pour être lu',
      responses: { '200': { description: 'Une page.', content: { 'text/html': { schema: { type: 'string' } } } }, ...COMMON },
    },
  },
}

/** @param origin address of this server, without a final « / » */
export const openApiDocument = (origin: string): OpenApiDocument => ({
  openapi: '3.1.0',
  info: { title: 'API de DORA', version: '1.0.0', description: DESCRIPTION },
  servers: [{ url: origin }],
  paths: { ...V1_PATHS, ...V2_PATHS, ...ABOUT },
  components: {
    schemas: { ...V1_SCHEMAS, ...V2_SCHEMAS },
    securitySchemes: { HTTPBearer: { type: 'http', scheme: 'bearer' } },
  },
})

/** @param publicUrl address of this server, without a final « / » */
export const addOpenApiRoutes = (scope: FastifyInstance, { publicUrl }: { readonly publicUrl: () => string }): void => {
  const base = scope.prefix === '/api' ? '' : '/api'
  /**
   * Made once, when the address is known: a page that a browser has kept goes with the policy it came with, so that neither may change
   * between two 304.
   */
  let made: { readonly origin: string; readonly text: string; readonly page: RenderedPage } | null = null
  const documents = () => {
    const origin = publicUrl()
    if (made?.origin !== origin) {
      const document = openApiDocument(origin)
      made = { origin, text: JSON.stringify(document), page: docsPage(document) }
    }
    return made
  }
  scope.get(`${base}/openapi.json`, apiAccess('open'), async (_, reply) =>
    reply.type('application/json; charset=utf-8').send(documents().text),
  )
  scope.get(`${base}/docs`, apiAccess('open'), async (_, reply) => {
    const { html, headers } = documents().page
    // The gate says how long it may be kept.
    const { 'cache-control': _kept, ...others } = headers
    return reply.headers(others).send(html)
  })
}
