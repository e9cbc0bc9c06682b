import { acceptanceMessage, acceptanceToPerson, fillPlaceholders, refusalMessage } from '#shared/orientation/answers.ts'
import type { Courrier, Orientation } from '#shared/orientation/model.ts'
import { sampleOfEmplois, sampleRequest } from '#server/mail/testing/sample.ts'
import {
  accepted,
  cancelled,
  contact,
  created,
  expired,
  handedOver,
  held,
  type LetterParts,
  linkRenewed,
  moderationRejected,
  nudged,
  postponed,
  refused,
  reminder,
} from '#server/orientations/letters.ts'

/** Each event of a request and the letters that it writes, with invented data: name of the previews, and how it is written. */

export type Event = {
  readonly name: string
  readonly title: string
  readonly write: (parts: LetterParts) => Promise<Courrier[]>
}

const SECRET = 'exemple-de-lien-secret'
const about = {
  personne: 'Zélie Quintard',
  service: 'Réparer son vélo pour aller travailler',
  structure: 'L’Atelier de la roue',
}
const filled = (text: string): string => fillPlaceholders(text, { adresse: '3 rue de l’Exemple, 75011 Paris' })
const ANSWERED_AT = '2026-11-20T10:00:00.000Z'
const answer = (message: string, motifs: readonly string[] = []): Orientation['reponse'] => ({
  le: ANSWERED_AT,
  par: 'Omar Diallo',
  par_id: 'u-omar',
  message,
  motifs: [...motifs],
})
const LATER = '2027-01-12'

type Make = (more: Partial<Orientation>) => Orientation

const events = (make: Make): readonly Event[] => {
  const open = make({})
  const handedBy = make({
    evenements: [
      { le: ANSWERED_AT, quoi: 'confiee', cote: 'structure', par: 'Omar Diallo', par_id: 'u-omar', texte: 'Inès Marchal' },
    ],
  })
  const motifs = ['session-complète', 'bénéficiaire-non-mobile']
  return [
    { name: 'envoyee', title: 'Envoyée', write: (parts) => created(parts, open, SECRET) },
    { name: 'retenue', title: 'Retenue par la modération', write: (parts) => held(parts, make({ etat: 'MODÉRATION_EN_COURS' })) },
    {
      name: 'acceptee',
      title: 'Acceptée',
      write: (parts) => {
        const yes = make({ etat: 'VALIDÉE', traitee_le: ANSWERED_AT, reponse: answer(filled(acceptanceMessage(about))) })
        return accepted(
          parts,
          { ...yes, service: { ...yes.service, duree: { heures: 7, semaines: 4 } } },
          SECRET,
          filled(acceptanceToPerson(about)),
        )
      },
    },
    {
      name: 'refusee',
      title: 'Refusée',
      write: (parts) =>
        refused(
          parts,
          make({ etat: 'REFUSÉE', traitee_le: ANSWERED_AT, reponse: answer(refusalMessage(motifs, about), motifs) }),
        ),
    },
    { name: 'expiree', title: 'Expirée', write: (parts) => expired(parts, make({ etat: 'EXPIRÉE' }), SECRET) },
    { name: 'rappel', title: 'Rappelée par l’horloge', write: (parts) => reminder(parts, open, SECRET) },
    {
      name: 'relance',
      title: 'Relancée par qui l’a envoyée',
      write: (parts) =>
        nudged(
          parts,
          open,
          SECRET,
          'Bonjour,\n\nAvez-vous pu regarder cette demande\u202f? Zélie Quintard commence le 1er décembre.',
        ),
    },
    {
      name: 'reportee',
      title: 'Reportée (« pas avant le … »)',
      write: (parts) => postponed(parts, make({ pas_avant: LATER }), 'L’atelier rouvre après les fêtes.'),
    },
    {
      name: 'retiree',
      title: 'Retirée',
      write: (parts) => cancelled(parts, make({ etat: 'ANNULÉE' }), 'Une solution a été trouvée plus près de chez elle.'),
    },
    {
      name: 'message-prescripteur',
      title: 'La structure écrit à qui l’a envoyée',
      write: (parts) =>
        contact(parts, open, {
          a: 'prescripteur',
          message: 'Quel est son vélo\u202f?\nUn modèle électrique demande plus de temps.',
          copies: ['referent'],
        }),
    },
    {
      name: 'message-personne',
      title: 'La structure écrit à la personne',
      write: (parts) =>
        contact(parts, open, {
          a: 'beneficiaire',
          message: 'Bonjour,\n\nPouvez-vous venir lundi à 10 h, avec votre vélo\u202f?',
          copies: [],
        }),
    },
    { name: 'lien', title: 'Lien renouvelé', write: (parts) => linkRenewed(parts, open, SECRET) },
    {
      name: 'confiee-envoi',
      title: 'Confiée à un collègue, envoyée',
      write: (parts) => handedOver(parts, handedBy, { courriel: 'ines.marchal@mission.exemple.test', sens: 'envoi' }),
    },
    {
      name: 'confiee-reception',
      title: 'Confiée à un collègue, reçue',
      write: (parts) =>
        handedOver(parts, handedBy, {
          courriel: 'ines.marchal@atelier-roue.exemple.test',
          sens: 'reception',
        }),
    },
    {
      name: 'moderation',
      title: 'Rejetée par la modération',
      write: (parts) =>
        moderationRejected(
          parts,
          ['nadia.benali@mission.exemple.test'],
          'Le numéro SIRET déclaré est celui d’un autre établissement.',
        ),
    },
  ]
}

/** Of DORA. */
export const DORA_EVENTS = events(sampleRequest)
/** Of Les Emplois: those whose letters are not the same. */
const SAME = new Set(['retenue', 'rappel', 'relance', 'lien', 'confiee-envoi', 'confiee-reception', 'moderation'])
export const EMPLOIS_EVENTS = events(sampleOfEmplois).filter(({ name }) => !SAME.has(name))
