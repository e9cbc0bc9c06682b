import type { Cote } from './life.ts'
import type { Courrier, Evenement, Personne } from './model.ts'

/** The story of a request in French, the same on the screens, on the page of the link and in letters. */

/** '' when neither name is known. */
export const personName = ({ prenom, nom }: Pick<Personne, 'prenom' | 'nom'>): string => `${prenom} ${nom}`.trim()

const LETTER_TO: Readonly<Record<Courrier['a'], string>> = {
  structure: 'À la structure',
  prescripteur: 'Au prescripteur',
  referent: 'Au conseiller référent',
  beneficiaire: 'À la personne',
}

/** « Au prescripteur »: whom a letter was written to. */
export const letterTo = (a: Courrier['a']): string => LETTER_TO[a]

const COTE_LABELS: Readonly<Record<Cote, string>> = {
  prescripteur: 'le prescripteur',
  structure: 'la structure',
  lien: 'la structure',
  moderation: 'la modération',
  robot: 'DORA',
}

export const coteLabel = (cote: Cote): string => COTE_LABELS[cote]

type Told = Pick<Evenement, 'quoi' | 'cote'>

const LABELS: Readonly<Record<Evenement['quoi'], string | ((cote: Cote) => string)>> = {
  envoyee: 'Demande envoyée',
  retenue: 'Demande retenue, le temps d’une vérification par la modération',
  approuvee: 'Demande vérifiée et transmise à la structure',
  rejetee: 'Demande rejetée par la modération',
  lue: 'Demande lue par la structure',
  accusee: 'La structure dit avoir bien reçu la demande',
  reportee: 'La structure a dit quand elle pourra répondre',
  rappelee: 'Rappel envoyé à la structure',
  relancee: 'Relance envoyée à la structure par le prescripteur',
  'message-prescripteur': 'La structure a écrit au prescripteur',
  'message-beneficiaire': 'La structure a écrit à la personne',
  acceptee: 'Demande acceptée par la structure',
  refusee: 'Demande refusée par la structure',
  expiree: 'Demande expirée, sans réponse de la structure',
  annulee: 'Demande retirée par le prescripteur',
  confiee: (cote) => (cote === 'prescripteur' ? 'Suivi confié à un collègue du prescripteur' : 'Suivi confié dans la structure'),
  'lien-renouvele': 'Nouveau lien demandé par la structure',
  'non-remise': 'Le courriel à la structure n’a pas pu être remis\u202f: elle n’a sans doute rien reçu',
  commencee: (cote) => `Accompagnement commencé, d’après ${coteLabel(cote)}`,
  terminee: (cote) => `Accompagnement terminé, d’après ${coteLabel(cote)}`,
  absente: (cote) => `Personne non venue, d’après ${coteLabel(cote)}`,
  'pieces-supprimees': 'Pièces jointes supprimées',
  anonymisee: 'Données personnelles effacées',
}

export const eventLabel = ({ quoi, cote }: Told): string => {
  const label = LABELS[quoi]
  return typeof label === 'string' ? label : label(cote)
}

/** With who did it, when that is known: « Demande acceptée par la structure (Awa Fictive) », « … (par le lien du courriel) ». */
export const eventSentence = (event: Told & Pick<Evenement, 'par' | 'texte'>): string => {
  const label = eventLabel(event)
  if (event.quoi === 'confiee') {
    const to = event.texte.trim()
    return to === ''
      ? 'Plus personne n’est chargé du suivi'
      : `${event.cote === 'prescripteur' ? 'Suivi' : 'Suivi dans la structure'} confié à ${to}`
  }
  const who = event.par.trim() || (event.cote === 'lien' ? 'par le lien du courriel' : '')
  return who === '' ? label : `${label} (${who})`
}
