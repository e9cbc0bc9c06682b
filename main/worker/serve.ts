import { parentPort } from 'node:worker_threads'
import { DoraError } from '#shared/errors.ts'
import type { WorkerMessage, WorkerMethods, WorkerRequest } from './protocol.ts'

const failure = (id: number, error: unknown): WorkerMessage => {
  if (!(error instanceof DoraError)) {
    return {
      id,
      ok: false,
      error: new DoraError('interne').toWire(),
      trace: error instanceof Error ? (error.stack ?? error.message) : typeof error,
    }
  }
  const { cause } = error
  return { id, ok: false, error: error.toWire(), ...(cause instanceof Error ? { trace: cause.stack ?? cause.message } : {}) }
}

/** Called once, at the top of a worker: answers requests in the order they come. */
export const serveWorker = (methods: WorkerMethods): { emit: (event: string, payload: unknown) => void } => {
  const port = parentPort
  if (port === null) throw new Error('serveWorker must run in a worker thread')
  const post = (message: WorkerMessage) => {
    port.postMessage(message)
  }
  port.on('message', async ({ id, method, input }: WorkerRequest) => {
    try {
      if (!Object.hasOwn(methods, method)) throw new Error(`unknown worker method ${method}`)
      post({ id, ok: true, value: await (methods[method] as (input: unknown) => unknown)(input) })
    } catch (error) {
      // Also an answer that cannot be cloned: the call must fail, not hang.
      post(failure(id, error))
    }
  })
  return { emit: (event, payload) => post({ event, payload }) }
}
