import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { parisDay } from '#shared/listing/days.ts'
import type { PublicKind } from '#shared/listing/public-link.ts'
import { byCode, byId, type Found, type Outcome } from '../listing/public-records.ts'
import { isBot, type Views } from '../listing/views.ts'
import { publicHeaders, renderPublicPage } from '../pages/public/layout.ts'
import { BROKEN, GONE, NOT_FOUND, NOT_NOW, several, suspended } from '../pages/public/refusals.ts'
import { servicePage } from '../pages/public/service.ts'
import { structurePage } from '../pages/public/structure.ts'
import type { Reader, SyncStore } from '../store/types.ts'
import { countedAddress } from './address.ts'
import { type Body, chooseEncoding, createBody } from './encode.ts'
import { described, isOutOfReach } from './failures.ts'
import { isPlainText } from './json.ts'
import { createMemo } from './memo.ts'
import { createOutgoing } from './outgoing.ts'
import { hasTag } from './send-body.ts'
import { sendPage } from './send-page.ts'

export type PublicRoutes = {
  readonly store: SyncStore
  readonly log: Logger
  readonly views: Views
  /** Without a final « / ». */
  readonly publicUrl: () => string
  /** True while the first catalogue is being made. */
  readonly filling: () => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Pages made lately. Their key holds the versions of all their rows: one that is kept is right. */
const MEMO = { entries: 2_000, bytes: 32 * 1024 * 1024, ageMs: 10 * 60_000 } as const
/** As for the answers to desks. */
const OUTGOING = { bytes: 64 * 1024 * 1024, bytesPerAddress: 16 * 1024 * 1024 } as const
/** What a structure has just changed is seen within a second; a cache in front still takes a crowd on itself. */
const CACHE = 'public, max-age=1, must-revalidate'
/** A short link never changes. */
const CACHE_OF_LONG = 'public, max-age=3600'

/** A person reads it: not a program, nor a browser that gets ready for a click that may not come. */
const isReader = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' &&
  !isBot(headers['user-agent']) &&
  !/prefetch|prerender/i.test(String(headers['sec-purpose'] ?? headers['purpose'] ?? ''))

/** `/s/<code>` and `/o/<code>`, short; `/structure/<id>` and `/service/<id>`, for every record. */
export const addPublicRoutes = (app: FastifyInstance, parts: PublicRoutes): void => {
  const { store, log, views, publicUrl, filling } = parts
  const memo = createMemo(MEMO, parts.now)
  const outgoing = createOutgoing(OUTGOING)

  const drawn = ({ view: make, path, version, invented }: Found, today: string): Promise<Body> => {
    const origin = publicUrl()
    return memo.get(`${origin} ${path} ${today} ${invented} ${version}`, async () => {
      const place = { origin, path, today, invented }
      const view = make()
      return createBody(renderPublicPage(view.kind === 'structure' ? structurePage(view, place) : servicePage(view, place)))
    })
  }

  const sendFound = async (request: FastifyRequest, reply: FastifyReply, found: Found, today: string): Promise<FastifyReply> => {
    const body = await drawn(found, today)
    if (isReader(request)) views.seen(found.kind, found.id, 'page')
    reply.headers({ ...publicHeaders, 'cache-control': CACHE, etag: body.etag, vary: 'accept-encoding' })
    if (found.invented) reply.header('x-robots-tag', 'noindex')
    if (hasTag(request, body.etag)) return reply.code(304).send()
    if (!outgoing.hold(body, reply.raw, countedAddress(request.ip))) return sendPage(reply, NOT_NOW)
    const { encoding, content } = await body.as(chooseEncoding(request.headers['accept-encoding']))
    if (encoding !== 'identity') reply.header('content-encoding', encoding)
    return reply.send(content)
  }

  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Outcome,
    today: string,
  ): Promise<FastifyReply> | FastifyReply => {
    switch (outcome.etat) {
      case 'publie':
        return sendFound(request, reply, outcome, today)
      case 'inconnu':
        return sendPage(reply, filling() ? NOT_NOW : NOT_FOUND)
      case 'retire':
        return sendPage(reply, GONE)
      case 'suspendu':
        return sendPage(reply, suspended(outcome.nom, outcome.depuis, outcome.structure))
      case 'plusieurs':
        return sendPage(reply, several(outcome.choices))
    }
  }

  type Asked = { Params: { name: string } }
  type Look = (reader: Reader, name: string, today: string) => Promise<Outcome>
  const page =
    (
      look: Look,
      answer: (
        request: FastifyRequest,
        reply: FastifyReply,
        outcome: Outcome,
        today: string,
      ) => Promise<FastifyReply> | FastifyReply,
    ) =>
    async (request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> => {
      try {
        const today = parisDay(parts.now())
        const { name } = request.params
        if (!isPlainText(name)) return sendPage(reply, NOT_FOUND)
        return await answer(request, reply, await store.read((reader) => look(reader, name, today)), today)
      } catch (error) {
        const told = isOutOfReach(error) ? NOT_NOW : BROKEN
        log.error({ request: request.id, status: told.status, ...described(error) }, 'request failed')
        return sendPage(reply, told)
      }
    }

  const kinds: readonly (readonly [kind: PublicKind, letter: string])[] = [
    ['structure', 's'],
    ['service', 'o'],
  ]
  for (const [kind, letter] of kinds) {
    app.get<Asked>(
      `/${letter}/:name`,
      page((reader, code, today) => byCode(reader, kind, code, today), send),
    )
    app.get<Asked>(
      `/${kind}/:name`,
      page(
        (reader, id, today) => byId(reader, kind, id, today),
        (request, reply, outcome, today) =>
          outcome.etat === 'publie' && outcome.path.startsWith(`/${letter}/`)
            ? reply.code(301).headers({ location: outcome.path, 'cache-control': CACHE_OF_LONG }).send()
            : send(request, reply, outcome, today),
      ),
    )
  }
}
