import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands before the server, as a proxy does, and writes down what a proxy would: who asked for which address, and nothing of bodies. */

export type Recorder = {
  readonly origin: string
  /** Where what is asked from now on goes; null for nowhere. */
  readonly pointTo: (origin: string | null) => void
  /** Method, address, and the headers that repeat addresses, a line each. */
  readonly lines: readonly string[]
  /** Session tokens that went by: they are looked for too. */
  readonly tokens: ReadonlySet<string>
  readonly close: () => Promise<void>
}

/** Headers that hold addresses, of this page or of another. */
const ADDRESSES = ['referer', 'location', 'content-location', 'link'] as const

const addressesIn = (headers: IncomingHttpHeaders): string =>
  ADDRESSES.flatMap((name) => (headers[name] === undefined ? [] : [` ${name}: ${String(headers[name])}`])).join('')

export const openRecorder = async (): Promise<Recorder> => {
  let port: number | null = null
  const lines: string[] = []
  const tokens = new Set<string>()
  const server = createServer((asked, reply) => {
    const { method = '', url = '', headers } = asked
    lines.push(`${method} ${url}${addressesIn(headers)}`)
    const token = /^Bearer (\S{40,})$/.exec(headers.authorization ?? '')?.[1]
    if (token !== undefined) tokens.add(token)
    if (port === null) {
      asked.socket.destroy()
      return
    }
    const forwarded = { ...headers, 'x-forwarded-for': '192.0.2.1' }
    // One connection for each: a server closes those that are idle just as they are used again.
    const far = request({ host: '127.0.0.1', port, method, path: url, headers: forwarded, agent: false }, (answer) => {
      lines.push(`${answer.statusCode ?? 0}${addressesIn(answer.headers)}`)
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
      answer.on('error', () => reply.destroy())
    })
    far.on('error', () => reply.destroy())
    reply.on('close', () => far.destroy())
    asked.on('error', () => far.destroy())
    asked.pipe(far)
  })
  // The server decides how long it waits.
  server.requestTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pointTo: (origin) => {
      port = origin === null ? null : Number(new URL(origin).port)
    },
    lines,
    tokens,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
