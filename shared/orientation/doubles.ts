import { addMonths, frenchDay, parisDay } from '../listing/days.ts'
import type { ToCheck } from './checking.ts'
import type { Check } from './checks.ts'
import type { DraftContent } from './draft.ts'
import { ETAT_LABELS, isClosed } from './life.ts'
import type { Envoi } from './model.ts'
import { samePerson } from './same-person.ts'

/** Whether the same person was already sent there. Pure. */

/** A request already answered is no double after that. */
const DOUBLE_MONTHS = 6

/** The person of a draft, to be compared with those of requests. */
export const personOf = (content: DraftContent): Parameters<typeof samePerson>[0] => ({
  nom: content.beneficiaire_nom,
  prenom: content.beneficiaire_prenom,
  telephone: content.beneficiaire_telephone,
  courriel: content.beneficiaire_courriel,
  numero_france_travail: content.beneficiaire_numero_france_travail,
})

const dayOf = (instant: string): string => parisDay(Date.parse(instant))

const sayDouble = ({ cree_le, prescripteur, etat, service }: Envoi, sameService: boolean): string =>
  [
    `Une demande pour cette personne a été envoyée le ${frenchDay(dayOf(cree_le))}`,
    prescripteur.nom === '' ? '' : ` par ${prescripteur.nom}`,
    sameService ? ' à ce même service' : ` à un autre service de la structure («\u202f${service.nom}\u202f»)`,
    `\u202f: ${ETAT_LABELS[etat].toLocaleLowerCase('fr')}.`,
  ].join('')

const found = (niveau: Check['niveau'], message: string): Pick<Check, 'niveau' | 'message'> => ({ niveau, message })

/** Waiting at this very service wants a reason; answered within six months, or at another service of the structure, is said. */
export const doubleOf = ({
  content,
  service,
  sheet,
  sent,
  today,
}: Pick<ToCheck, 'content' | 'service' | 'sheet' | 'sent' | 'today'>): Pick<Check, 'niveau' | 'message'> => {
  const person = personOf(content)
  const structureId = sheet?.service.structure_id ?? null
  const theirs = sent
    .filter((one) => one.id !== content.remplace && samePerson(person, one.personne))
    .filter(({ etat, traitee_le, cree_le }) => !isClosed(etat) || addMonths(dayOf(traitee_le ?? cree_le), DOUBLE_MONTHS) >= today)
    .toSorted((a, b) => (a.cree_le < b.cree_le ? 1 : -1))
  const here = theirs.filter((one) => one.service.id === service.id)
  const waiting = here.find(({ etat }) => !isClosed(etat))
  if (waiting !== undefined) return found('raison', sayDouble(waiting, true))
  const [closed] = here
  if (closed !== undefined) return found('attention', sayDouble(closed, true))
  const beside = structureId === null ? undefined : theirs.find((one) => one.service.structure_id === structureId)
  if (beside !== undefined) return found('attention', sayDouble(beside, false))
  return found('ok', 'Aucune autre demande récente pour cette personne dans cette structure.')
}
