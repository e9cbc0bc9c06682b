import { Worker } from 'node:worker_threads'
import { answerCall, createCalls } from './calls.ts'
import type { RemoteOf, WorkerMessage, WorkerMethods } from './protocol.ts'

export type RunningWorker<M extends WorkerMethods> = {
  readonly remote: RemoteOf<M>
  readonly on: (event: string, listener: (payload: unknown) => void) => void
  readonly stop: () => Promise<void>
  /** Resolves when the thread has ended, by `stop` or by a crash: its owner may then start another. */
  readonly exited: Promise<void>
}

/**
 * Starts a worker thread and gives its methods as promises; `owned` is what the worker may ask of this side.
 * When the thread dies, every pending and later call fails with `interne`; the caller decides whether to start another.
 */
export const startWorker = <M extends WorkerMethods>(
  url: URL,
  workerData?: unknown,
  owned: WorkerMethods = {},
): RunningWorker<M> => {
  const worker = new Worker(url, { workerData })
  const listeners = new Map<string, ((payload: unknown) => void)[]>()
  const post = (message: WorkerMessage) => {
    worker.postMessage(message)
  }
  const calls = createCalls<M>(post)

  worker.on('message', (message: WorkerMessage) => {
    if ('event' in message) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload)
    } else if ('method' in message) void answerCall(owned, message, post)
    else calls.settle(message)
  })
  worker.on('error', calls.die)
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      calls.die(new Error(`worker exited with code ${code}`))
      resolve()
    })
  })

  return {
    remote: calls.remote,
    on: (event, listener) => {
      listeners.set(event, [...(listeners.get(event) ?? []), listener])
    },
    stop: async () => {
      await worker.terminate()
    },
    exited,
  }
}
