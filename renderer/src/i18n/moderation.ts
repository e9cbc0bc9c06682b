import type { Panneau } from '../lib/route.ts'
import { plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** The moderation panel: its frame, and the queue. What is said of a sheet and what is done to it have files of their own. */

export const panel = {
  title: 'Modération',
  sections: 'Sections de la modération',
  section: {
    file: 'File',
    territoire: 'Territoire',
    appels: 'Appels du jour',
    doublons: 'Doublons',
    deploiement: 'Déploiement',
    chiffres: 'Chiffres',
    manques: 'Manques',
    kit: 'Kit',
  } satisfies Record<Panneau, string>,
  titleOf: {
    file: 'File de modération',
    territoire: 'Territoire',
    appels: 'Appels du jour',
    doublons: 'Doublons',
    deploiement: 'Déploiement',
    chiffres: 'Chiffres',
    manques: 'Registre des manques',
    kit: 'Kit de territoire',
  } satisfies Record<Panneau, string>,
  /** In the palette, which finds by the first letters of words. */
  command: {
    file: 'Modération\u202f: file',
    territoire: 'Modération\u202f: territoire',
    appels: 'Modération\u202f: appels du jour',
    doublons: 'Modération\u202f: doublons',
    deploiement: 'Modération\u202f: déploiement',
    chiffres: 'Modération\u202f: chiffres',
    manques: 'Modération\u202f: manques',
    kit: 'Modération\u202f: kit de territoire',
  } satisfies Record<Panneau, string>,
  /** Beside the name of the screen, for screen readers. */
  badge: (count: number) => plural(count, 'élément à modérer', 'éléments à modérer'),
  create: 'Créer une structure',
  createTitle: 'Créer une structure',
  createHelp: 'La structure attend ensuite sa validation dans la file.',
  signedOut: 'Connectez-vous pour modérer',
  signedOutText: 'La modération est réservée à l’équipe et aux gestionnaires de territoire.',
  signIn: 'Se connecter',
  notYours: 'Cet écran ne vous est pas ouvert',
  notYoursText:
    'La modération est réservée à l’équipe et aux gestionnaires de territoire. Si vous en faites partie, demandez à votre administrateur d’ouvrir ce droit à votre compte.',
  back: 'Revenir à la recherche',
  loading: 'Lecture de votre compte',
} as const

export const queue = {
  list: 'File de modération',
  failed: 'La file n’a pas pu être lue',
  failedHelp: fr('Elle se lit sur le serveur : elle n’est pas gardée sur ce poste.'),
  stale: (hour: string) => `Liste lue à ${hour}. Le serveur ne répond plus\u202f: elle a pu changer depuis.`,
  loading: 'Lecture de la file',
  empty: 'Rien à modérer',
  emptyText: fr(
    'Tout ce qui attendait une décision a été traité. Les nouvelles structures, demandes retenues et suggestions arriveront ici.',
  ),
  choose: 'Choisissez un élément',
  chooseText: fr('Son dossier s’ouvre ici : la fiche, ce qui a changé, le registre, les personnes et les décisions.'),
  chooseKeys: [
    { keys: ['J', 'K'], does: 'Suivant, précédent' },
    { keys: ['V'], does: 'Valider' },
    { keys: ['E'], does: 'En cours' },
    { keys: ['N'], does: 'Noter' },
    { keys: ['Z'], does: 'Revenir sur le dernier geste' },
    { keys: ['?'], does: 'Tous les raccourcis' },
  ],
  paneWidth: 'Largeur de la file',
  shown: (count: number) => plural(count, 'élément affiché', 'éléments affichés'),
  count: (shown: number, all: number) =>
    shown === all ? plural(all, 'élément', 'éléments') : `${shown} sur ${plural(all, 'élément', 'éléments')}`,
  cut: (shown: number, total: number) => `Les ${shown} plus pressants, sur ${total}.`,
  last: 'Plus rien n’attend dans cette liste.',
  opened: (name: string) => fr(`Dossier suivant : ${name}.`),
  refresh: 'Relire la file',
} as const

export const queueFilters = {
  words: 'Chercher dans la file',
  wordsHint: 'Nom, structure, commune, département',
  label: 'Filtres de la file',
  mine: 'À moi',
  free: 'Non pris',
  motif: 'Motif',
  anyMotif: 'Tous les motifs',
  clear: 'Effacer les filtres',
  nothing: 'Aucun élément ne correspond',
  nothingHelp: fr('Rien n’est perdu : vos filtres n’en laissent voir aucun.'),
} as const

export const queueRow = {
  noPlace: 'Lieu inconnu',
  taken: (name: string) => `Pris par ${name}`,
  takenByMe: 'Pris par vous',
  more: (count: number) => `+${count}`,
  others: (names: string) => fr(`et aussi : ${names}`),
  service: 'Service',
  leaves: (seconds: number) => `part dans ${seconds}\u00a0s`,
  leaving: 'envoi…',
  waits: 'partira au retour de la connexion',
} as const

export const refused = {
  label: 'Gestes qui n’ont pas été faits',
  title: (count: number) => (count === 1 ? 'Un geste n’a pas été fait' : `${count} gestes n’ont pas été faits`),
  see: 'Voir le dossier',
  seeOf: (name: string) => fr(`Voir le dossier de « ${name} »`),
  seen: 'C’est vu',
  seenOf: (name: string) => fr(`C’est vu, pour « ${name} »`),
  failed: 'Vos gestes en attente n’ont pas pu être lus',
} as const
