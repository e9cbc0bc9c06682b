import { RAPPEL_JOURS } from '#shared/orientation/clocks.ts'
import { ISSUE_LABELS } from '#shared/orientation/life.ts'
import type { Reception } from '#shared/orientation/model.ts'
import { dayOf } from './words.ts'

/** After an answer: what was done, and what happens next. The address says what it was; the request says whether it is so. */

const whom = ({ prescripteur }: Reception): string =>
  prescripteur.nom === '' ? 'La personne qui a envoyé la demande' : prescripteur.nom

const SENTENCES: Readonly<Record<string, (one: Reception) => string | null>> = {
  accuser: (one) =>
    one.accusee_le === null
      ? null
      : `C’est noté\u202f: ${whom(one)} voit que la demande est bien arrivée, et attend maintenant votre réponse.`,
  reporter: (one) =>
    one.pas_avant === null
      ? null
      : `C’est noté\u202f: ${whom(one)} sait que ce ne sera pas avant le ${dayOf(one.pas_avant)}. Sans réponse, un rappel vous parviendra ${RAPPEL_JOURS} jours après cette date.`,
  accepter: (one) =>
    one.etat === 'VALIDÉE'
      ? `La demande est acceptée et ${
          one.personne.courriel === '' ? 'votre message est parti' : 'vos messages sont partis'
        }. Convenez d’un premier rendez-vous avec la personne, puis dites ici ce qu’il en est.`
      : null,
  refuser: (one) =>
    one.etat === 'REFUSÉE'
      ? `La demande est refusée et votre message est parti\u202f: ${whom(one)} peut chercher une autre solution. Vous n’avez plus rien à faire.`
      : null,
  'ecrire-beneficiaire': ({ evenements }) =>
    evenements.some(({ quoi }) => quoi === 'message-beneficiaire')
      ? 'Votre message est parti. La réponse de la personne arrivera à l’adresse de votre structure.'
      : null,
  'ecrire-prescripteur': (one) =>
    one.evenements.some(({ quoi }) => quoi === 'message-prescripteur')
      ? `Votre message est parti. La réponse arrivera à l’adresse de votre structure.`
      : null,
  constater: (one) =>
    one.issue === null
      ? null
      : `C’est noté\u202f: ${ISSUE_LABELS[one.issue.quoi].toLowerCase()}. Vous n’avez plus rien à faire, et pouvez encore le corriger.`,
}

/** Null for what was not done. @param fait as the address says */
export const toldOf = (fait: string, one: Reception): string | null =>
  Object.hasOwn(SENTENCES, fait) ? (SENTENCES[fait]?.(one) ?? null) : null
