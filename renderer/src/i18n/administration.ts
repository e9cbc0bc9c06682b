import type { Arrivee } from '#shared/administration/import.ts'
import type { EchecLettre, Lettre } from '#shared/administration/courrier.ts'
import type { Famille } from '#shared/administration/referentiel.ts'
import { formatCount, plural } from '../lib/format.ts'
import type { Administre } from '../lib/route.ts'
import { fr } from './fr.ts'

/** « Administration »: what keeps the server, for the team. Its log: administration-journal.ts. */

export const administration = {
  title: 'Administration',
  sections: 'Parties de l’administration',
  loading: 'Lecture en cours',
  nothingFound: 'Rien ne correspond',
  serverOnly: fr('Tout se lit sur le serveur : rien de cet écran n’est gardé sur ce poste.'),
  signedOut: 'Connectez-vous pour administrer le serveur',
  notYours: 'Cet écran est réservé à l’équipe qui tient le serveur',
  notYoursText: 'Pour votre structure ou votre territoire, revenez à votre compte.',
  signIn: 'Se connecter',
  myAccount: 'Mon compte',
  refresh: 'Relire',
  accounts: 'Comptes',
  section: {
    taches: 'Tâches',
    courrier: 'Courrier',
    journal: 'Journal',
    imports: 'Imports',
    sources: 'Sources',
    connecteurs: 'Connecteurs',
    fonctions: 'Fonctions',
    referentiels: 'Référentiels',
    cles: 'Clés d’API',
    webhooks: 'Abonnements',
  } satisfies Readonly<Record<Administre, string>>,
  none: '–',
} as const

