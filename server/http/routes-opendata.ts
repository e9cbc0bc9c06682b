import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { openPublished, type PublishedFile } from '../opendata/files/folder.ts'
import { SERVICE_SCHEMA, STRUCTURE_SCHEMA } from '../opendata/files/schemas.ts'
import { donneesPage } from '../pages/donnees.ts'
import { HttpProblem } from './problem.ts'
import { pageRoute, sendPage } from './send-page.ts'
import { ANYONE, isKnown, sendPublished } from './send-published.ts'

/** Open data: `/donnees` for people, `/opendata/` for programs, without an account. */

/** Of what stands for the newest: asked again, it costs a 304. */
const CACHE = 'public, max-age=300'
const FOR_EVER = 'public, max-age=31536000, immutable'
const DAY_S = '86400'

const SCHEMAS: Readonly<Record<string, string>> = {
  'structure.json': `${JSON.stringify(STRUCTURE_SCHEMA, null, 1)}\n`,
  'service.json': `${JSON.stringify(SERVICE_SCHEMA, null, 1)}\n`,
}

const sendText = (request: FastifyRequest, reply: FastifyReply, text: string, type: string, cache: string, at: Date | null) => {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  reply.headers({ ...ANYONE, 'cache-control': cache, etag, ...(at === null ? {} : { 'last-modified': at.toUTCString() }) })
  return isKnown(request, etag, at ?? new Date(8.64e15)) ? reply.code(304).send() : reply.type(type).send(text)
}

export const addOpenDataRoutes = (
  app: FastifyInstance,
  { folder, log }: { readonly folder: string; readonly log: Logger },
): void => {
  const published = openPublished(folder)
  const nothing = (): HttpProblem => new HttpProblem('not_found', { detail: 'Rien n’est publié ici.' })
  const there = (found: PublishedFile | null): PublishedFile => {
    if (found === null) throw nothing()
    return found
  }

  app.get(
    '/donnees',
    pageRoute(log, async (_request, reply) => sendPage(reply, donneesPage((await published.latest())?.manifest ?? null))),
  )
  app.get('/opendata/manifest.json', async (request, reply) => {
    const latest = await published.latest()
    if (latest === null) throw nothing()
    return sendText(request, reply, latest.text, 'application/json', CACHE, new Date(latest.manifest.date))
  })
  app.get<{ Params: { name: string } }>('/opendata/schemas/:name', async (request, reply) => {
    const { name } = request.params
    const text = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined
    if (text === undefined) throw nothing()
    return sendText(request, reply, text, 'application/schema+json', CACHE, null)
  })
  app.get<{ Params: { name: string } }>('/opendata/changements/:name', async (request, reply) =>
    sendPublished(request, reply, there(await published.find(request.params.name)), FOR_EVER),
  )
  app.get<{ Params: { version: string; name: string } }>('/opendata/v/:version/:name', async (request, reply) => {
    const { version, name } = request.params
    if (name !== 'manifest.json') return sendPublished(request, reply, there(await published.findIn(version, name)), FOR_EVER)
    const manifest = await published.manifest(version)
    if (manifest === null) throw nothing()
    const text = `${JSON.stringify(manifest, null, 1)}\n`
    return sendText(request, reply, text, 'application/json', FOR_EVER, new Date(manifest.date))
  })
  app.get<{ Params: { name: string } }>('/opendata/:name', async (request, reply) =>
    sendPublished(request, reply, there(await published.find(request.params.name)), CACHE),
  )
  // A page of another site that asks for a part, or for what has changed, asks first.
  app.options('/opendata/*', async (_request, reply) =>
    reply
      .code(204)
      .headers({
        ...ANYONE,
        'access-control-allow-methods': 'GET, HEAD, OPTIONS',
        'access-control-allow-headers': 'range, if-range, if-none-match, if-modified-since',
        'access-control-max-age': DAY_S,
      })
      .send(),
  )
}
