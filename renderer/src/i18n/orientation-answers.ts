import { plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** Answers to a request, and what else is done to it from its screen. */

export const acts = {
  later: (act: string) => fr(`« ${act} » est enregistré sur ce poste et partira au retour de la connexion.`),
  notOpen: (act: string) => fr(`« ${act} » n’est pas possible dans l’état de cette demande.`),
  message: 'Message',
  messageNeeded: 'Écrivez un message.',
  messageLong: (most: number) =>
    `Le message est trop long : ${plural(most, 'caractère', 'caractères')} au plus.`.replace(' :', '\u202f:'),
  messageUnsafe: (what: string) => fr(`Pour la sécurité de qui le lira, retirez ${what}.`),
  noSensitive: fr('N’écrivez ni donnée de santé, ni numéro de sécurité sociale, ni mot de passe.'),
  readBy: {
    prescripteur: (name: string) => `Lu par ${name}.`,
    personne: (name: string) => `Lu par ${name}, par courriel.`,
  },
  last: 'Plus aucune demande n’attend de réponse ici.',
} as const

export const accept = {
  title: (personne: string) => fr(`Accepter la demande pour ${personne}`),
  toPrescriber: 'Message au prescripteur',
  toPerson: 'Message à la personne',
  noEmail: fr('La personne n’a pas donné de courriel : prévenez-la par le moyen qu’elle préfère.'),
  confirm: 'Accepter',
  done: (personne: string) => fr(`Demande acceptée : ${personne}.`),
} as const

export const refuse = {
  title: (personne: string) => fr(`Refuser la demande pour ${personne}`),
  reasons: 'Raisons du refus',
  reasonsNeeded: 'Cochez au moins une raison.',
  reasonsHelp: 'La personne est prévenue de la décision, jamais de la raison.',
  message: 'Message au prescripteur',
  generated: 'Le message suit les raisons cochées, jusqu’à ce que vous le changiez.',
  edited: 'Message changé à la main : il ne suit plus les raisons.'.replace(' :', '\u202f:'),
  again: 'Reprendre le texte proposé',
  confirm: 'Refuser la demande',
  done: (personne: string) => fr(`Demande refusée : ${personne}.`),
} as const

export const postpone = {
  title: (personne: string) => `Répondre plus tard à la demande pour ${personne}`,
  help: (days: number) =>
    `Le prescripteur saura quand attendre votre réponse. Les rappels reprendront à cette date, dans ${plural(days, 'jour', 'jours')} au plus.`,
  date: 'Pas avant le',
  dateNeeded: 'Choisissez une date.',
  datePast: 'Choisissez une date à venir.',
  dateFar: (day: string) => fr(`Au-delà du ${day}, mieux vaut refuser : le prescripteur pourra chercher ailleurs.`),
  quick: 'Dates proposées',
  inWeek: 'Dans une semaine',
  inTwoWeeks: 'Dans deux semaines',
  inMonth: 'Dans un mois',
  message: 'Message au prescripteur (facultatif)',
  confirm: 'Reporter la réponse',
  done: (day: string) => `Réponse reportée au ${day}.`,
} as const

export const write = {
  toPerson: (personne: string) => `Écrire à ${personne}`,
  toPrescriber: (name: string) => `Écrire à ${name}`,
  copies: 'En copie',
  copy: { prescripteur: 'Prescripteur', referent: 'Conseiller référent', beneficiaire: 'Personne' },
  confirm: 'Envoyer',
  done: 'Message envoyé.',
  menu: 'Écrire',
  menuLabel: 'Écrire à',
  prescriber: (name: string) => (name === '' ? 'Prescripteur' : fr(`Prescripteur : ${name}`)),
  person: (name: string) => fr(`Personne : ${name}`),
} as const

export const nudge = {
  title: 'Relancer la structure',
  help: 'Un courriel de rappel part vers l’adresse du service, avec un lien pour répondre.',
  message: 'Message (facultatif)',
  confirm: 'Relancer',
  done: 'Relance envoyée.',
  notYet: (day: string, days: number) =>
    `Relance possible à partir du ${day}${fr(' : une tous les ')}${plural(days, 'jour', 'jours')}, pour ne pas lasser la structure.`,
} as const

export const withdraw = {
  title: (personne: string) => fr(`Retirer la demande pour ${personne} ?`),
  help: 'La structure est prévenue qu’elle n’a plus à répondre, et les fichiers sont supprimés du serveur. Une demande retirée ne se rouvre pas.',
  message: 'Raison (facultatif)',
  confirm: 'Retirer la demande',
  done: 'Demande retirée.',
} as const

export const outcome = {
  help: 'Un clic suffit, d’un côté ou de l’autre. Vous pourrez le changer.',
  since: (label: string, date: string) => `${label} (noté le ${date}).`,
  act: { commencee: 'Accompagnement commencé', terminee: 'Accompagnement terminé', absente: 'Personne non venue' },
  group: 'Suite de la demande',
  done: 'Suite notée.',
} as const

export const simple = {
  acknowledged: 'Réception confirmée au prescripteur.',
  taken: 'Vous suivez cette demande.',
} as const

export const handover = {
  title: 'Confier à un collègue',
  help: {
    envoi: 'Votre collègue est prévenu par courriel, suit la demande à votre place et en reçoit les réponses.',
    reception:
      'Votre collègue est prévenu par courriel et suit la demande. Les autres membres de la structure la voient toujours.',
  },
  colleague: 'Collègue',
  none: 'Vous êtes seul membre de cette structure. Invitez un collègue depuis l’écran Membres.',
  nobody: 'Personne en particulier',
  failed: 'La liste de vos collègues n’a pas pu être lue',
  loading: 'Lecture de vos collègues',
  needed: 'Choisissez un collègue.',
  confirm: 'Confier',
  done: (name: string) => `Demande confiée à ${name}.`,
  freed: 'Plus personne n’est chargé du suivi.',
} as const

export const templates = {
  open: 'Modèles',
  label: 'Modèles de message',
  mine: 'Mes modèles',
  none: 'Aucun modèle enregistré. Écrivez un message, puis enregistrez-le ici pour le réutiliser.',
  use: (name: string) => fr(`Utiliser « ${name} »`),
  remove: (name: string) => fr(`Supprimer le modèle « ${name} »`),
  removed: 'Modèle supprimé.',
  name: 'Nom du modèle',
  nameNeeded: 'Donnez-lui un nom.',
  save: 'Enregistrer ce message comme modèle',
  saveHelp: 'Le nom de la personne, celui du service et l’adresse y seront remplacés par ceux de chaque demande.',
  saved: (name: string) => fr(`Modèle « ${name} » enregistré.`),
  empty: 'Écrivez d’abord le message.',
  personal: fr('Le message parle encore de cette personne par son nom : retirez-le avant d’enregistrer le modèle.'),
  failed: 'Vos modèles n’ont pas pu être lus',
} as const

export const exporting = {
  title: 'Exporter la liste',
  warningTitle: 'Ce fichier contiendra des données personnelles',
  warning: fr(
    'Il nomme des personnes accompagnées. Enregistrez-le sur un poste professionnel, ne l’envoyez pas par courriel sans protection, et supprimez-le dès que vous n’en avez plus besoin : une fois enregistré, DORA ne peut plus l’effacer pour vous.',
  ),
  count: (count: number) => `${plural(count, 'demande', 'demandes')}, dans l’ordre affiché et avec les filtres en cours.`,
  format: 'Format',
  formats: { xlsx: 'Classeur (XLSX)', csv: 'Tableau (CSV)' },
  understood: 'J’ai compris, et ce fichier m’est nécessaire',
  understoodNeeded: 'Cochez cette case pour continuer.',
  confirm: 'Télécharger',
  done: (nom: string) => fr(`« ${nom} » est enregistré.`),
} as const

export const held = {
  title: 'Ce qui est conservé sur cette personne',
  intro: (personne: string) =>
    fr(
      `Tout ce que ce poste et le serveur conservent sur ${personne}, tel que vous pouvez le voir. À lui montrer, ou à lui remettre, si elle le demande.`,
    ),
  failed: 'Ce qui est conservé n’a pas pu être lu',
  loading: 'Lecture de ce qui est conservé',
  none: 'Rien n’est conservé sur cette personne.',
  where: {
    dossier: 'Dossier chiffré, sur ce poste seulement',
    brouillon: 'Brouillon, sur ce poste seulement',
    envoi: 'Demande envoyée',
    reception: 'Demande reçue',
  },
  fields: 'Données',
  files: 'Fichiers',
  readers: 'Qui les lit',
  letters: 'Courriels envoyés',
  until: 'Jusqu’à quand',
  print: 'Imprimer',
  copy: 'Copier le texte',
  copied: 'Texte copié.',
  copyFailed: 'Le texte n’a pas pu être copié. Vous pouvez l’imprimer.',
  paper: (date: string) =>
    fr(`Établi le ${date} avec DORA sur le bureau. Document confidentiel : il contient des données personnelles.`),
} as const

/** Ends « Envoyée malgré … » (shared/orientation/checks.ts); a rule that came later says its own name. */
const DESPITE: Readonly<Record<string, string>> = {
  orientable: 'Le service ne reçoit pas de demande par DORA',
  eligibilite: 'L’éligibilité n’est pas sûre',
  zone: 'La personne habite hors de la zone du service',
  documents: 'Des documents demandés manquent',
  canal: 'L’adresse de la structure est incertaine',
  disponibilite: 'Le service est annoncé complet, suspendu ou fermé',
  doublon: 'Une demande pour la même personne y a déjà été envoyée',
  moderation: 'La structure qui envoie n’est pas encore validée',
}
export const despite = (regle: string): string => (Object.hasOwn(DESPITE, regle) ? (DESPITE[regle] ?? regle) : regle)
