import { randomUUID } from 'node:crypto'
import type { Orientation } from '#shared/orientation/model.ts'
import type { Held, Moderation } from '#shared/orientation/wire.ts'
import { may } from '#shared/rights.ts'
import { type AccountContext, type AccountParts, runAccount } from '../accounts/context.ts'
import {
  actorOf,
  departementOfStructure,
  membershipsOfStructure,
  membershipsOfUser,
  removeMembership,
} from '../accounts/memberships.ts'
import { AccountRefusal, allow } from '../accounts/refusal.ts'
import { setModeration, structureOf } from '../accounts/structures.ts'
import { safeName, userName } from '../accounts/user.ts'
import { rescopeForMembers } from '../listing/rescope.ts'
import { noteDecision, statusNote } from '../moderation/dossier-notes.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import type { User } from '../store/types.ts'
import type { ActContext, By } from './act.ts'
import { moderationRejected } from './letters.ts'
import { askClosings, finishClosings } from './closings.ts'
import { authorsOf, tellHeld } from './held.ts'
import { heldOf, rejectHeld, releaseHeld } from './moderation.ts'
import { heldRequests } from './rows.ts'

/** What moderation decides of a structure whose requests wait (dora-backend.md §6.2). */

type Parts = AccountParts & { readonly publicUrl: () => string }

/** By structure, of those that this person moderates, the longest held first. Rejects with Forbidden. */
export const heldFor = async (parts: Parts, user: User): Promise<Held[]> => {
  const { store, seal } = parts
  const found = await store.read(async (reader) => {
    const actor = await actorOf(reader, seal, user)
    allow(actor, 'moderation.voir')
    const all = new Map<string, { readonly structure: Held['structure']; readonly held: Orientation[] }>()
    for (const one of await heldRequests(reader, seal)) {
      const { structure_id: id, structure_nom: nom } = one.prescripteur
      const known = all.get(id)
      const structure = known === undefined ? await structureOf(reader, id) : null
      const departement = structure === null ? null : departementOfStructure(structure)
      if (known === undefined && !may(actor, 'orientation.moderer', { structureId: id, departement })) continue
      const entry = known ?? { structure: { id, nom, departement }, held: [] }
      entry.held.push(one)
      all.set(id, entry)
    }
    return [...all.values()]
  })
  const authors = await authorsOf(
    store.accounts,
    found.flatMap(({ held }) => held),
  )
  const now = parts.now()
  const answered: Held[] = []
  for (const { structure, held } of found)
    answered.push(await store.read((reader) => tellHeld(reader, seal, { structure, held, authors, now })))
  return answered.sort((a, b) => (a.depuis < b.depuis ? -1 : 1))
}

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

/**
 * Approves or rejects a structure with what it has sent. Answers how many requests that was about: 0 when somebody did it before.
 * Rejecting closes accounts, which the team alone does. Rejects with Forbidden, AccountRefusal `structure-inconnue`, `motif-absent`.
 */
export const decideHeld = async (
  parts: Parts,
  user: User,
  structureId: string,
  { decision, motif }: Moderation,
): Promise<{ readonly orientations: number }> => {
  if (decision === 'rejeter' && motif === '') throw new AccountRefusal('motif-absent')
  const orientations = await runAccount(parts, user, async (context): Promise<number> => {
    const { writer, seal, actor, now } = context
    const structure = await structureOf(writer, structureId)
    if (structure === null) throw new AccountRefusal('structure-inconnue')
    allow(actor, 'orientation.moderer', { structureId, departement: departementOfStructure(structure) })
    if (decision === 'rejeter') allow(actor, 'comptes.gerer')
    if ((await heldOf(writer, seal, structureId)).length === 0) return 0
    const scene: HeldScene = {
      context,
      structure,
      acts: { writer, seal, now, publicUrl: parts.publicUrl() },
      by: { cote: 'moderation', nom: userName(user) || safeName(user), id: user.id },
    }
    const rejected = decision === 'rejeter'
    const demandes = rejected ? await rejectAll(scene, motif) : await approveAll(scene)
    await noteDecision(
      context,
      { kind: 'structure', id: structureId },
      {
        user,
        geste: rejected ? 'rejeter-demandes' : 'approuver-demandes',
        avant: structure.dora?.moderation_status ?? null,
        texte: rejected ? motif : statusNote('VALIDATED'),
        demandes,
      },
    )
    return demandes
  })
  await finishClosings(parts)
  return { orientations }
}
