import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { MutationResult } from '#shared/sync/wire.ts'

export type Metrics = {
  readonly pushed: (status: MutationResult['status']) => void
  readonly dropped: () => void
  readonly signIn: (result: 'accepted' | 'refused' | 'limited') => void
  readonly setHead: (seq: number) => void
  /** Times a question to the store. */
  readonly timed: <T>(operation: 'info' | 'head' | 'pull' | 'push' | 'ping', work: () => Promise<T>) => Promise<T>
  readonly text: () => Promise<string>
  readonly contentType: string
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Prometheus figures of one app. No label holds anything of a person: routes, statuses and results only. */
export const createMetrics = (app: FastifyInstance, connected: () => number): Metrics => {
  const register = new Registry()
  collectDefaultMetrics({ register, prefix: 'dora_' })
  const registers = [register]
  const requests = new Counter({ name: 'dora_requests_total', help: 'Requests', labelNames: ['route', 'status'], registers })
  const durations = new Histogram({
    name: 'dora_request_seconds',
    help: 'Time to answer, live streams left out',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  })
  const pushed = new Counter({ name: 'dora_mutations_total', help: 'Mutations by result', labelNames: ['status'], registers })
  const signIns = new Counter({ name: 'dora_sign_ins_total', help: 'Sign-ins by result', labelNames: ['result'], registers })
  const dropped = new Counter({ name: 'dora_streams_dropped_total', help: 'Streams cut because their reader is slow', registers })
  const head = new Gauge({ name: 'dora_head_seq', help: 'Last change of the catalogue', registers })
  const store = new Histogram({
    name: 'dora_store_seconds',
    help: 'Time of a question to the store, by operation',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers,
  })
  const desks: Gauge = new Gauge({
    name: 'dora_desks_connected',
    help: 'Live streams open',
    registers,
    collect: () => desks.set(connected()),
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    requests.inc({ route, status: String(reply.statusCode) })
    durations.observe({ route }, reply.elapsedTime / 1000)
    done()
  })
  return {
    pushed: (status) => pushed.inc({ status }),
    dropped: () => dropped.inc(),
    signIn: (result) => signIns.inc({ result }),
    setHead: (seq) => head.set(seq),
    timed: async (operation, work) => {
      const stop = store.startTimer({ operation })
      try {
        return await work()
      } finally {
        stop()
      }
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  }
}