/** Names of the server's jobs, and what each does. */
const JOBS: Readonly<Record<string, readonly [name: string, what: string]>> = {
  snapshot: ['Fichier de départ des postes', 'Refait le catalogue complet que reçoit un nouveau poste, quand il a assez changé.'],
  backup: ['Sauvegarde', 'Copie la base du serveur dans le dossier des sauvegardes.'],
  purge: ['Oubli des suppressions', 'Oublie les fiches retirées depuis plus de 90 jours.'],
  courrier: ['Envoi du courrier', 'Envoie ce qui attend dans la file.'],
  'courrier-ancien': ['Oubli du courrier', 'Oublie les courriers abandonnés depuis une semaine.'],
  comptes: ['Vie des comptes', 'Relances, invitations qui expirent, comptes inactifs.'],
  campagnes: ['Relances des structures', 'Fiches à confirmer, disponibilités qui expirent.'],
  documents: ['Documents sans fiche', 'Retire les fichiers que plus aucune fiche ne nomme.'],
  demandes: ['Délais des demandes', 'Rappels et expirations des demandes en cours.'],
  'demandes-fermees': ['Demandes fermées', 'Retire les pièces, puis anonymise, à leur échéance.'],
  'comptes-a-fermer': ['Comptes à fermer', 'Termine les fermetures décidées en modération.'],
  delais: ['Délais de réponse', 'Calcule le délai habituel de réponse de chaque service.'],
  'pieces-perdues': ['Pièces perdues', 'Cherche les fichiers envoyés qui n’ont pas de demande.'],
  'pieces-supprimees': ['Pièces supprimées', 'Efface les fichiers qui doivent disparaître.'],
  recherches: ['Nouveautés des recherches', 'Écrit à qui garde une recherche ce qui a changé.'],
  'usage-ancien': ['Oubli des mesures d’usage', 'Oublie les mesures de plus de 25 mois.'],
  'donnees-ouvertes': ['Données ouvertes', 'Publie les fichiers de la référence, quand elle a changé.'],
  connecteurs: ['Connecteurs', 'Lance les imports de partenaires dont l’heure est venue.'],
  doublons: ['Doublons', 'Compare toutes les fiches, département par département.'],
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** « 340 ms », « 2,4 s », « 3 min », « 2 h », « 5 jours ». */
export const span = (ms: number): string => {
  if (ms < 1_000) return `${formatCount(Math.round(ms))}\u00a0ms`
  if (ms < MINUTE) return `${(ms / 1_000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0s`
  if (ms < HOUR) return `${formatCount(Math.round(ms / MINUTE))}\u00a0min`
  return ms < DAY ? `${formatCount(Math.round(ms / HOUR))}\u00a0h` : plural(Math.round(ms / DAY), 'jour', 'jours')
}

export const tasks = {
  title: 'Tâches du serveur',
  intro: fr('Ce que le serveur fait seul. Chaque tâche peut être lancée à tout moment : elle ne fait que ce qui est dû.'),
  failed: 'Les tâches n’ont pas pu être lues',
  table: 'Toutes les tâches',
  none: 'Ce serveur ne fait aucune tâche',
  noneText: 'Il répond, mais rien n’y est programmé.',
  columns: {
    tache: 'Tâche',
    periode: 'Rythme',
    derniere: 'Dernière exécution',
    issue: 'Résultat',
    prochaine: 'Prochaine',
    acte: 'Acte',
  },
  nameOf: (id: string) => JOBS[id]?.[0] ?? id,
  whatOf: (id: string) => JOBS[id]?.[1] ?? '',
  every: (ms: number | null) =>
    ms === null
      ? 'Quand c’est utile'
      : ms <= MINUTE
        ? 'Chaque minute'
        : ms === DAY
          ? 'Chaque jour'
          : fr(`${ms < DAY ? 'Toutes' : 'Tous'} les ${span(ms)}`),
  hourly: 'Chaque heure',
  never: 'Pas encore',
  running: 'En cours',
  done: 'Faite',
  broken: 'Échouée',
  lasted: (ms: number) => `en ${span(ms)}`,
  byTeam: 'lancée par l’équipe',
  lastGood: (when: string) => fr(`Dernière réussite : ${when}`),
  neverGood: 'Aucune réussite connue',
  next: { soon: 'Au prochain tour', useful: 'Quand c’est utile', tomorrow: (hour: string) => `demain à ${hour}` },
  launch: 'Lancer',
  launchOf: (name: string) => fr(`Lancer maintenant : ${name}`),
  launched: (name: string) => fr(`Lancée : ${name}.`),
  already: (name: string) => fr(`Déjà en cours : ${name}.`),
  problems: (count: number) => plural(count, 'tâche a échoué la dernière fois', 'tâches ont échoué la dernière fois'),
  allGood: 'Aucune tâche n’est en échec.',
} as const

const SUJETS: Readonly<Record<string, string>> = {
  'lien-connexion': 'Lien de connexion',
  invitation: 'Invitation',
  'invitation-rappel': 'Rappel d’invitation',
  'invitation-sans-reponse': 'Invitation sans réponse',
  'invitation-bientot-retiree': 'Invitation bientôt retirée',
  'invitation-acceptee': 'Invitation acceptée',
  'demande-acces': 'Demande d’accès',
  'demande-rappel': 'Rappel d’une demande d’accès',
  'antenne-creee': 'Antenne créée',
  'acces-accorde': 'Accès accordé',
  'acces-refuse': 'Accès refusé',
  recherches: 'Nouveautés des recherches gardées',
  'suggestion-recue': 'Suggestion reçue',
  'suggestion-reponse': 'Réponse à une suggestion',
  'sans-structure-rappel': 'Compte sans structure',
  'sans-structure-dernier': 'Compte sans structure, dernier rappel',
  'compte-inactif': 'Compte inactif',
  'compte-supprime': 'Compte supprimé',
  'structure-orpheline': 'Structure sans administrateur',
  'premier-service': 'Premier service à publier',
  'offre-a-jour': 'Offre à confirmer',
  'disponibilite-expire': 'Disponibilité qui expire',
  'session-suspecte': 'Session suspecte',
  'moderation-message': 'Message de la modération',
  'moderation-rejetee': 'Structure rejetée par la modération',
  'orientation-recue': 'Demande reçue',
  'orientation-rappel': 'Rappel d’une demande reçue',
  'orientation-relance': 'Relance d’une demande',
  'orientation-lien': 'Nouveau lien d’une demande',
  'orientation-validee': 'Demande acceptée, à la structure',
  'orientation-declinee': 'Demande refusée, à la structure',
  'orientation-close': 'Demande close, à la structure',
  'orientation-retiree': 'Demande retirée, à la structure',
  'orientation-retenue': 'Demande retenue par la modération',
  'orientation-transmise': 'Demande transmise',
  'orientation-notifiee': 'Demande notifiée',
  'orientation-acceptee': 'Demande acceptée',
  'orientation-refusee': 'Demande refusée',
  'orientation-expiree': 'Demande sans réponse',
  'orientation-reportee': 'Demande reportée',
  'orientation-message': 'Message sur une demande',
  'orientation-confiee': 'Demande confiée à un collègue',
  'orientation-personne-creee': 'Demande envoyée, à la personne',
  'orientation-personne-acceptee': 'Demande acceptée, à la personne',
  'orientation-personne-refusee': 'Demande refusée, à la personne',
  'orientation-personne-expiree': 'Demande sans réponse, à la personne',
  'orientation-personne-reportee': 'Demande reportée, à la personne',
  'orientation-personne-retiree': 'Demande retirée, à la personne',
  'orientation-personne-message': 'Message à la personne',
}

const ETATS: Readonly<Record<Lettre['etat'], string>> = {
  attente: 'En attente',
  differee: 'Différé',
  abandonnee: 'Abandonné',
}

const SORTS: Readonly<Record<EchecLettre['sort'], string>> = {
  unreachable: 'Le serveur de courrier ne répond pas',
  later: 'Refusé pour l’instant par le destinataire',
  refused: 'Refusé définitivement',
  expired: 'Arrivé trop tard pour servir',
}

export const mail = {
  title: 'Courrier sortant',
  intro: fr('Ce qui attend et ce qui a échoué. Les adresses sont masquées : en ouvrir une est inscrit au journal.'),
  failed: 'Le courrier n’a pas pu être lu',
  table: 'Courriers en attente ou abandonnés',
  empty: 'Aucun courrier n’attend',
  emptyText: 'Tout ce que le serveur avait à envoyer est parti.',
  shown: (shown: number, all: number) =>
    shown === all ? plural(all, 'courrier', 'courriers') : `${shown} sur ${plural(all, 'courrier', 'courriers')}`,
  unreadable: (count: number) =>
    fr(
      `${plural(count, 'courrier ne peut pas être lu', 'courriers ne peuvent pas être lus')} : une autre version ou une autre clé les a écrits. Ils restent en place.`,
    ),
  columns: { sujet: 'Sujet', destinataire: 'Destinataire', etat: 'État', suite: 'Suite', actes: 'Actes' },
  subjectOf: (sujet: string) => SUJETS[sujet] ?? sujet.charAt(0).toUpperCase() + sujet.slice(1).replaceAll('-', ' '),
  etats: ETATS,
  why: ({ sort, statut, code }: EchecLettre) => [SORTS[sort], statut ?? code].filter((part) => part !== null).join(' · '),
  made: (when: string) => `écrit ${when}`,
  tries: (count: number) => plural(count, 'essai', 'essais'),
  again: (when: string) => `Nouvel essai ${when}`,
  dueNow: 'Part au prochain envoi',
  forgotten: (when: string) => `Oublié ${when}`,
  open: 'Voir l’adresse',
  openOf: (masked: string) => fr(`Voir l’adresse : ${masked}`),
  openTitle: 'Voir cette adresse\u202f?',
  openText: 'Votre consultation sera inscrite au journal. L’adresse sera montrée jusqu’à ce que vous quittiez cette page.',
  retry: 'Réessayer',
  retryOf: (what: string) => fr(`Réessayer maintenant : ${what}`),
  retried: 'Courrier remis en file. Il part au prochain envoi.',
  drop: 'Retirer',
  dropOf: (what: string) => fr(`Retirer de la file : ${what}`),
  dropTitle: 'Ne pas envoyer ce courrier\u202f?',
  dropText: 'Il ne partira plus et ne pourra pas être remis. Ce qu’il annonçait reste vrai.',
  dropped: 'Courrier retiré. Il ne partira pas.',
  days: 'Derniers jours',
  daysIntro: 'Nombre de courriers par sujet. Aucune adresse n’est gardée une fois un courrier parti.',
  daysTable: 'Courriers envoyés et abandonnés, par jour et par sujet',
  daysColumns: { jour: 'Jour', sujet: 'Sujet', envoyees: 'Envoyés', abandonnees: 'Abandonnés' },
  noDays: 'Aucun courrier n’est parti depuis que ce serveur les compte.',
} as const

const ISSUES: Readonly<Record<Arrivee['issue'], string>> = {
  prise: 'Reçu',
  retenue: 'Retenu',
  illisible: 'Illisible',
  echouee: 'Échoué',
}

export const imports = {
  title: 'Imports du catalogue',
  intro: 'Les cinquante dernières arrivées, et ce qu’elles ont changé.',
  failed: 'Les imports n’ont pas pu être lus',
  table: 'Arrivées du catalogue',
  empty: 'Aucune arrivée connue',
  emptyText: 'Les arrivées sont gardées depuis cette version du serveur. La prochaine apparaîtra ici.',
  columns: { quand: 'Quand', issue: 'Résultat', fichier: 'Fichier', effet: 'Effet', duree: 'Durée' },
  issues: ISSUES,
  own: 'Créé par le serveur',
  demonstration: 'Données inventées',
  madeOn: (when: string) => `Catalogue du ${when}`,
  effect: (written: number, removed: number, unchanged: number) =>
    fr(
      `${plural(written, 'fiche écrite', 'fiches écrites')}, ${plural(removed, 'retirée', 'retirées')}, ${plural(unchanged, 'inchangée', 'inchangées')}`,
    ),
  losses: (kind: string, gone: number, known: number) => `${formatCount(gone)} ${kind} sur ${formatCount(known)}`,
  held: (what: string) =>
    fr(`Rien n’a été modifié : ce fichier aurait retiré ${what}. S’il est le bon, relancez la même commande avec --force.`),
  unreadable: fr(
    'Rien n’a été modifié : ce fichier n’est pas un catalogue complet. Il est gardé à côté, sous un nom en « .refuse ».',
  ),
  broken: (code: string) => fr(`L’import reprendra seul. Code : ${code}`),
  structures: 'structures',
  services: 'services',
} as const

export const sources = {
  title: 'Sources du catalogue',
  intro: 'D’où viennent les fiches de ce serveur. Les fiches tenues ici ne sont changées par aucun import.',
  failed: 'Les sources n’ont pas pu être lues',
  table: 'Toutes les sources',
  empty: 'Le catalogue est vide',
  emptyText: 'Les sources apparaîtront au premier import.',
  columns: {
    source: 'Source',
    structures: 'Structures',
    services: 'Services',
    tenues: 'Tenues ici',
    maj: 'Mises à jour',
    regles: 'Masquée dans',
  },
  catalogueOf: (when: string) => fr(`Catalogue du ${when}.`),
  takenOn: (when: string) => fr(`Dernier import ${when}.`),
  neverTaken: 'Aucun import connu.',
  between: (first: string, last: string) => (first === last ? `Le ${last}` : `Du ${first} au ${last}`),
  hiddenIn: (count: number) => plural(count, 'département', 'départements'),
  nowhere: 'Nulle part',
  rules: 'Voir les règles',
} as const

export const features = {
  title: 'Fonctions par territoire',
  intro: fr(
    'Tout est ouvert partout, sauf ce que vous fermez ici. Le serveur refuse aussitôt ; les postes le savent au prochain échange.',
  ),
  failed: 'Les fonctions n’ont pas pu être lues',
  noCatalogue: 'Le catalogue n’est pas encore sur ce poste',
  noCatalogueText: 'Les fonctions de chaque territoire arrivent avec lui.',
  table: 'Fonctions ouvertes par département',
  words: 'Chercher un département',
  wordsHint: 'Nom, numéro, région',
  onlyClosed: 'Seulement ceux où une fonction est fermée',
  columns: { departement: 'Département', depuis: 'Depuis le', motif: 'Raison donnée', acte: 'Acte' },
  open: 'Ouverte',
  closed: 'Fermée',
  shown: (shown: number, all: number) =>
    shown === all ? plural(all, 'département', 'départements') : `${shown} sur ${plural(all, 'département', 'départements')}`,
  nothing: 'Aucun département ne correspond',
  clear: 'Voir tous les départements',
  edit: 'Modifier',
  editOf: (name: string) => fr(`Modifier les fonctions : ${name}`),
  editTitle: (name: string) => fr(`Fonctions ouvertes : ${name}`),
  choose: 'Ouvertes dans ce département',
  reason: 'Raison donnée aux personnes',
  reasonHelp: 'Elles la lisent là où la fonction manque. Dites où s’adresser à la place.',
  save: 'Enregistrer',
  saved: (name: string) => fr(`Fonctions enregistrées : ${name}.`),
} as const

const FAMILLES: Readonly<Record<Famille, readonly [name: string, one: string]>> = {
  financeurs: ['Labels de financement', 'Nouveau label de financement'],
  conditions: ['Critères d’admission', 'Nouveau critère d’admission'],
  prerequis: ['Prérequis', 'Nouveau prérequis'],
  justificatifs: ['Justificatifs à fournir', 'Nouveau justificatif'],
}

export const referentials = {
  title: 'Référentiels',
  intro: fr(
    'Ce que l’éditeur d’une fiche propose à tous. Une fiche garde toujours ce qu’elle contient : renommer ou retirer une entrée n’y change rien.',
  ),
  failed: 'Les référentiels n’ont pas pu être lus',
  family: 'Liste',
  nameOf: (famille: Famille) => FAMILLES[famille][0],
  words: 'Chercher une entrée',
  columns: { libelle: 'Libellé', origine: 'Origine', usages: 'Services', actes: 'Actes' },
  delivered: 'Livrée avec DORA',
  ours: 'Ajoutée par l’équipe',
  withdrawn: 'Retirée',
  before: (names: readonly string[]) => fr(`Avant : ${names.join(' · ')}`),
  count: (count: number) => plural(count, 'entrée proposée', 'entrées proposées'),
  nothing: 'Aucune entrée ne correspond',
  add: 'Ajouter',
  addTitle: (famille: Famille) => FAMILLES[famille][1],
  name: 'Libellé',
  nameHelp: '140 caractères au plus. Tous les postes le proposeront.',
  added: (name: string) => fr(`Ajoutée : ${name}.`),
  rename: 'Renommer',
  renameOf: (name: string) => fr(`Renommer : ${name}`),
  renameTitle: 'Renommer cette entrée',
  renameFunders: 'Le nouveau nom se verra sur toutes les fiches qui portent ce label.',
  renameTexts: 'Les fiches qui portent l’ancien texte le gardent. Le nouveau sera proposé à la place.',
  renamed: (name: string) => fr(`Renommée : ${name}.`),
  withdraw: 'Retirer',
  withdrawOf: (name: string) => fr(`Retirer des propositions : ${name}`),
  withdrew: (name: string) => fr(`Retirée des propositions : ${name}. Les fiches qui la portent la gardent.`),
  restore: 'Remettre',
  restoreOf: (name: string) => fr(`Remettre dans les propositions : ${name}`),
  restored: (name: string) => fr(`Proposée de nouveau : ${name}.`),
} as const
