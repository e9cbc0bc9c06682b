import { userScope } from '#shared/sync/scope.ts'
import type { MailTemplate } from '../mail/template.ts'
import type { User, Writer } from '../store/types.ts'
import { rescopeUnpublished } from '../sync/commands/catalogue-rows.ts'
import { type AccountContext, type AccountParts, runAccount } from './context.ts'
import { activeAdmins, membershipsOfStructure, membershipsOfUser, removeMembership } from './memberships.ts'
import { setModeration, structureOf } from './structures.ts'

/** Kinds of rows that are a person's, in their scope. */
const OWN_KINDS = ['favourite', 'compte', 'consentement'] as const

export type RemovalReason = Extract<MailTemplate, { readonly kind: 'compte-supprime' }>['motif']

const leaveAll = async ({ writer, seal }: AccountContext, user: User): Promise<number> => {
  const memberships = await membershipsOfUser(writer, seal, user.id)
  for (const one of memberships) {
    const before = await membershipsOfStructure(writer, seal, one.structure_id)
    await removeMembership(writer, one)
    if (one.etat !== 'membre') continue
    await rescopeUnpublished(writer, seal, one.structure_id)
    const after = before.filter(({ user_id }) => user_id !== user.id)
    const structure = await structureOf(writer, one.structure_id)
    // Erasing one's data cannot be refused: a structure left without an administrator goes to moderation instead.
    if (structure !== null && activeAdmins(before).length > 0 && activeAdmins(after).length === 0)
      await setModeration(writer, structure, 'NEED_NEW_MODERATION')
  }
  return memberships.length
}

const forgetRows = async (writer: Writer, userId: string): Promise<void> => {
  for (const kind of OWN_KINDS) {
    for (const { id } of await writer.inScope(kind, userScope(userId))) await writer.remove({ kind, id })
  }
}

/**
 * Deletes an account and what is the person's: sessions, memberships, favourites, consents. What they wrote for a structure stays
 * the structure's. Cut anywhere, it is done again and ends the same. `by` is who asks; null for a job.
 */
export const removeAccount = async (
  parts: AccountParts,
  user: User,
  { by, motif }: { readonly by: User | null; readonly motif: RemovalReason },
): Promise<void> => {
  // Nothing comes in any more while it goes.
  await parts.store.accounts.updateUser(user.id, { actif: false })
  await runAccount(parts, by, async (context) => {
    const rattachements = await leaveAll(context, user)
    await forgetRows(context.writer, user.id)
    await context.journal({
      action: 'compte.supprime',
      objet: { kind: 'compte', id: user.id },
      legal: true,
      details: { motif, rattachements },
    })
    if (user.valide) await context.mail(user.courriel, { kind: 'compte-supprime', motif })
  })
  await parts.store.accounts.removeUser(user.id)
}
