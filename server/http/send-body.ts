import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Body, chooseEncoding } from './encode.ts'

const bare = (tag: string): string => tag.trim().replace(/^W\//, '')

/** Whoever asks has that already: tags are compared weakly (RFC 9110 §13.1.2). */
export const hasTag = ({ headers }: Pick<FastifyRequest, 'headers'>, etag: string): boolean =>
  headers['if-none-match']?.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag)) ?? false

/** The body as best it travels, or 304 to whoever has it; other headers are the caller’s. */
export const sendBody = async (request: FastifyRequest, reply: FastifyReply, body: Body): Promise<FastifyReply> => {
  reply.headers({ etag: body.etag, vary: 'accept-encoding' })
  if (hasTag(request, body.etag)) return reply.code(304).send()
  const { encoding, content } = await body.as(chooseEncoding(request.headers['accept-encoding']))
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.send(content)
}
