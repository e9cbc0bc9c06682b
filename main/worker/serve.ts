import { parentPort } from 'node:worker_threads'
import { DoraError } from '#shared/errors.ts'
import type { WorkerMessage, WorkerMethods, WorkerRequest } from './protocol.ts'

const toWire = (error: unknown) => {
  if (error instanceof DoraError) return error.toWire()
  // The stack goes to the process log only: it may name files, never what the user typed.
  console.error('[worker]', error instanceof Error ? error.stack : error)
  return new DoraError('interne').toWire()
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
      post({ id, ok: false, error: toWire(error) })
    }
  })
  return { emit: (event, payload) => post({ event, payload }) }
}
