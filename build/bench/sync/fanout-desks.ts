/**
 * Many desks in one process: each keeps its live stream open, and when it is poked waits as a desk does, then pulls.
 * They keep no rows: what is measured is the server, and the road. A real desk adds the time to write a page (`delta100_ms`).
 */
import { Agent, request } from 'node:http'
import { createParser } from 'eventsource-parser'
import { FRANCE } from '#shared/sync/scope.ts'
import { Poke, PROTO, type PullAnswer, type PullRequest, SCHEMA } from '#shared/sync/wire.ts'
import { inChild, memory } from '../in-child.ts'

export type FanoutInput = {
  readonly origin: string
  readonly desks: number
  readonly epoch: string
  readonly since: number
  /** As main/sync/loop.ts spreads public pokes. */
  readonly spreadMs: number
}
export type FanoutTold =
  | { readonly connected: number }
  /** Every desk has this `seq`: instants at which each had it, in milliseconds since 1970. */
  | { readonly seq: number; readonly at: readonly number[] }
export type FanoutFigures = { readonly peakMb: number; readonly pulls: number; readonly failures: number }

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })

const pull = (origin: string, body: PullRequest): Promise<PullAnswer> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const asked = request(
      `${origin}/sync/v1/pull`,
      { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } },
      (answer) => {
        let said = ''
        answer.setEncoding('utf8').on('data', (part: string) => (said += part))
        answer.once('end', () => {
          if (answer.statusCode === 200) resolve(JSON.parse(said) as PullAnswer)
          else reject(new Error(`${answer.statusCode} ${said.slice(0, 200)}`))
        })
        answer.once('error', reject)
      },
    )
    asked.once('error', reject)
    asked.end(text)
  })

await inChild<FanoutInput, FanoutFigures>(async ({ origin, desks, epoch, since, spreadMs }) => {
  const tell = (told: FanoutTold) => process.send?.({ told })
  const reached = new Map<number, number[]>()
  const streams = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  let pulls = 0
  let failures = 0

  const desk = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      let cursor = since
      let known = since
      let waiting = false
      const catchUp = async (): Promise<void> => {
        try {
          while (cursor < known) {
            pulls++
            const answer = await pull(origin, {
              proto: PROTO,
              schema: SCHEMA,
              client_id: `bench-${index}`,
              epoch,
              limit: 2_000,
              max_bytes: 1_048_576,
              scopes: [{ id: FRANCE, since: cursor }],
            })
            const { next } = answer.results[0] ?? { next: cursor }
            const now = Date.now()
            for (let seq = cursor + 1; seq <= next; seq++) {
              const list = reached.get(seq) ?? []
              reached.set(seq, list)
              if (list.push(now) === desks) tell({ seq, at: list })
            }
            cursor = next
          }
        } catch {
          failures++
        }
        waiting = false
        if (cursor < known) later()
      }
      const later = () => {
        waiting = true
        setTimeout(() => void catchUp(), Math.random() * spreadMs)
      }
      const parser = createParser({
        onEvent: ({ event, data }) => {
          if (event !== 'head') return
          known = Math.max(known, Poke.parse(JSON.parse(data)).head)
          if (!waiting && cursor < known) later()
        },
      })
      const stream = request(`${origin}/sync/v1/live`, { agent: streams, headers: { accept: 'text/event-stream' } }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`live: ${answer.statusCode}`))
        answer.setEncoding('utf8').on('data', (part: string) => parser.feed(part))
        answer.once('error', () => failures++)
        resolve()
      })
      stream.once('error', reject)
      stream.end()
    })

  // By fifties: a real country does not open all its desks in the same millisecond.
  for (let from = 0; from < desks; from += 50) {
    await Promise.all(Array.from({ length: Math.min(50, desks - from) }, (_, i) => desk(from + i)))
  }
  tell({ connected: desks })
  await new Promise<void>((resolve) => process.once('message', () => resolve()))
  return { peakMb: memory().peakMb, pulls, failures }
})
