import { COMPTE, type Rattachement } from '#shared/accounts/compte.ts'
import { RECHERCHE } from '#shared/memory/search.ts'
import { userScope } from '#shared/sync/scope.ts'
import type { MailTemplate } from '../mail/template.ts'
import type { User, Writer } from '../store/types.ts'
import { rescopeForMembers } from '../listing/rescope.ts'
import { forgetAuthor } from '../listing/suggestions.ts'
import { forgetListAuthor } from '../memory/lists.ts'
import { forgetFollowingOf } from '../memory/rows.ts'
import { forgetModerator } from '../moderation/dossier.ts'
import { forgetSender } from '../orientations/rows.ts'
import type { Seal } from '../sync/seal.ts'
import { type AccountParts, runAccount } from './context.ts'
import { activeAdmins, isRemoved, membershipsOfStructure, membershipsOfUser, removeMembership } from './memberships.ts'
import { publishUser } from './publish.ts'
import { setModeration, structureOf } from './structures.ts'

/** Kinds of rows that are a person's, in their scope. */
const OWN_KINDS = ['favourite', RECHERCHE, COMPTE, 'consentement'] as const

export type RemovalReason = Extract<MailTemplate, { readonly kind: 'compte-supprime' }>['motif']

/** Says of an account's memberships that it is not to go after all. */
type Unless = (memberships: readonly Rattachement[]) => boolean

const leaveAll = async (writer: Writer, seal: Seal, userId: string): Promise<number> => {
  const memberships = await membershipsOfUser(writer, seal, userId)
  for (const one of memberships) {
    const before = await membershipsOfStructure(writer, seal, one.structure_id)
    await removeMembership(writer, one)
    if (one.etat !== 'membre') continue
    await rescopeForMembers(writer, seal, one.structure_id)
    const after = before.filter(({ user_id }) => user_id !== userId)
    const structure = await structureOf(writer, one.structure_id)
    // Erasing one's data cannot be refused: a structure left without an administrator goes to moderation instead.
    if (structure !== null && activeAdmins(before).length > 0 && activeAdmins(after).length === 0)
      await setModeration(writer, structure, 'NEED_NEW_MODERATION')
  }
  return memberships.length
}

const forgetRows = async (writer: Writer, seal: Seal, userId: string): Promise<void> => {
  await forgetAuthor(writer, seal, userId)
  await forgetSender(writer, seal, userId)
  await forgetListAuthor(writer, seal, userId)
  await forgetModerator(writer, seal, userId)
  await forgetFollowingOf(writer, userId)
  for (const kind of OWN_KINDS) {
    for (const { id } of await writer.inScope(kind, userScope(userId))) await writer.remove({ kind, id })
  }
}

/** The last of what a removal does, which may be done any number of times. */
const finishRemoval = async (parts: AccountParts, userId: string): Promise<void> => {
  await parts.store.accounts.removeUser(userId)
  // What a request already under way has written since the account was looked at.
  await parts.store.write(async (writer) => {
    await leaveAll(writer, parts.seal, userId)
    await forgetRows(writer, parts.seal, userId)
  })
}

/**
 * Deletes an account and what is the person's: sessions, memberships, favourites, consents. What they wrote for a structure stays
 * the structure's. Cut before its first transaction, nothing was done; after it, the account has no right any more and the next
 * `finishRemovals` ends it. `by` is who asks; null for a job. Answers false, having done nothing, when `unless` says so of the
 * memberships of now, or when it was done already.
 */
export const removeAccount = async (
  parts: AccountParts,
  user: User,
  { by, motif, unless = () => false }: { readonly by: User | null; readonly motif: RemovalReason; readonly unless?: Unless },
): Promise<boolean> => {
  const done = await runAccount(parts, by, async (context) => {
    const { writer, seal } = context
    if (await isRemoved(writer, user.id)) return false
    if (unless(await membershipsOfUser(writer, seal, user.id))) return false
    const rattachements = await leaveAll(writer, seal, user.id)
    // Its removal is what says that the account is no more: an account that was never told to a desk is told first.
    await publishUser(writer, seal, user)
    await forgetRows(writer, seal, user.id)
    await context.journal({
      action: 'compte.supprime',
      objet: { kind: 'compte', id: user.id },
      legal: true,
      details: { motif, rattachements },
    })
    if (user.valide) await context.mail(user.courriel, { kind: 'compte-supprime', motif })
    return true
  })
  if (done) await finishRemoval(parts, user.id)
  return done
}

/** Ends the removals that were cut. */
export const finishRemovals = async (parts: AccountParts): Promise<void> => {
  const users = await parts.store.accounts.users()
  const comptes = await parts.store.read((reader) => reader.entities(users.map(({ id }) => ({ kind: COMPTE, id }))))
  for (const { id, deleted } of comptes) if (deleted) await finishRemoval(parts, id)
}
