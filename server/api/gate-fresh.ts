import { hash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { promisify } from 'node:util'
import { constants, createGzip, createZstdCompress, gzip, zstdCompress } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { chooseEncoding } from '../http/encode.ts'
import { callerOf } from './gate-caller.ts'

/** Conditional requests (RFC 9110 §8.8, §13) and what travels: strong tags, one for each encoding of the same bytes. */

const gzipped = promisify(gzip)
const zstd = promisify(zstdCompress)
const WORTH_BYTES = 1_024
const LEVEL = 3
/** Goes up when the same data come out as other bytes: `isFresh` knows what was asked, not what this version answers. */
const ANSWERS = 1

const tagOf = (text: string | Buffer): string => `"${hash('sha256', text, 'base64url').slice(0, 22)}"`
/** The tag of the answer before it was compressed. */
const bare = (tag: string): string =>
  tag
    .trim()
    .replace(/^W\//, '')
    .replace(/-(?:gzip|zstd)"$/, '"')

const matches = (asked: string | undefined, tag: string): boolean =>
  asked !== undefined &&
  (asked.trim() === '*' ||
    asked
      .slice(0, 8_192)
      .split(',')
      .some((one) => bare(one) === tag))

/**
 * Names the answer by what it is made of, before it is made; true when the caller has it already: the handler then sends nothing
 * (`return reply`), 304 is set. @param version of the data, day included.
 */
export const isFresh = (request: FastifyRequest, reply: FastifyReply, version: string): boolean => {
  const { hidden } = callerOf(request)
  const tag = tagOf(`${ANSWERS}\n${version}\n${hidden.size === 0 ? '' : [...hidden].join(' ')}\n${request.url}`)
  reply.header('etag', tag)
  if (!matches(request.headers['if-none-match'], tag)) return false
  void reply.code(304).send()
  return true
}

type Sent = string | Buffer | Readable | null | undefined

const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } }
const named = (reply: FastifyReply, tag: string | null, encoding: 'gzip' | 'zstd'): void => {
  reply.removeHeader('content-length').header('content-encoding', encoding)
  if (tag !== null) reply.header('etag', tag.replace(/"$/, `-${encoding}"`))
}

/** What is sent as it is made has the tag that its handler gave it, or none. */
const squeezed = (reply: FastifyReply, payload: Readable, encoding: 'gzip' | 'zstd'): Readable => {
  const given = reply.getHeader('etag')
  named(reply, typeof given === 'string' ? given : null, encoding)
  // What fails on the way ends the connection: a list cut short is not taken for a whole one.
  return pipeline(payload, encoding === 'gzip' ? createGzip({ level: LEVEL }) : createZstdCompress(ZSTD), () => {})
}

/** Last thing before an answer leaves: its tag if it has none, 304 if it is known, compressed if it is worth it. */
export const finish = async (request: FastifyRequest, reply: FastifyReply, payload: Sent): Promise<Sent> => {
  if (reply.statusCode !== 200 || payload === null || payload === undefined) return payload
  const accepted = request.headers['accept-encoding']
  const wanted = accepted === undefined ? 'identity' : chooseEncoding(accepted)
  if (payload instanceof Readable) return wanted === 'identity' ? payload : squeezed(reply, payload, wanted)
  const given = reply.getHeader('etag')
  const tag = typeof given === 'string' ? given : tagOf(payload)
  if (matches(request.headers['if-none-match'], bare(tag))) {
    reply.code(304).header('etag', tag).removeHeader('content-type').removeHeader('content-length')
    return null
  }
  const encoding = payload.length < WORTH_BYTES ? 'identity' : wanted
  if (encoding === 'identity') {
    reply.header('etag', tag)
    return payload
  }
  named(reply, tag, encoding)
  return encoding === 'gzip' ? gzipped(payload, { level: LEVEL }) : zstd(payload, ZSTD)
}
