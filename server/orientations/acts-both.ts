import type { Issue } from '#shared/orientation/life.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { type ActContext, type Acted, type By, iso, lettersOf, moved, no, save, told, wrote } from './act.ts'
import type { Colleague } from './colleague.ts'
import { handedOver } from './letters.ts'

/** Acts of either side. */

/** @param to a member of the same side; null for nobody, on the side of the structure. */
export const handOver = async (context: ActContext, one: Orientation, by: By, to: Colleague | null): Promise<Acted> => {
  const kept = moved(one, 'confier', by, context.now)
  if (kept === null) return no('deja-traitee')
  const event = told(kept, 'confiee', by, context.now, to?.entier ?? '', to === null ? {} : { pour_id: to.user_id })
  if (by.cote === 'structure') {
    const next = { ...event, suivi_par: to === null ? null : { user_id: to.user_id, nom: to.entier } }
    if (to === null) return save(context, next)
    return save(context, wrote(next, await handedOver(lettersOf(context), next, { courriel: to.courriel, sens: 'reception' })))
  }
  if (to === null) return no('validation.a')
  const { prescripteur, referent } = one
  // Who sent it was the referent: so is the one who takes it over. The telephone is the office's.
  const same = referent.courriel.toLowerCase() === prescripteur.courriel.toLowerCase()
  const next: Orientation = {
    ...event,
    prescripteur: { ...prescripteur, user_id: to.user_id, nom: to.entier, courriel: to.courriel },
    referent: same ? { ...referent, nom: to.nom, prenom: to.prenom, courriel: to.courriel } : referent,
  }
  return save(context, wrote(next, await handedOver(lettersOf(context), next, { courriel: to.courriel, sens: 'envoi' })))
}

export const recordOutcome = async (context: ActContext, one: Orientation, by: By, issue: Issue): Promise<Acted> => {
  const kept = moved(one, 'constater', by, context.now)
  if (kept === null) return no('deja-traitee')
  if (one.issue?.quoi === issue) return save(context, one)
  return save(context, told({ ...kept, issue: { quoi: issue, le: iso(context.now), cote: by.cote } }, issue, by, context.now))
}
