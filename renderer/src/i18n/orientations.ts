import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { letterTo } from '#shared/orientation/describe.ts'
import { PIECES_MOIS } from '#shared/orientation/clocks.ts'
import { ETAT_LABELS, ISSUE_LABELS, type Etat, type Geste, type Issue } from '#shared/orientation/life.ts'
import type { Courrier } from '#shared/orientation/model.ts'
import { awaitsAnswer, isPostponed } from '#shared/orientation/standing.ts'
import { plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** The screen of requests: boxes, list, request that is open. */

export const requests = {
  title: 'Demandes d’orientation',
  rail: 'Demandes',
  /** Beside the name of the screen, for screen readers. */
  badge: (toTreat: number, late: number) =>
    [
      ...(toTreat > 0 ? [plural(toTreat, 'demande à traiter', 'demandes à traiter')] : []),
      ...(late > 0 ? [plural(late, 'réponse en retard', 'réponses en retard')] : []),
    ].join(', '),
  boxes: 'Boîtes',
  box: { recues: 'Reçues', envoyees: 'Envoyées' },
  titleOf: { recues: 'Demandes reçues', envoyees: 'Demandes envoyées' },
  one: (numero: string) => `Demande ${numero}`,
  received: (toTreat: number, all: number) =>
    all === 0 ? '' : `${plural(toTreat, 'à traiter', 'à traiter')} sur ${plural(all, 'reçue', 'reçues')}`,
  sent: (running: number, all: number) =>
    all === 0 ? '' : `${plural(running, 'en cours', 'en cours')} sur ${plural(all, 'envoyée', 'envoyées')}`,
  shown: (count: number) => plural(count, 'demande affichée', 'demandes affichées'),
  failed: 'Vos demandes n’ont pas pu être lues',
  loading: 'Lecture des demandes',
  list: 'Demandes',
  paneWidth: 'Largeur de la liste',
  offline: fr('Hors ligne. Vous pouvez lire et répondre : ce que vous faites partira au retour de la connexion.'),
  export: 'Exporter',
  see: 'Voir',
} as const

export const unreadable = {
  title: (count: number) => `${plural(count, 'demande n’a pas pu être relue', 'demandes n’ont pas pu être relues')} sur ce poste`,
  help: fr(
    'Ce qui n’a pas pu être relu n’est ni montré ni compté ici. Rien n’a été effacé, ni sur ce poste ni sur le serveur. Mettez l’application à jour, puis relancez-la ; si cela recommence, prévenez votre support.',
  ),
  none: 'Aucune demande lisible dans cette liste.',
} as const

export const filters = {
  label: 'Filtres rapides',
  mine: 'À moi',
  vue: {
    toutes: 'Toutes',
    'a-traiter': 'À traiter',
    retard: 'En retard',
    'sans-reponse': 'Sans réponse',
    acceptees: 'Acceptées',
  },
  words: 'Chercher une personne, un service, une structure',
  wordsHint: 'Personne, service, structure',
  state: 'État',
  anyState: 'Tous les états',
  sort: 'Trier',
  tri: {
    urgence: 'À traiter d’abord',
    recentes: 'Plus récentes',
    anciennes: 'Plus anciennes',
    mouvement: 'Dernier mouvement',
    personne: 'Personne (A à Z)',
  },
  clear: 'Effacer les filtres',
  nothing: 'Aucune demande ne correspond',
  nothingHelp: 'Rien n’est perdu : vos filtres n’en laissent voir aucune.'.replace(' :', '\u202f:'),
} as const

/** Of a received request that waits, one says what is to be done. */
export const etatLabel = (sens: Sens, etat: Etat): string =>
  sens === 'reception' && etat === 'OUVERTE' ? 'À traiter' : ETAT_LABELS[etat]

export const issueLabel = (issue: Issue): string => ISSUE_LABELS[issue]

/** Who must act, in as few words as a row has room for; null when nobody must. `mine`: it is whoever reads. */
export const turnOf = ({
  sens,
  tour,
  etat,
  echeance,
  suivi_par,
  a_moi,
}: Pick<OrientationLine, 'sens' | 'tour' | 'etat' | 'echeance' | 'suivi_par' | 'a_moi'>): {
  readonly words: string
  readonly mine: boolean
} | null => {
  if (tour === null) return null
  if (tour === 'moderation') return { words: 'À la modération', mine: false }
  if (tour === 'personne') return { words: 'Suite à noter', mine: false }
  if (sens === 'reception') {
    if (!awaitsAnswer({ etat, echeance })) return null
    return suivi_par === '' || a_moi ? { words: 'À vous', mine: true } : { words: suivi_par, mine: false }
  }
  return tour === 'structure' ? { words: 'À la structure', mine: false } : { words: 'À vous', mine: true }
}

/** The same as a sentence, on top of the request. */
export const turnSentence = ({
  sens,
  tour,
  etat,
  retard,
  plan_b,
  echeance,
  suivi_par,
  a_moi,
}: OrientationLine): string | null => {
  if (tour === null) return null
  if (tour === 'moderation')
    return 'L’équipe de modération vérifie votre structure. La demande partira d’elle-même dès que ce sera fait.'
  if (tour === 'personne') return 'Quand vous saurez si l’accompagnement a lieu, notez-le ci-dessous.'
  if (sens === 'reception') {
    if (etat !== 'OUVERTE') return null
    if (isPostponed({ etat, echeance })) return 'Vous avez annoncé votre réponse pour plus tard. Vous pouvez répondre avant.'
    if (suivi_par !== '' && !a_moi) return `${suivi_par} s’occupe de cette demande. Vous pouvez aussi y répondre.`
    return retard ? 'C’est à vous de répondre. La réponse est attendue depuis un moment.' : 'C’est à vous de répondre.'
  }
  if (tour === 'structure')
    return isPostponed({ etat, echeance })
      ? 'La structure a dit quand elle pourra répondre.'
      : 'C’est à la structure de répondre.'
  if (!plan_b) return null
  return etat === 'OUVERTE'
    ? 'La réponse tarde. C’est à vous : d’autres services sont proposés ci-dessous.'.replace(' :', '\u202f:')
    : 'C’est à vous : d’autres services sont proposés ci-dessous.'.replace(' :', '\u202f:')
}

export const row = {
  unread: 'Non lue',
  noName: 'Personne anonymisée',
  waiting: 'En attente',
  late: 'Réponse en retard',
  postponed: 'Réponse reportée',
  from: (prescripteur: string, structure: string) => [prescripteur, structure].filter(Boolean).join(' · '),
  sending: {
    attente: 'Envoi en attente',
    pieces: 'Fichiers en cours d’envoi',
    refuse: 'Refusé par le serveur',
  },
} as const

export const empty = {
  signedOut: 'Connectez-vous pour suivre vos demandes',
  signedOutText: fr(
    'Une demande d’orientation part d’un service, vers la structure qui le propose. Connecté, vous voyez ici celles que vous envoyez et celles que votre structure reçoit : leur état, la réponse, et ce qu’il reste à faire.',
  ),
  signIn: 'Se connecter',
  noStructure: 'Rejoignez votre structure',
  noStructureText:
    'Les demandes sont envoyées et reçues au nom d’une structure. Rejoignez la vôtre pour voir les siennes et envoyer les vôtres.',
  join: 'Rejoindre une structure',
  received: 'Aucune demande reçue',
  receivedText: fr(
    'Quand un professionnel oriente une personne vers un de vos services, sa demande arrive ici. Pour en recevoir, gardez vos services à jour, et leur courriel surtout : c’est là que part l’alerte.',
  ),
  receivedNoService: 'Aucune demande reçue',
  receivedNoServiceText: 'Votre structure n’a pas encore de service publié. Publiez-en un pour recevoir des demandes.',
  offer: 'Voir vos services',
  create: 'Publier un service',
  sent: 'Aucune demande envoyée',
  sentText: fr(
    'Cherchez un service, ouvrez sa fiche, puis choisissez « Orienter ». Votre demande part même écrite sans réseau, et vous suivez la réponse ici.',
  ),
  search: 'Chercher un service',
  choose: 'Choisissez une demande',
  chooseText: 'Elle s’affiche ici, avec ce que vous pouvez en faire.',
  chooseKeys: [
    { keys: ['J', 'K'], does: 'Suivante, précédente' },
    { keys: ['E', 'R'], does: 'Accepter, refuser' },
    { keys: ['?'], does: 'Tous les raccourcis' },
  ],
} as const

export const detail = {
  label: 'Demande ouverte',
  failed: 'Cette demande n’a pas pu être lue',
  back: 'Toutes les demandes',
  loading: 'Lecture de la demande',
  previous: 'Demande précédente',
  next: 'Demande suivante',
  more: 'Autres actions',
  number: (numero: string) => `Nº ${numero}`,
  sentOn: (date: string) => `Envoyée le ${date}`,
  receivedOn: (date: string) => `Reçue le ${date}`,
  fromEmplois: 'Commencée sur Les Emplois de l’inclusion',
  byWhom: (who: string) => `par ${who}`,
  fromWhom: (who: string, structure: string) => `de ${[who, structure].filter(Boolean).join(', ')}`,
  /** « Lue à 10 h 12 », « Lue hier à 17 h 40 ». */
  read: (when: string) => `Lue ${/^\d/.test(when) ? 'à ' : ''}${when}`,
  unread: 'Pas encore lue par la structure',
  delay: (days: string) => `Ce service répond d’habitude en ${days}.`,
  actions: 'Répondre',
  waiting: 'Enregistré sur ce poste. L’envoi se fera au retour de la connexion.',
  waitingFiles: 'Enregistré sur ce poste. Les fichiers sont en cours d’envoi.',
  refused: 'Le serveur a refusé votre dernière action',
  notSent: 'Cette demande n’a pas été envoyée',
  resume: 'Reprendre la demande',
  retry: 'Renvoyer',
  giveUp: 'Abandonner cet envoi',
  gaveUp: 'Envoi abandonné. La demande est de nouveau comme le serveur la connaît.',
  sections: {
    person: 'La personne',
    need: 'Le besoin',
    files: 'Les fichiers',
    checks: 'Envoyée malgré',
    contacts: 'Les contacts',
    answer: 'La réponse',
    story: 'Historique',
    privacy: 'Confidentialité',
    outcome: 'La suite',
  },
  preferred: 'À privilégier',
  phone: 'Téléphone',
  email: 'Courriel',
  other: 'Autre moyen',
  viaReferent: 'Via le conseiller référent',
  noContact: 'Aucun moyen de la joindre n’a été indiqué. Passez par le prescripteur.',
  availability: 'Disponible à partir du',
  ftNumber: 'Numéro France Travail',
  ftHidden: 'Communiqué une fois la demande acceptée.',
  personGone: 'Les coordonnées de la personne ne sont plus conservées ici.',
  anonymised: (date: string) => `Anonymisée le ${date}.`,
  situation: 'Situation',
  criteria: 'Critères remplis',
  reason: 'Motif',
  noNeed: 'Rien n’a été précisé.',
  noFiles: 'Aucun fichier joint.',
  filesGone: (date: string) => `Fichiers supprimés le ${date}.`,
  download: (nom: string) => fr(`Télécharger « ${nom} »`),
  fileFor: (pour: string) => fr(`Pour : ${pour}`),
  prescriber: 'Prescripteur',
  referent: 'Conseiller référent',
  handler: 'Suivie par',
  nobody: 'Personne pour l’instant',
  address: 'Adresse',
  answeredBy: (who: string, date: string) => (who === '' ? `Le ${date}, par le lien du courriel` : `Le ${date}, par ${who}`),
  letters: (count: number) => plural(count, 'courriel envoyé', 'courriels envoyés'),
  letter: (a: Courrier['a'], objet: string) => fr(`${letterTo(a)} : « ${objet} »`),
  duration: 'Durée',
  durationWords: (hours: number | null, weeks: number | null) =>
    [
      ...(hours === null ? [] : [`${plural(hours, 'heure', 'heures')} par semaine`]),
      ...(weeks === null ? [] : [`pendant ${plural(weeks, 'semaine', 'semaines')}`]),
    ].join(' '),
} as const

export const privacy = {
  readers: {
    envoi: fr(
      'La lisent : vous et les membres de votre structure, les membres de la structure qui reçoit, et la personne qui ouvre le lien envoyé à l’adresse du service.',
    ),
    reception: fr(
      'La lisent : les membres de votre structure, la personne qui ouvre le lien envoyé à l’adresse du service, le prescripteur et sa structure.',
    ),
  },
  files: (date: string) => `Les fichiers sont conservés jusqu’au ${date}, puis supprimés.`,
  filesOpen: `Les fichiers sont supprimés quand la demande se ferme, ou ${PIECES_MOIS} mois après si elle est acceptée.`,
  person: (date: string) => `Le nom, les coordonnées et le motif sont conservés jusqu’au ${date}, puis effacés.`,
  held: 'Ce qui est conservé sur cette personne',
} as const

export const gesteLabel: Readonly<Record<Geste, string>> = {
  approuver: 'Approuver',
  rejeter: 'Rejeter',
  lire: 'Marquer comme lue',
  accuser: 'Bien reçue',
  reporter: 'Pas avant le…',
  accepter: 'Accepter',
  refuser: 'Refuser',
  'ecrire-beneficiaire': 'Écrire à la personne',
  'ecrire-prescripteur': 'Écrire au prescripteur',
  relancer: 'Relancer',
  annuler: 'Retirer la demande',
  rappeler: 'Rappeler',
  expirer: 'Clore',
  'renouveler-lien': 'Renouveler le lien',
  constater: 'Noter la suite',
  confier: 'Confier à un collègue',
}

export const menu = {
  takeOn: 'Je m’en occupe',
  handOver: 'Confier à un collègue…',
  mute: 'Ne plus me prévenir',
  unmute: 'Me prévenir de nouveau',
  muted: 'Ce poste ne vous préviendra plus pour cette demande.',
  unmuted: 'Ce poste vous préviendra de nouveau pour cette demande.',
  held: 'Ce qui est conservé sur cette personne',
  service: 'Voir la fiche du service',
  withdraw: 'Retirer la demande…',
} as const

export const planB = {
  title: 'Plan B',
  loading: 'Recherche d’autres services',
  failed: 'Les autres services n’ont pas pu être cherchés',
  none: 'Aucun autre service ne convient sur ce poste.',
  search: 'Chercher autrement',
  prepare: 'Préparer la demande',
  prepareOf: (service: string) => fr(`Préparer la demande pour « ${service} »`),
  missing: (what: readonly string[]) => fr(`À saisir de nouveau : ${what.join(', ')}.`),
  kept: 'La personne, le besoin et les fichiers sont repris. Rien ne part sans votre accord.',
  verdict: { eligible: 'Éligible', 'a-verifier': 'Éligibilité à vérifier', non: 'Non éligible' },
  options: 'Services proposés',
} as const
