import { Worker } from 'node:worker_threads'
import { DoraError } from '#shared/errors.ts'
import type { WireError } from '#shared/rpc.ts'
import type { RemoteOf, WorkerMessage, WorkerMethods } from './protocol.ts'

export type RunningWorker<M extends WorkerMethods> = {
  readonly remote: RemoteOf<M>
  readonly on: (event: string, listener: (payload: unknown) => void) => void
  readonly stop: () => Promise<void>
  /** Resolves when the thread has ended, by `stop` or by a crash: its owner may then start another. */
  readonly exited: Promise<void>
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/** The failure as the worker threw it; its stack, if any, becomes the cause, which the router logs and never sends. */
const failure = (error: WireError, trace: string | undefined): DoraError => {
  if (trace === undefined) return DoraError.fromWire(error)
  const cause = new Error('in a worker')
  cause.stack = trace
  const known = DoraError.fromWire(error)
  return new DoraError(known.code, known.details, cause)
}

/**
 * Starts a worker thread and gives its methods as promises.
 * When the thread dies, every pending and later call fails with `interne`; the caller decides whether to start another.
 */
export const startWorker = <M extends WorkerMethods>(url: URL, workerData?: unknown): RunningWorker<M> => {
  const worker = new Worker(url, { workerData })
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, ((payload: unknown) => void)[]>()
  let next = 1
  let dead: Error | null = null

  const die = (cause: unknown) => {
    dead ??= new DoraError('interne', undefined, cause)
    for (const { reject } of waiting.values()) reject(dead)
    waiting.clear()
  }

  worker.on('message', (message: WorkerMessage) => {
    if ('event' in message) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (call === undefined) return
    if (message.ok) call.resolve(message.value)
    else call.reject(failure(message.error, message.trace))
  })
  worker.on('error', die)
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      die(new Error(`worker exited with code ${code}`))
      resolve()
    })
  })

  const call = (method: string, input: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (dead !== null) {
        reject(dead)
        return
      }
      const id = next++
      // First, for an input that cannot be cloned throws here, and rejects.
      worker.postMessage({ id, method, input })
      waiting.set(id, { resolve, reject })
    })

  const remote = new Proxy({} as RemoteOf<M>, {
    get: (_, method) => (typeof method === 'string' && method !== 'then' ? (input: unknown) => call(method, input) : undefined),
  })

  return {
    remote,
    on: (event, listener) => {
      listeners.set(event, [...(listeners.get(event) ?? []), listener])
    },
    stop: async () => {
      await worker.terminate()
    },
    exited,
  }
}
