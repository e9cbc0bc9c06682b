import type { FastifyReply, FastifyRequest } from 'fastify'
import { nameInAddress } from '../listing/files.ts'
import type { PieceFile } from '../orientations/pieces-read.ts'
import { countedAddress } from './address.ts'
import { createOutgoing } from './outgoing.ts'
import { HttpProblem, retryAfter } from './problem.ts'

/** Files of a request, to whoever may read them: a browser saves them, and opens none of them here. */

const OUTGOING = { bytes: 128 * 1024 * 1024, bytesPerAddress: 32 * 1024 * 1024 } as const
const CROWDED_RETRY_MS = 2_000

const HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
} as const

/** RFC 8187, and a name in plain letters for what does not read it. */
const disposition = (nom: string): string => {
  const encoded = encodeURIComponent(nom).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${nameInAddress(nom)}"; filename*=UTF-8''${encoded}`
}

export type SendPiece = (request: FastifyRequest, reply: FastifyReply, piece: PieceFile) => FastifyReply

/** Throws HttpProblem `unavailable` when too many files are being received already. */
export const createPieceSender = (): SendPiece => {
  const outgoing = createOutgoing(OUTGOING)
  return (request, reply, { nom, type, bytes }) => {
    if (!outgoing.hold({ bytes: bytes.length }, reply.raw, countedAddress(request.ip)))
      throw new HttpProblem('unavailable', {
        headers: retryAfter(CROWDED_RETRY_MS),
        detail: 'Trop de fichiers sont en cours de réception.',
      })
    return reply
      .headers({ ...HEADERS, 'content-disposition': disposition(nom) })
      .type(type)
      .send(bytes)
  }
}
