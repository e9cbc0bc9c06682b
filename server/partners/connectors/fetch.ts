import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { AddressRefused, guardedAddress, type Resolve } from '../address-guard.ts'
import { ConnectorFailure } from './failure.ts'

export type FetchLimits = {
  /** Bytes as they come, and once unpacked. */
  readonly bytes: number
  readonly unpacked: number
  /** Milliseconds without a byte, and of a whole answer. */
  readonly silenceMs: number
  readonly totalMs: number
  readonly redirects: number
  /** Rows of one page of an API: some three megabytes for a thousand. */
  readonly page: number
}

export const FETCH_LIMITS: FetchLimits = {
  bytes: 1024 ** 3,
  unpacked: 4 * 1024 ** 3,
  silenceMs: 30_000,
  totalMs: 30 * 60_000,
  redirects: 5,
  page: 1_000,
}

export type FetchParts = {
  /** Addresses of this machine and of its network too. */
  readonly allowPrivate: boolean
  readonly resolve?: Resolve | undefined
  readonly limits: FetchLimits
  readonly signal: AbortSignal
}

export type Asked = {
  readonly url: string
  /** Where the body goes. */
  readonly file: string
  /** Told to the address alone: a redirection elsewhere does not have it. */
  readonly key: string | null
  readonly etag?: string | undefined
}

type Fetched = { readonly isSame: true } | { readonly isSame: false; readonly etag: string | null }

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Lets so many bytes by. */
const atMost = (limit: number, onBytes: () => void): Transform => {
  let received = 0
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      onBytes()
      received += chunk.length
      done(received > limit ? new ConnectorFailure('trop-lourd') : null, chunk)
    },
  })
}

const codeOf = (error: unknown): string | null => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException
    if (typeof code === 'string') return code.slice(0, 120)
  }
  return null
}

const CUT: ReadonlySet<string> = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'EPIPE', 'Z_BUF_ERROR'])

const refused = (error: AddressRefused): ConnectorFailure =>
  new ConnectorFailure(error.code === 'adresse-introuvable' ? 'nom-introuvable' : 'adresse-interdite', error.code)

/** One request, no redirection followed: the head of the answer. */
const ask = async (url: URL, asked: Asked, parts: FetchParts, signal: AbortSignal): Promise<IncomingMessage> => {
  const guarded = await guardedAddress(url.href, {
    allowPrivate: parts.allowPrivate,
    // A key is told over a line that nobody reads.
    allowHttp: parts.allowPrivate || asked.key === null,
    ...(parts.resolve === undefined ? {} : { resolve: parts.resolve }),
  })
  const send = guarded.url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    send(
      guarded.url,
      {
        agent: guarded.agent,
        signal,
        headers: {
          accept: 'application/json, application/x-ndjson, text/csv, */*;q=0.5',
          'accept-encoding': 'gzip, identity',
          'user-agent': 'dora-connecteur',
          ...(asked.key === null ? {} : { authorization: `Bearer ${asked.key}` }),
          ...(asked.etag === undefined ? {} : { 'if-none-match': asked.etag }),
        },
      },
      resolve,
    )
      .on('error', reject)
      .end()
  })
}

/**
 * Fetches an address of a partner into `file`, which is whole once this resolves. Rejects with ConnectorFailure; with the signal’s
 * reason when the server stops.
 */
export const fetchTo = async (asked: Asked, parts: FetchParts): Promise<Fetched> => {
  const { limits } = parts
  const silence = new AbortController()
  const total = AbortSignal.timeout(limits.totalMs)
  const signal = AbortSignal.any([parts.signal, silence.signal, total])
  let timer = setTimeout(() => silence.abort(), limits.silenceMs)
  const heard = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), limits.silenceMs)
  }
  try {
    let next = new URL(asked.url)
    let own = asked
    for (let hops = 0; ; hops++) {
      const answer = await ask(next, own, parts, signal)
      heard()
      const status = answer.statusCode ?? 0
      const { location, etag = null } = answer.headers
      if (REDIRECTS.has(status) && location !== undefined) {
        answer.destroy()
        if (hops >= limits.redirects) throw new ConnectorFailure('redirections')
        if (!URL.canParse(location, next.href)) throw new ConnectorFailure('reponse', String(status))
        const to = new URL(location, next.href)
        if (to.origin !== next.origin) own = { ...own, key: null }
        next = to
        continue
      }
      if (status === 304 && own.etag !== undefined) {
        answer.destroy()
        return { isSame: true }
      }
      if (status !== 200) {
        answer.destroy()
        throw new ConnectorFailure(status === 401 || status === 403 ? 'cle-refusee' : 'reponse', String(status))
      }
      const out = createWriteStream(asked.file)
      const wire = atMost(limits.bytes, heard)
      const isPacked = /gzip/i.test(answer.headers['content-encoding'] ?? '')
      if (isPacked) await pipeline(answer, wire, createGunzip(), atMost(limits.unpacked, heard), out, { signal })
      else await pipeline(answer, wire, out, { signal })
      return { isSame: false, etag }
    }
  } catch (error) {
    if (parts.signal.aborted) throw parts.signal.reason
    if (error instanceof ConnectorFailure) throw error
    if (error instanceof AddressRefused) throw refused(error)
    if (silence.signal.aborted) throw new ConnectorFailure('silence', null, error)
    if (total.aborted) throw new ConnectorFailure('trop-long', null, error)
    const code = codeOf(error)
    throw new ConnectorFailure(code !== null && CUT.has(code) ? 'coupe' : 'reseau', code, error)
  } finally {
    clearTimeout(timer)
  }
}

/** @throws ConnectorFailure `trop-lourd` */
export const weighed = async (file: string, limit: number): Promise<void> => {
  if ((await stat(file)).size > limit) throw new ConnectorFailure('trop-lourd')
}
