import { parentPort } from 'node:worker_threads'
import { answerCall, createCalls } from './calls.ts'
import type { RemoteOf, WorkerMessage, WorkerMethods } from './protocol.ts'

export type ServedWorker<Owner extends WorkerMethods> = {
  readonly emit: (event: string, payload: unknown) => void
  /** What the owner answers to this worker; a method it was not given fails. */
  readonly owner: RemoteOf<Owner>
}

/** Called once, at the top of a worker: answers requests in the order they come. */
export const serveWorker = <Owner extends WorkerMethods = WorkerMethods>(methods: WorkerMethods): ServedWorker<Owner> => {
  const port = parentPort
  if (port === null) throw new Error('serveWorker must run in a worker thread')
  const post = (message: WorkerMessage) => {
    port.postMessage(message)
  }
  const calls = createCalls<Owner>(post)
  port.on('message', (message: WorkerMessage) => {
    if ('method' in message) void answerCall(methods, message, post)
    else if ('ok' in message) calls.settle(message)
  })
  return { emit: (event, payload) => post({ event, payload }), owner: calls.remote }
}
