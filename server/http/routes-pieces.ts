import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { PIECE_PART_BYTES, PieceAnnounced } from '#shared/orientation/wire.ts'
import { createWindow } from '../accounts/sign-in/window.ts'
import { actorOf } from '../accounts/memberships.ts'
import type { PieceParts } from '../orientations/pieces-parts.ts'
import { mayReadPieces, readPiece } from '../orientations/pieces-read.ts'
import { PIECE_REFUSALS, PieceRefusal } from '../orientations/pieces-refusal.ts'
import { announcePiece, receivePart, stateOfPiece } from '../orientations/pieces-upload.ts'
import { orientationOf } from '../orientations/rows.ts'
import type { ClientLimit } from './limits.ts'
import { HttpProblem, problemBody, retryAfter, sendProblem } from './problem.ts'
import type { SendPiece } from './send-piece.ts'
import type { Who } from './who.ts'

/** Files of requests: sent in parts by who makes the request, read by the two sides of it. */

type Parts = {
  readonly pieces: PieceParts
  readonly who: Who
  readonly limitClient: ClientLimit
  readonly sendPiece: SendPiece
}

const ANNOUNCED = { max: 300, windowMs: 3600_000 } as const
const BYTES = 'application/octet-stream'

/** What is too long or too large is judged further on, with a sentence of its own. */
const Announced = PieceAnnounced.extend({ nom: z.string().min(1).max(1_000), taille: z.int().min(1) })
const OfPiece = z.object({ id: z.uuid() })
const From = z.object({
  from: z
    .string()
    .regex(/^\d{1,8}$/)
    .transform(Number),
})
const OfRequest = z.object({ sens: z.enum(['envoi', 'reception']), id: z.uuid(), piece: z.uuid() })

const PRIVATE = { 'cache-control': 'private, no-store' } as const

const CODES = {
  400: 'bad_request',
  404: 'not_found',
  409: 'refused',
  413: 'too_large',
  415: 'bad_request',
} as const

export const pieceProblem = ({ motif, detail }: PieceRefusal): HttpProblem => {
  const { status } = PIECE_REFUSALS[motif]
  return new HttpProblem(CODES[status], { status, detail })
}

const answered = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw error instanceof PieceRefusal ? pieceProblem(error) : error
  }
}

export const addPieceRoutes = (app: FastifyInstance, { pieces, who, limitClient, sendPiece }: Parts): void => {
  const announced = createWindow(ANNOUNCED, pieces.now)

  // Before a body is read.
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const { user } = await who.of(request)
    await limitClient(request, user.id)
  }

  app.post('/orientations/v1/pieces', { onRequest }, async (request, reply) => {
    const { user } = await who.of(request)
    const asked = Announced.parse(request.body)
    const wait = announced.count(user.id)
    if (wait > 0) throw new HttpProblem('rate_limited', { headers: retryAfter(wait) })
    return reply.headers(PRIVATE).send(await answered(announcePiece(pieces, user.id, asked)))
  })

  app.get('/orientations/v1/pieces/:id', { onRequest }, async (request, reply) => {
    const { user } = await who.of(request)
    const { id } = OfPiece.parse(request.params)
    return reply.headers(PRIVATE).send(await answered(stateOfPiece(pieces, user.id, id)))
  })

  // Apart: no other route takes bytes.
  app.register(async (bytes) => {
    bytes.removeAllContentTypeParsers()
    bytes.addContentTypeParser(
      BYTES,
      { parseAs: 'buffer', bodyLimit: PIECE_PART_BYTES },
      async (_: unknown, body: Buffer) => body,
    )
    bytes.put('/orientations/v1/pieces/:id', { bodyLimit: PIECE_PART_BYTES, onRequest }, async (request, reply) => {
      const { user } = await who.of(request)
      const { id } = OfPiece.parse(request.params)
      const { from } = From.parse(request.query)
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const { state, taken } = await answered(receivePart(pieces, user.id, { id, from, bytes: body }))
      if (taken) return reply.headers(PRIVATE).send(state)
      // The state is told with the refusal, so that the next part is the right one.
      const detail = `Ce morceau ne suit pas ce qui est là\u202f: reprenez à l’octet ${state.recu}.`
      return sendProblem(reply, { ...problemBody('refused', { detail }), ...state })
    })
  })

  app.get('/orientations/v1/:sens/:id/pieces/:piece', { onRequest }, async (request, reply) => {
    const { user } = await who.of(request)
    const asked = OfRequest.safeParse(request.params)
    if (!asked.success) throw new HttpProblem('not_found')
    const { sens, id, piece } = asked.data
    const orientation = await pieces.store.read(async (reader) => {
      const one = await orientationOf(reader, pieces.seal, id)
      return one !== null && mayReadPieces(sens, one, await actorOf(reader, pieces.seal, user)) ? one : null
    })
    // Whoever may not read it is not told that it is there.
    const found = orientation === null ? null : await readPiece(pieces, orientation, piece)
    if (found === null) throw new HttpProblem('not_found')
    return sendPiece(request, reply, found)
  })
}
