import { SignedOut } from '#shared/accounts/wire.ts'
import { PieceState } from '#shared/orientation/wire.ts'
import type { Json } from '#shared/rpc.ts'
import { Info, PullAnswer, PushAnswer, Session } from '#shared/sync/wire.ts'
import { z } from 'zod'
import { isSessionRefused } from './exchange.ts'
import { type Alive, isPage, readAnswer, readBytes, refusal } from './http-answer.ts'
import { readPokes } from './http-live.ts'
import { SyncFailure, type Transport } from './ports.ts'
import { isSafeUrl } from './server-address.ts'

type Options = {
  /** Address of the server, as `serverAddress` gives it. */
  readonly server: string
  /** Shown in the list of an account's sessions: the machine's name. */
  readonly poste: string
  readonly version: string
  /** Ends every request: the application closes, or leaves this server. */
  readonly signal?: AbortSignal
  /** Longest silence of an answer, and of the live stream (the server says something every 20 s). For tests. */
  readonly silenceMs?: number
  readonly liveSilenceMs?: number
  readonly partSilenceMs?: number
}

const SILENCE_MS = 20_000
const LIVE_SILENCE_MS = 45_000
/** A part of a file is on its way for all that time, and the line says nothing of it: half a megabyte at 64 kbit/s. */
const PART_SILENCE_MS = 65_000
/** Of one answer in whole, blobs and streams apart: a server that drips must not hold an exchange for ever. */
const WHOLE_MS = 5 * 60_000
/** Decompressed. A page is about 1 MiB, more when one import changed many rows at once. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const NOT_MODIFIED = 304

/** Ends a request after too long a silence. */
const watch = (silenceMs: number, outer: readonly AbortSignal[]) => {
  const silence = new AbortController()
  const cut = () => silence.abort(new Error('silence'))
  let timer = setTimeout(cut, silenceMs)
  return {
    signal: AbortSignal.any([silence.signal, ...outer]),
    alive: () => {
      clearTimeout(timer)
      timer = setTimeout(cut, silenceMs)
    },
    done: () => clearTimeout(timer),
  }
}

/** A request about accounts. `path` is relative to the server's address, its parts already encoded. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: Json
  /** The answer is a file of at most that many bytes: it comes back in base64. */
  readonly fileBytes?: number
  /** Version that is already here: the answer is null when it is still the one. */
  readonly known?: string
}

/** `body` as JSON, or `bytes` as they are. */
type Sent = {
  readonly method: string
  readonly body?: unknown
  readonly bytes?: Uint8Array
  readonly token?: string | null
  readonly known?: string | undefined
}

export type HttpTransport = Transport & {
  /** The next pair of a session, for what renews it. */
  readonly renew: (renouvellement: string) => Promise<Session>
  /** Answers the JSON, unread, or the file in base64; null when there is none (204), or none that is new (304). */
  readonly request: (request: HttpRequest, token: string | null) => Promise<Json>
}

const anyJson: z.ZodType<Json> = z.json()

