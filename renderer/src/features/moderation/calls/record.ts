import type { Call, CallNote } from '#shared/moderation/calls.ts'
import type { Vu } from '#shared/moderation/dossier.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import { displayName } from '#shared/text/names.ts'
import { call as t } from '../../../i18n/appels.ts'
import { obsolete } from '../../../i18n/moderation-acts.ts'
import { client } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import type { Acts } from '../dossier/use-acts.ts'

/** What was learnt, and whether what has closed is to be shown no more. */
export type Learnt = CallNote & {
  readonly retire: boolean
  /** Of the sheet that was on the screen; null when it could not be read. */
  readonly vu: Vu | null
}

/** Results of somebody having answered: part of it may have been confirmed before one is to call again. */
export const mayConfirm = (resultat: Learnt['resultat'] | null): boolean =>
  resultat === null || resultat === 'verifie' || resultat === 'a-rappeler'

/** Labels of groups, in the order of the sheet. */
export const labelsOf = ({ cible }: Call, groupes: readonly string[]): readonly string[] =>
  groupsOf(cible.kind).flatMap(({ code, label }) => (groupes.includes(code) ? [label] : []))

/** `raison`: why not, in French; null when the act could not be kept, which `acts.error` says. */
export type Recorded = { readonly fait: true } | { readonly fait: false; readonly raison: string | null }

/**
 * Records a call: groups that were confirmed are said to be right, by telephone; the result and the note stay in the dossier; what
 * has closed is retired when asked. Recorded again after a failure, nothing is said twice of the sheet.
 * @throws DoraError of `listing.verify` and `listing.setStatus`
 */
export const recordCall = async (one: Call, { resultat, groupes, note, retire, vu }: Learnt, acts: Acts): Promise<Recorded> => {
  const { cible, structure_id } = one
  const structureId = cible.kind === 'structure' ? cible.id : structure_id
  const confirmed = mayConfirm(resultat) && structureId !== null ? groupes : []
  if (confirmed.length > 0 && structureId !== null) {
    const { refus } = await client.call('listing.verify', {
      kind: cible.kind,
      structureId,
      ids: [cible.id],
      groupes: [...confirmed],
      moyen: 'telephone',
    })
    const [refused] = refus
    if (refused !== undefined) return { fait: false, raison: refused.raison }
  }
  const name = displayName(one.nom)
  const on = { cible, nom: name, vu: null }
  const texte = t.noted(resultat, labelsOf(one, confirmed), note).slice(0, 2_000)
  if (!(await acts.run(on, { geste: 'noter', note: texte }, t.saved(name)))) return { fait: false, raison: null }
  if (resultat !== 'ferme' || !retire) return { fait: true }
  if (cible.kind === 'structure') {
    await acts.runAloud({ ...on, vu }, { geste: 'rendre-obsolete', note: texte }, obsolete.done(name))
  } else if (structureId !== null) {
    const { refus } = await client.call('listing.setStatus', { structureId, ids: [cible.id], statut: 'ARCHIVED' })
    const [refused] = refus
    if (refused !== undefined) showToast({ tone: 'erreur', message: refused.raison })
  }
  return { fait: true }
}
