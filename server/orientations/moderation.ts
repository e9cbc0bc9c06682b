import type { Orientation } from '#shared/orientation/model.ts'
import type { Reader } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import type { ActContext, By } from './act.ts'
import { approve, reject } from './acts-server.ts'
import { heldRequests } from './rows.ts'

/** What waits for someone to have looked at the structure that sends it (dora-backend.md §6.2). */

export const heldOf = async (reader: Reader, seal: Seal, structureId: string): Promise<Orientation[]> =>
  (await heldRequests(reader, seal)).filter(({ prescripteur }) => prescripteur.structure_id === structureId)

/** The structure was found to be what it says, in whatever way: what it has sent leaves. Answers how many. */
export const releaseHeld = async (context: ActContext, structureId: string, by: By): Promise<number> => {
  const held = await heldOf(context.writer, context.seal, structureId)
  for (const one of held) await approve(context, one, by)
  return held.length
}

/** It was not: nothing of it is sent. Answers how many. */
export const rejectHeld = async (context: ActContext, structureId: string, by: By): Promise<number> => {
  const held = await heldOf(context.writer, context.seal, structureId)
  for (const one of held) await reject(context, one, by)
  return held.length
}