/** The server over HTTPS. Answers that are not its own are told apart (`portal`, `malformed`), redirections are never followed. */
export const createHttpTransport = (options: Options): HttpTransport => {
  const { server, poste, version, signal } = options
  const { silenceMs = SILENCE_MS, liveSilenceMs = LIVE_SILENCE_MS, partSilenceMs = PART_SILENCE_MS } = options
  const outer = signal === undefined ? [] : [signal]
  const at = (path: string) => new URL(path, server)
  const bearer = (token: string | null): Record<string, string> => (token === null ? {} : { authorization: `Bearer ${token}` })

  /** @throws SyncFailure `network`, or the server's refusal */
  const request = async (url: URL, init: RequestInit, alive: Alive): Promise<Response> => {
    if (!isSafeUrl(url)) throw new SyncFailure('malformed')
    let response: Response
    try {
      // A redirection is a captive portal's, or would take the token somewhere else.
      response = await fetch(url, { ...init, redirect: 'manual', cache: 'no-store', credentials: 'omit' })
    } catch (cause) {
      throw new SyncFailure('network', { cause })
    }
    alive()
    if (response.status === NOT_MODIFIED && new Headers(init.headers).has('if-none-match')) return response
    if (!response.ok) throw await refusal(response, Date.now(), alive)
    return response
  }

  const exchange = async <T>(
    path: string,
    { method, body, bytes, token = null, known }: Sent,
    read: (response: Response, alive: Alive) => Promise<T>,
  ): Promise<T> => {
    const watched = watch(bytes === undefined ? silenceMs : partSilenceMs, [...outer, AbortSignal.timeout(WHOLE_MS)])
    try {
      const init: RequestInit = {
        method,
        signal: watched.signal,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'zstd, gzip',
          'user-agent': `dora-bureau/${version}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
          ...(known === undefined ? {} : { 'if-none-match': `"${known}"` }),
          ...bearer(token),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(bytes === undefined ? {} : { body: bytes as Uint8Array<ArrayBuffer> }),
      }
      return await read(await request(at(path), init, watched.alive), watched.alive)
    } finally {
      watched.done()
    }
  }

  const readFile = async (response: Response, limit: number, alive: Alive): Promise<string> => {
    // The server keeps no page as a file.
    if (isPage(response)) throw new SyncFailure('portal')
    return (await readBytes(response, limit, alive)).toString('base64')
  }

  const asked = <T>(schema: z.ZodType<T>) => {
    return (response: Response, alive: Alive) => readAnswer(response, schema, MAX_ANSWER_BYTES, alive)
  }

  return {
    info: () => exchange('sync/v1/info', { method: 'GET' }, asked(Info)),
    pull: (body, token) => exchange('sync/v1/pull', { method: 'POST', body, token }, asked(PullAnswer)),
    push: (body, token) => exchange('sync/v1/push', { method: 'POST', body, token }, asked(PushAnswer)),
    signIn: (courriel, motDePasse) =>
      exchange(
        'auth/v1/session',
        { method: 'POST', body: { courriel, mot_de_passe: motDePasse, poste: poste.slice(0, 100) } },
        asked(Session),
      ),
    signOut: (token) => exchange('auth/v1/session', { method: 'DELETE', token }, asked(SignedOut)),
    announcePiece: (body, token) => exchange('orientations/v1/pieces', { method: 'POST', body, token }, asked(PieceState)),
    sendPiece: ({ id, from, bytes }, token) =>
      exchange(`orientations/v1/pieces/${id}?from=${from}`, { method: 'PUT', bytes, token }, asked(PieceState)),
    renew: (renouvellement) => exchange('auth/v1/renew', { method: 'POST', body: { renouvellement } }, asked(Session)),
    request: ({ method, path, body, fileBytes, known }, token) =>
      exchange(path, { method, body, token, known }, (response, alive): Promise<Json> => {
        if (response.status === 204 || response.status === NOT_MODIFIED) return Promise.resolve(null)
        return fileBytes === undefined ? asked(anyJson)(response, alive) : readFile(response, fileBytes, alive)
      }),

    blob: async function* (url, from, stop) {
      const watched = watch(silenceMs, [...outer, ...(stop === undefined ? [] : [stop])])
      try {
        const response = await request(
          at(url),
          {
            signal: watched.signal,
            // The bytes on the wire are those that were hashed.
            headers: { 'accept-encoding': 'identity', ...(from === 0 ? {} : { range: `bytes=${from}-` }) },
          },
          watched.alive,
        )
        if (isPage(response) || response.body === null) throw new SyncFailure('portal')
        const part = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
        if (response.status === 206 && Number(part) !== from) throw new SyncFailure('corrupt_download')
        // A cache may give the whole where a part was asked.
        let skip = response.status === 206 ? 0 : from
        for await (const chunk of response.body) {
          watched.alive()
          if (skip >= chunk.byteLength) skip -= chunk.byteLength
          else {
            yield skip === 0 ? chunk : chunk.subarray(skip)
            skip = 0
            // However long the reader took with it, that was not the line's silence.
            watched.alive()
          }
        }
      } catch (error) {
        throw error instanceof SyncFailure ? error : new SyncFailure('network', { cause: error })
      } finally {
        watched.done()
      }
    },

    live: async (token, onPoke, stop) => {
      const watched = watch(liveSilenceMs, [...outer, stop])
      try {
        const response = await request(
          at('sync/v1/live'),
          { signal: watched.signal, headers: { accept: 'text/event-stream', 'accept-encoding': 'identity', ...bearer(token) } },
          watched.alive,
        )
        if (isPage(response) || response.body === null) throw new SyncFailure('portal')
        await readPokes(response.body, onPoke, watched.alive)
      } catch (error) {
        // A stream that could not be opened has ended: the loop opens another, later.
        if (isSessionRefused(error)) throw error
      } finally {
        watched.done()
      }
    },
  }
}
