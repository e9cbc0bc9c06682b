/**
 * The ordinary-browser host, on 127.0.0.1 only. What the renderer's transport needs to know:
 *
 * - `GET /open?key=…&to=/…` sets the session cookie and leads to `to` (default `/`). The key serves once.
 * - `POST /rpc/<name>`, `content-type: application/json`, body = the JSON input, or `null` for a procedure without input.
 *   The answer is a `Reply` in JSON; a coded failure is `{ok: false, error}` with HTTP 200. Requests refused at the door
 *   (401, 403, 400, 413, 415) carry a `Reply` as well.
 * - `GET /events` is a stream of server-sent events; each message's `data` is the JSON of a `BridgeEvent` `{name, payload}`.
 *   Comments (`: ping`) keep it alive. Nothing is replayed: on every reopening, the client must read again what it shows.
 * - Any other `GET` is a file of the renderer, or `index.html` when the path is a screen's.
 */
import { DoraError, type ErrorCode } from '#shared/errors.ts'
import type { Reply } from '#shared/rpc.ts'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Broadcast } from '../broadcast.ts'
import type { Router } from '../router.ts'
import { readAsset } from './assets.ts'
import { contentSecurityPolicy, SECURITY_HEADERS } from './csp.ts'
import { pageTo } from './doorstep.ts'
import { createSessions, sameSecret } from './session.ts'

/** An attachment part is 512 KiB, 700 kB in base64: nothing the contract allows is longer. */
const BODY_LIMIT_BYTES = 1_048_576
const HEARTBEAT_MS = 15_000

type Options = {
  readonly router: Router
  readonly events: Broadcast
  /** Folder of the built renderer. */
  readonly root: string
  /** 0 (default): any free port. */
  readonly port?: number
  /** What a second start of the application shows to get a window on this one (`hosts/instance.ts`). */
  readonly secret?: string
  /** Told each time a page's event stream opens or closes, with how many are open. */
  readonly onPages?: (open: number) => void
}

export type HttpHost = {
  readonly origin: string
  /** A new address to open the application with, good for one use. `to` is a path of the application. */
  readonly openUrl: (to?: string) => string
  readonly close: () => Promise<void>
}

/** Answered to a request that is refused before it reaches the router. */
class Refusal extends Error {
  readonly status: number
  readonly code: ErrorCode
  constructor(status: number, code: ErrorCode) {
    super(code)
    this.status = status
    this.code = code
  }
}

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) throw new Refusal(413, 'requete-invalide')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT_BYTES) throw new Refusal(413, 'requete-invalide')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Refusal(400, 'requete-invalide')
  }
}

/** Only a path of this origin: `//elsewhere`, `/\elsewhere` and full addresses lead to the first screen instead. */
const innerPath = (to: string | null, origin: string): string => {
  if (to === null || !to.startsWith('/')) return '/'
  const url = URL.parse(to, origin)
  return url?.origin === origin ? `${url.pathname}${url.search}${url.hash}` : '/'
}

const reply = (response: ServerResponse, status: number, value: Reply) => {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(value))
}

const plain = (response: ServerResponse, status: number, text: string) => {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': contentSecurityPolicy('none'),
    'cache-control': 'no-store',
  })
  response.end(text)
}

export const startHttpHost = async ({ router, events, root, port = 0, secret, onPages }: Options): Promise<HttpHost> => {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const actualPort = (server.address() as AddressInfo).port
  const host = `127.0.0.1:${actualPort}`
  const origin = `http://${host}`
  const sessions = createSessions(actualPort)
  let pages = 0

  const openUrl = (to?: string) =>
    `${origin}/open?key=${sessions.mintKey()}${to === undefined ? '' : `&to=${encodeURIComponent(to)}`}`

  const open = (url: URL, request: IncomingMessage, response: ServerResponse) => {
    const to = innerPath(url.searchParams.get('to'), origin)
    // Reloading the opening address in the browser that used it must work; elsewhere it must not.
    if (sessions.isOpen(request.headers.cookie)) {
      response.writeHead(303, { ...SECURITY_HEADERS, location: to, 'cache-control': 'no-store' }).end()
      return
    }
    const token = sessions.open(url.searchParams.get('key') ?? '')
    if (token === null) throw new Refusal(401, 'acces-refuse')
    const headers = {
      ...SECURITY_HEADERS,
      'set-cookie': `${sessions.cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`,
      'cache-control': 'no-store',
    }
    if (request.headers['sec-fetch-site'] !== 'cross-site') {
      response.writeHead(303, { ...headers, location: to }).end()
      return
    }
    // From the doorstep's file, the browser holds a strict cookie back along the whole chain of redirections, but not from a
    // page of ours.
    response
      .writeHead(200, {
        ...headers,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': contentSecurityPolicy('none'),
      })
      .end(pageTo(to))
  }

  const again = (request: IncomingMessage, response: ServerResponse) => {
    if (secret === undefined || !sameSecret(request.headers.authorization ?? '', `Bearer ${secret}`))
      throw new Refusal(401, 'acces-refuse')
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(JSON.stringify({ url: openUrl() }))
  }

  const stream = (response: ServerResponse) => {
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.write('retry: 1000\n\n')
    const stop = events.subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`))
    const heartbeat = setInterval(() => response.write(': ping\n\n'), HEARTBEAT_MS)
    onPages?.(++pages)
    response.once('close', () => {
      clearInterval(heartbeat)
      stop()
      onPages?.(--pages)
    })
  }

  const procedure = async (name: string, request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') throw new Refusal(405, 'acces-refuse')
    // A form or a script of another site can send neither this origin nor, without asking first, this content type.
    if (request.headers.origin !== origin) throw new Refusal(403, 'acces-refuse')
    if (!/^application\/json(\s*;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? ''))
      throw new Refusal(415, 'requete-invalide')
    reply(response, 200, await router.call(name, await readBody(request)))
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    // Exact, against DNS rebinding: a name that resolves here is not this host.
    if (request.headers.host !== host) throw new Refusal(403, 'acces-refuse')
    if (request.headers.origin !== undefined && request.headers.origin !== origin) throw new Refusal(403, 'acces-refuse')
    const url = URL.parse(request.url ?? '/', origin)
    if (url === null || url.origin !== origin) throw new Refusal(400, 'requete-invalide')
    if (url.pathname === '/open' && request.method === 'GET') return open(url, request, response)
    if (url.pathname === '/again' && request.method === 'POST') return again(request, response)
    if (!sessions.isOpen(request.headers.cookie)) throw new Refusal(401, 'acces-refuse')
    if (url.pathname.startsWith('/rpc/')) return procedure(url.pathname.slice('/rpc/'.length), request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'acces-refuse')
    if (url.pathname === '/events') return stream(response)
    const asset = await readAsset(root, url.pathname)
    response.writeHead(asset.status, asset.headers).end(request.method === 'HEAD' ? undefined : asset.body)
  }

  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy()
        return
      }
      const status = error instanceof Refusal ? error.status : 500
      const refused = new DoraError(
        error instanceof Refusal ? error.code : 'interne',
        status < 500 ? { champ: 'demande' } : undefined,
      )
      if (status === 413) response.setHeader('connection', 'close')
      if (request.method === 'GET' && !(request.url ?? '').startsWith('/rpc/')) plain(response, status, refused.message)
      else reply(response, status, { ok: false, error: refused.toWire() })
    })
  })

  return {
    origin,
    openUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Event streams never end by themselves.
        server.closeAllConnections()
      }),
  }
}
