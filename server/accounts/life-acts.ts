import type { Rattachement } from '#shared/accounts/compte.ts'
import type { User } from '../store/types.ts'
import type { AccountContext } from './context.ts'
import { type Act, announcedFor, type Progress } from './life-rules.ts'
import { activeAdmins, membershipsOfStructure, removeMembership } from './memberships.ts'
import { safeName, userName } from './user.ts'

/** What is done to candidates when their day comes (dora-backend.md §7.4): who is written to, what goes. */

const DAY_MS = 24 * 3600_000

export const actOnMembership = async (
  context: AccountContext,
  task: 'invitation' | 'demande',
  act: Act<'invitation' | 'demande'>,
  one: Rattachement,
): Promise<void> => {
  const { writer, seal, now } = context
  const structure = one.structure_nom
  const personne = userName(one) || safeName(one)
  const admins = activeAdmins(await membershipsOfStructure(writer, seal, one.structure_id))
  const tellAdmins = async (kind: 'invitation-sans-reponse' | 'invitation-bientot-retiree' | 'demande-rappel') => {
    for (const { courriel } of admins)
      await context.mail(courriel, { kind, structure, personne, lien: context.linkTo('membres') })
  }
  if (act === 'retirer') {
    await removeMembership(writer, one)
    return context.journal({
      action: 'invitation.retiree',
      objet: { kind: 'rattachement', id: `${one.user_id}/${one.structure_id}` },
      legal: true,
      details: { motif: 'sans réponse' },
    })
  }
  if (act === 'dire-aux-administrateurs') return tellAdmins('invitation-sans-reponse')
  if (act === 'annoncer-le-retrait') return tellAdmins('invitation-bientot-retiree')
  if (task === 'demande') return tellAdmins('demande-rappel')
  const jours = Math.max(1, Math.floor((now - Date.parse(one.cree_le)) / DAY_MS))
  await context.mail(one.courriel, { kind: 'invitation-rappel', structure, jours, lien: context.linkTo('rejoindre') })
}

export const actOnUser = (
  context: AccountContext,
  task: 'sans-structure' | 'inactif',
  act: Act,
  user: User,
  progress: Progress,
) => {
  const lien = context.linkTo(task === 'inactif' ? 'accueil' : 'rejoindre')
  if (act === 'rappeler') return context.mail(user.courriel, { kind: 'sans-structure-rappel', lien })
  const suppressionLe = announcedFor(task, progress, context.now)
  return context.mail(user.courriel, {
    kind: task === 'inactif' ? 'compte-inactif' : 'sans-structure-dernier',
    lien,
    suppressionLe,
  })
}
