import { randomUUID } from 'node:crypto'
import type { Structure } from '#shared/catalogue/record.ts'
import type { AccountContext } from '../accounts/context.ts'
import { membershipsOfStructure, membershipsOfUser, removeMembership } from '../accounts/memberships.ts'
import { setModeration } from '../accounts/structures.ts'
import { rescopeForMembers } from '../listing/rescope.ts'
import type { ActContext, By } from './act.ts'
import { askClosings } from './closings.ts'
import { moderationRejected } from './letters.ts'
import { rejectHeld, releaseHeld } from './moderation.ts'

/** What moderation decides of a structure whose requests wait (dora-backend.md §6.2): acts of its dossier (server/moderation/acts.ts). */

export type HeldScene = {
  readonly context: AccountContext
  readonly acts: ActContext
  readonly structure: Structure
  readonly by: By
}

/** Validates the structure, and releases what it has sent; answers how many. */
export const approveAll = async ({ context, acts, structure, by }: HeldScene): Promise<number> => {
  await setModeration(context.writer, structure, 'VALIDATED')
  const orientations = await releaseHeld(acts, structure.id, by)
  await context.journal({
    action: 'orientation.approuvees',
    objet: { kind: 'structure', id: structure.id },
    legal: true,
    details: { orientations },
  })
  return orientations
}

/**
 * Closes what it has sent, and its people’s accounts once the transaction is over (`finishClosings`); answers how many requests.
 * Accounts to close are those of people who are of no other structure; who only asked, or was invited, loses the
 * link alone.
 */
export const rejectAll = async ({ context, acts, structure, by }: HeldScene, motif: string): Promise<number> => {
  const { writer, seal } = context
  const orientations = await rejectHeld(acts, structure.id, by)
  const people = await membershipsOfStructure(writer, seal, structure.id)
  const reached = people.filter(({ actif }) => actif).map(({ courriel }) => courriel)
  await moderationRejected({ writer, seal, now: acts.now, publicUrl: acts.publicUrl }, reached, motif)
  const closed: string[] = []
  for (const one of people) {
    const isElsewhere = (await membershipsOfUser(writer, seal, one.user_id)).some(
      ({ structure_id, etat }) => structure_id !== structure.id && etat === 'membre',
    )
    await removeMembership(writer, one)
    if (one.etat === 'membre' && !isElsewhere) closed.push(one.user_id)
  }
  await rescopeForMembers(writer, seal, structure.id)
  await setModeration(writer, structure, 'NEED_NEW_MODERATION')
  await context.journal({
    action: 'orientation.rejetees',
    objet: { kind: 'structure', id: structure.id },
    legal: true,
    details: { orientations, comptes: closed.length },
  })
  await askClosings(writer, seal, randomUUID(), closed)
  return orientations
}
