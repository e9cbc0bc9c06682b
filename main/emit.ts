import type { DoraContract } from '#shared/contract.ts'
import type { EventName, Handlers, PayloadOf } from '#shared/rpc.ts'

/** Broadcasts an event of the contract to every screen. */
export type Emit = <N extends EventName<DoraContract>>(name: N, payload: PayloadOf<DoraContract, N>) => void

export type DoraHandlers = Handlers<DoraContract>
