import { DoraError } from './errors.ts'
import type { Contract, EventName, InputOf, OutputOf, PayloadOf, ProcedureName, Transport } from './rpc.ts'

export type Client<C extends Contract> = {
  /** Calls a procedure; a coded failure is rethrown as a `DoraError`. */
  readonly call: <N extends ProcedureName<C>>(name: N, input: InputOf<C, N>) => Promise<OutputOf<C, N>>
  readonly on: <N extends EventName<C>>(name: N, listener: (payload: PayloadOf<C, N>) => void) => () => void
}

/** Typed calls over a transport. Outputs are trusted: both hosts answer from the same process tree. */
export const createClient = <C extends Contract>(transport: Transport): Client<C> => ({
  call: async (name, input) => {
    const reply = await transport.call(name, input)
    if (reply.ok) return reply.value as never
    throw DoraError.fromWire(reply.error)
  },
  on: (name, listener) =>
    transport.subscribe((event) => {
      if (event.name === name) listener(event.payload as never)
    }),
})
