import { open } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Shelf } from './ports.ts'
import { HttpProblem } from './problem.ts'
import { hasTag } from './send-body.ts'

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/

/** First and last byte asked; null for the whole, 'unsatisfiable' for a part that is not there (RFC 9110 §14). Only one part is ever given. */
export const readRange = (
  header: string | undefined,
  size: number,
): { readonly first: number; readonly last: number } | 'unsatisfiable' | null => {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return null
  if (from === '') return Number(to) === 0 ? 'unsatisfiable' : { first: Math.max(0, size - Number(to)), last: size - 1 }
  if (to !== '' && Number(to) < Number(from)) return null
  if (Number(from) >= size) return 'unsatisfiable'
  return { first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}

/** `GET /sync/v1/blob/:name`: opaque bytes that never change, resumable, for any cache to keep (sync.md §2.2). */
export const addBlobRoute = (app: FastifyInstance, shelf: Shelf): void => {
  app.get<{ Params: { name: string } }>('/sync/v1/blob/:name', async (request, reply) => {
    const { name } = request.params
    const blob = NAME.test(name) ? shelf.blob(name) : null
    if (blob === null) throw new HttpProblem('not_found')
    const etag = `"${blob.sha256}"`
    const headers = { 'accept-ranges': 'bytes', etag, 'cache-control': 'public, max-age=31536000, immutable' }
    if (hasTag(request, etag)) return reply.code(304).headers(headers).send()
    // With `If-Range`, a part is only wanted of the very file it began with.
    const wanted = request.headers['if-range']
    const range = wanted === undefined || wanted === etag ? readRange(request.headers.range, blob.bytes) : null
    if (range === 'unsatisfiable')
      throw new HttpProblem('bad_request', { status: 416, headers: { 'content-range': `bytes */${blob.bytes}` } })
    const { first, last } = range ?? { first: 0, last: blob.bytes - 1 }
    // Opened before anything is answered: a file rotated away this instant is a 404, not a broken answer.
    const file = await open(blob.file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new HttpProblem('not_found')
      throw error
    })
    reply
      .code(range === null ? 200 : 206)
      .headers({
        ...headers,
        'content-length': last - first + 1,
        ...(range === null ? {} : { 'content-range': `bytes ${first}-${last}/${blob.bytes}` }),
      })
      .type('application/octet-stream')
    if (request.method === 'HEAD') {
      await file.close()
      // Fastify would read the whole file to measure what is not sent.
      reply.hijack()
      reply.raw.writeHead(reply.statusCode, reply.getHeaders() as OutgoingHttpHeaders).end()
      return reply
    }
    return reply.send(file.createReadStream({ start: first, end: last, highWaterMark: 256 * 1024 }))
  })
}
