import { PROTO, SCHEMA } from './wire.ts'

/** Which versions two sides speak (sync.md §2.10). Both bounds are included. */
export type Window = { readonly min: number; readonly max: number }
export type Windows = { readonly proto: Window; readonly schema: Window }

/** What a desk of these sources reads and writes. */
export const DESK_WINDOWS: Windows = { proto: { min: 1, max: PROTO }, schema: { min: 1, max: SCHEMA } }

export type Agreement = { readonly proto: number; readonly schema: number }

const agreed = (desk: Window, server: Window): number | null => {
  const best = Math.min(desk.max, server.max)
  return best >= desk.min && best >= server.min ? best : null
}

/**
 * The desk picks the newest version that both sides know: an old desk is served the old rows by a new server, a new desk asks an
 * old server for the old rows. Null when the windows do not meet: `upgrade_required`.
 */
export const negotiate = (desk: Windows, server: Windows): Agreement | null => {
  const proto = agreed(desk.proto, server.proto)
  const schema = agreed(desk.schema, server.schema)
  return proto === null || schema === null ? null : { proto, schema }
}

/** When windows do not meet, which side is behind: true for the desk, false for the server. */
export const deskIsTooOld = (desk: Windows, server: Windows): boolean =>
  desk.proto.max < server.proto.min || desk.schema.max < server.schema.min

export const within = (window: Window, version: number): boolean => version >= window.min && version <= window.max
