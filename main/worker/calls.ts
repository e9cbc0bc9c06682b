import { DoraError } from '#shared/errors.ts'
import type { WireError } from '#shared/rpc.ts'
import type { RemoteOf, WorkerCall, WorkerMethods, WorkerReply } from './protocol.ts'

const failureOf = (id: number, error: unknown): WorkerReply => {
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

/** Answers one call of the other side through `post`. Never rejects. */
export const answerCall = async (
  methods: WorkerMethods,
  { id, method, input }: WorkerCall,
  post: (reply: WorkerReply) => void,
): Promise<void> => {
  try {
    if (!Object.hasOwn(methods, method)) throw new Error(`unknown worker method ${method}`)
    post({ id, ok: true, value: await (methods[method] as (input: unknown) => unknown)(input) })
  } catch (error) {
    // Also an answer that cannot be cloned: the call must fail, not hang.
    post(failureOf(id, error))
  }
}

/** The failure as the other side threw it; its stack, if any, becomes the cause, which the router logs and never sends. */
const thrown = (error: WireError, trace: string | undefined): DoraError => {
  if (trace === undefined) return DoraError.fromWire(error)
  const cause = new Error('in a worker')
  cause.stack = trace
  const known = DoraError.fromWire(error)
  return new DoraError(known.code, known.details, cause)
}

export type Calls<M extends WorkerMethods> = {
  readonly remote: RemoteOf<M>
  readonly settle: (reply: WorkerReply) => void
  /** Every pending and later call fails with `cause`. */
  readonly die: (cause: unknown) => void
}

/** The methods of the other side as promises. */
export const createCalls = <M extends WorkerMethods>(post: (call: WorkerCall) => void): Calls<M> => {
  type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  const waiting = new Map<number, Waiting>()
  let next = 1
  let dead: Error | null = null

  const call = (method: string, input: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (dead !== null) {
        reject(dead)
        return
      }
      const id = next++
      // First, for an input that cannot be cloned throws here, and rejects.
      post({ id, method, input })
      waiting.set(id, { resolve, reject })
    })

  return {
    remote: new Proxy({} as RemoteOf<M>, {
      get: (_, method) => (typeof method === 'string' && method !== 'then' ? (input: unknown) => call(method, input) : undefined),
    }),
    settle: (reply) => {
      const one = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (one === undefined) return
      if (reply.ok) one.resolve(reply.value)
      else one.reject(thrown(reply.error, reply.trace))
    },
    die: (cause) => {
      dead ??= new DoraError('interne', undefined, cause)
      for (const { reject } of waiting.values()) reject(dead)
      waiting.clear()
    },
  }
}
