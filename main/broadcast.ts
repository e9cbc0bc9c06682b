import type { BridgeEvent } from '#shared/rpc.ts'
import type { Emit } from './emit.ts'

export type Broadcast = {
  readonly emit: Emit
  /** Called by a host, once per page. Returns the function that ends it. */
  readonly subscribe: (listener: (event: BridgeEvent) => void) => () => void
}

/** Carries events from the services to every page. A listener that throws does not deprive the others. */
export const createBroadcast = (onFailure: (error: unknown) => void): Broadcast => {
  const listeners = new Set<(event: BridgeEvent) => void>()
  return {
    emit: (name, payload) => {
      for (const listener of listeners) {
        try {
          listener({ name, payload })
        } catch (error) {
          onFailure(error)
        }
      }
    },
    subscribe: (listener) => {
      // A wrapper of its own, so that subscribing the same function twice gives two subscriptions.
      const entry = (event: BridgeEvent) => listener(event)
      listeners.add(entry)
      return () => {
        listeners.delete(entry)
      }
    },
  }
}
