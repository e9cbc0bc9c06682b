import type { ServerResponse } from 'node:http'

/** An answer, or whatever else is told from another by being another object. */
type Body = { readonly bytes: number }

/**
 * Bytes of answers that are in memory because someone is still receiving them: readers that do not read must not fill it. An
 * answer given to many counts once in all, and once for each address.
 */
export type Outgoing = {
  /** Counts it until the response ends; false when there is no room, and nothing is counted then. */
  readonly hold: (body: Body, response: ServerResponse, address: string) => boolean
  readonly bytes: () => number
}

type Held = { readonly bodies: Map<Body, number>; bytes: number }

const add = (held: Held, body: Body): void => {
  const count = held.bodies.get(body) ?? 0
  if (count === 0) held.bytes += body.bytes
  held.bodies.set(body, count + 1)
}
const drop = (held: Held, body: Body): void => {
  const count = (held.bodies.get(body) ?? 1) - 1
  if (count > 0) {
    held.bodies.set(body, count)
    return
  }
  held.bodies.delete(body)
  held.bytes -= body.bytes
}

export const createOutgoing = (limits: { readonly bytes: number; readonly bytesPerAddress: number }): Outgoing => {
  const all: Held = { bodies: new Map(), bytes: 0 }
  const addresses = new Map<string, Held>()
  return {
    hold: (body, response, address) => {
      const own = addresses.get(address) ?? { bodies: new Map<Body, number>(), bytes: 0 }
      const fits = (held: Held, most: number): boolean =>
        held.bytes === 0 || held.bodies.has(body) || held.bytes + body.bytes <= most
      if (response.destroyed || response.closed) return true
      if (!fits(all, limits.bytes) || !fits(own, limits.bytesPerAddress)) return false
      add(all, body)
      add(own, body)
      addresses.set(address, own)
      response.once('close', () => {
        drop(all, body)
        drop(own, body)
        if (own.bodies.size === 0) addresses.delete(address)
      })
      return true
    },
    bytes: () => all.bytes,
  }
}
