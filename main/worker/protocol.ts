import type { WireError } from '#shared/rpc.ts'

/**
 * What passes between the main thread and a worker: calls by number, and events. Structured clone, so typed arrays may cross.
 * Either side may call the other: a worker asks its owner what only the owner has.
 */
export type WorkerCall = { readonly id: number; readonly method: string; readonly input: unknown }
export type WorkerReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  /** `trace` is for the log of the main thread only: the stack of an unforeseen failure. */
  | { readonly id: number; readonly ok: false; readonly error: WireError; readonly trace?: string }
export type WorkerMessage = WorkerCall | WorkerReply | { readonly event: string; readonly payload: unknown }

/** The methods of a worker: each takes one value and answers one. */
export type WorkerMethods = { readonly [method: string]: (input: never) => unknown }

export type RemoteOf<M extends WorkerMethods> = {
  readonly [K in keyof M]: (input: Parameters<M[K]>[0]) => Promise<Awaited<ReturnType<M[K]>>>
}
