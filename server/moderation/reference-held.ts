import { z } from 'zod'
import { COMPTE } from '#shared/accounts/compte.ts'
import { heldRequests } from '../orientations/rows.ts'
import { signalsFor, USUAL_SIGNALS } from '../orientations/signals.ts'
import type { Reader } from '../store/types.ts'
import { docOf } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import type { HeldFacts } from './facts.ts'

/** Requests that moderation holds (dora-backend.md §6.2), few at any time: read again whole when anything about them has changed. */

/** Kinds whose changes may change what is said of them: a signal is about accounts and memberships too. */
export const HELD_KINDS: ReadonlySet<string> = new Set(['orientation', 'rattachement', COMPTE])

const Author = z.object({ nom: z.string(), cree_le: z.string() }).transform(({ nom, cree_le }) => ({ nom, creeLe: cree_le }))

const authorOf = async (reader: Reader, seal: Seal, id: string): Promise<z.infer<typeof Author> | null> =>
  Author.safeParse(docOf(seal, await reader.entity({ kind: COMPTE, id }))).data ?? null

/** By structure that sends them, the oldest first. @param now milliseconds since 1970 */
export const readHeld = async (reader: Reader, seal: Seal, now: number): Promise<Map<string, readonly HeldFacts[]>> => {
  const found = new Map<string, HeldFacts[]>()
  for (const one of await heldRequests(reader, seal)) {
    const { structure_id, user_id } = one.prescripteur
    const signals = await signalsFor(reader, seal, one, { user: await authorOf(reader, seal, user_id), now })
    const suspecte = signals.some((signal) => !USUAL_SIGNALS.has(signal))
    found.set(structure_id, [...(found.get(structure_id) ?? []), { id: one.id, cree_le: one.cree_le, suspecte }])
  }
  for (const held of found.values())
    held.sort((a, b) => (a.cree_le < b.cree_le || (a.cree_le === b.cree_le && a.id < b.id) ? -1 : 1))
  return found
}
