import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerOf } from './answers.ts'
import { INVENTED, type InventedUnite } from './invented.ts'

/**
 * Stands in for the register in tests: a real HTTP server of this machine, that answers in the shape of « recherche-entreprises »
 * from a register of its own, and falls ill when told.
 */

export type StandInMode =
  | 'normal'
  /** Hangs up. */
  | 'down'
  /** Takes the question and never answers. */
  | 'slow'
  /** Begins its answer and never ends it. */
  | 'stuck'
  /** JSON cut short. */
  | 'garbled'
  /** JSON of another shape. */
  | 'other'
  /** A network's sign-in page in the place of the answer. */
  | 'portal'
  /** The same, by a redirection. */
  | 'redirect'
  /** 429, with `Retry-After`. */
  | 'limited'
  | 'error'
  /** An answer without end. */
  | 'endless'

export type SireneStandIn = {
  /** To be given to `createSirene`. */
  readonly url: string
  readonly setMode: (mode: StandInMode) => void
  /** Path and query of each question, the oldest first. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

export const RETRY_AFTER_S = 30

const json = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}

const pour = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"results":[')
  const chunk = '{},'.repeat(50_000)
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more)
  }
  more()
}

const ill: { readonly [mode in Exclude<StandInMode, 'normal'>]: (response: ServerResponse) => void } = {
  down: (response) => response.destroy(),
  slow: () => {},
  stuck: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"results":')
  },
  garbled: (response) => json(response, 200, '{"results":[{"siren":"00000'),
  other: (response) => json(response, 200, '{"results":[{"etat_administratif":7}]}'),
  portal: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Bienvenue</title>')
  },
  redirect: (response) => {
    response.writeHead(302, { location: '/portail' }).end()
  },
  limited: (response) => {
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': String(RETRY_AFTER_S) }).end('{}')
  },
  error: (response) => json(response, 500, '{"erreur":"interne"}'),
  endless: pour,
}

export const startSireneStandIn = async (units: readonly InventedUnite[] = INVENTED): Promise<SireneStandIn> => {
  let mode: StandInMode = 'normal'
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    asked.push(`${url.pathname}${url.search}`)
    if (mode !== 'normal') return ill[mode](response)
    if (request.method !== 'GET' || url.pathname !== '/search') return json(response, 404, '{"detail":"Not Found"}')
    const { status, body } = answerOf(units, url.searchParams)
    json(response, status, JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setMode: (next) => {
      mode = next
    },
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
