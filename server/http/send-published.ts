import { open } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PublishedFile } from '../opendata/files/folder.ts'
import { HttpProblem } from './problem.ts'
import { readRange } from './routes-blob.ts'
import { hasTag } from './send-body.ts'

/** A file of open data: for any site to read, resumable, told again only when it has changed. */

export const ANYONE = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, last-modified, accept-ranges, content-range, content-length',
  // What is written in a listing came from anyone: a browser shows it, and runs none of it.
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
} as const

const acceptsGzip = ({ headers }: FastifyRequest): boolean =>
  /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)/i.test(String(headers['accept-encoding'] ?? ''))

/** RFC 9110 §13.1: the entity tag first, the date without one. */
export const isKnown = ({ headers }: FastifyRequest, etag: string, at: Date): boolean => {
  if (headers['if-none-match'] !== undefined) return hasTag({ headers }, etag)
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return Number.isFinite(since) && Math.floor(at.getTime() / 1_000) * 1_000 <= since
}

/** Throws HttpProblem `not_found` for what was forgotten meanwhile, 416 for a part that is not there. */
export const sendPublished = async (
  request: FastifyRequest,
  reply: FastifyReply,
  found: PublishedFile,
  cache: string,
): Promise<FastifyReply> => {
  const asked = request.headers.range
  // A part is one of the plain file, whose length and digest the manifest tells.
  const packed = asked === undefined && acceptsGzip(request) ? found.gzip : null
  const { file, octets, sha256 } = packed ?? found
  const etag = packed === null ? `"${sha256}"` : `"${sha256}-gzip"`
  const headers = {
    ...ANYONE,
    'accept-ranges': 'bytes',
    'cache-control': cache,
    etag,
    'last-modified': found.at.toUTCString(),
    ...(found.gzip === null ? {} : { vary: 'accept-encoding' }),
  }
  if (isKnown(request, etag, found.at)) return reply.code(304).headers(headers).send()
  const wanted = request.headers['if-range']
  const range = wanted === undefined || wanted === etag ? readRange(asked, octets) : null
  if (range === 'unsatisfiable')
    throw new HttpProblem('bad_request', { status: 416, headers: { ...ANYONE, 'content-range': `bytes */${octets}` } })
  const { first, last } = range ?? { first: 0, last: octets - 1 }
  // Opened before anything is answered: a file forgotten this instant is a 404, not a broken answer.
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new HttpProblem('not_found')
    throw error
  })
  reply
    .code(range === null ? 200 : 206)
    .headers({
      ...headers,
      'content-length': last - first + 1,
      ...(range === null ? {} : { 'content-range': `bytes ${first}-${last}/${octets}` }),
      ...(packed === null ? {} : { 'content-encoding': 'gzip' }),
    })
    .type(found.type)
  if (request.method === 'HEAD' || octets === 0) {
    await handle.close()
    // Fastify would read the whole file to measure what is not sent.
    reply.hijack()
    reply.raw.writeHead(reply.statusCode, reply.getHeaders() as OutgoingHttpHeaders).end()
    return reply
  }
  return reply.send(handle.createReadStream({ start: first, end: last, highWaterMark: 256 * 1024 }))
}
