import { ETAT_STRUCTURE_TEXT, type EtatStructure } from '#shared/moderation/structure-state.ts'
import type { TRIS } from '#shared/moderation/board.ts'
import { formatCount, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** The board of a territory: its structures, where each stands, and what to do of it (dora-screens.md §6.1). */

const structures = (count: number): string => plural(count, 'structure', 'structures')

export const board = {
  title: 'Tableau de bord',
  everywhere: 'Tous les territoires',
  loading: 'Lecture du tableau de bord',
  failed: 'Le tableau de bord n’a pas pu être lu',
  stale: 'Ce qui suit est ce que ce poste en savait.',
  known: (moment: string) => `Chiffres de ${moment}`,
  refresh: 'Relire auprès du serveur',
  refreshed: 'Tableau de bord relu.',
  export: 'Exporter',
  shown: (count: number) => `${structures(count)} dans le tableau.`,
  count: (count: number) => structures(count),
  showMap: 'Voir la carte',
  hideMap: 'Masquer la carte',
  showList: 'Voir le tableau',
  paneWidth: 'Largeur de la carte',
  nobody: 'Ce tableau est celui des gestionnaires de territoire.',
} as const

export const states = {
  label: 'États des structures',
  help: fr('Que veulent dire ces états ?'),
  helpIntro: 'Chaque structure a un état, et un seul : le premier de cette liste qui lui correspond.'.replace(' :', '\u202f:'),
  todo: fr('Que faire :'),
  all: 'Toutes',
  unit: (count: number) => (count > 1 ? 'structures' : 'structure'),
  /** Shown on hover; said in full under « Que veulent dire ces états ? » too. */
  tip: (etat: EtatStructure) => `${ETAT_STRUCTURE_TEXT[etat].sens} ${ETAT_STRUCTURE_TEXT[etat].agir}`,
} as const

export const filters = {
  label: 'Filtrer les structures',
  words: 'Chercher une structure',
  wordsHint: 'Nom, commune ou SIRET',
  name: {
    departements: 'Département',
    typologies: 'Typologie',
    thematiques: 'Thématique',
    labels: 'Label national',
    sources: 'Source',
  },
  chosen: (name: string, count: number) => `${name}\u202f: ${formatCount(count)}`,
  find: (name: string) => fr(`Chercher : ${name.toLocaleLowerCase('fr')}`),
  nothingFound: 'Rien de ce nom.',
  none: 'Aucune valeur dans ce qui est affiché.',
  value: (label: string, count: number) => `${label}, ${structures(count)}`,
  clearOne: 'Tout décocher',
  clear: 'Effacer les filtres',
  sort: 'Trier par',
  ascending: 'Ordre croissant',
  descending: 'Ordre décroissant',
  nothing: 'Aucune structure ne correspond',
  nothingHelp: 'Élargissez la recherche ou effacez les filtres.',
  empty: 'Aucune structure dans ce territoire',
  emptyHelp: 'Dès qu’une structure y aura son siège, elle sera ici avec son état.',
  tri: {
    nom: 'Nom',
    etat: 'État',
    publies: 'Services publiés',
    actifs: 'Services actifs',
    'a-actualiser': 'Services à actualiser',
    vues: 'Vues',
    'date-maj': 'Mise à jour',
    commune: 'Commune',
  } satisfies Record<(typeof TRIS)[number], string>,
} as const

export const list = {
  label: (count: number) => `${structures(count)}. La carte montre les mêmes.`,
  help: 'Flèches haut et bas pour changer de structure, gauche et droite pour ses boutons, Entrée pour ouvrir son dossier.',
  columns: {
    nom: 'Structure',
    etat: 'État',
    moderation: 'Modération',
    services: 'Services',
    membres: 'Membres',
    vues: 'Vues',
    actes: 'Actions',
  },
  waiting: 'Lecture de la ligne',
  noPlace: 'Lieu inconnu',
  noServices: 'Aucun service publié',
  published: (count: number) => plural(count, 'publié', 'publiés'),
  toUpdate: (count: number) => `${formatCount(count)}\u00a0à actualiser`,
  drafts: (count: number) => plural(count, 'brouillon', 'brouillons'),
  members: (count: number) => plural(count, 'membre', 'membres'),
  admins: (count: number) => (count === 0 ? 'aucun admin.' : `${formatCount(count)}\u00a0admin.`),
  views: (count: number) => plural(count, 'vue', 'vues'),
  viewsHelp: 'Vues des 90 derniers jours',
  moderation: {
    NEED_INITIAL_MODERATION: 'À modérer',
    NEED_NEW_MODERATION: 'À remodérer',
    IN_PROGRESS: 'En cours',
    VALIDATED: 'Validée',
  },
  noModeration: 'Aucune',
  phone: 'Téléphone',
  phoneOf: (name: string) => `Téléphone de ${name}`,
  noPhone: 'Pas de téléphone',
  call: 'Appeler',
  copyPhone: 'Copier le numéro',
  menuOf: (name: string) => `Actions sur ${name}`,
  waits: 'Part bientôt',
} as const

export const rowActs = {
  dossier: 'Ouvrir le dossier',
  page: 'Voir la fiche publique',
} as const

export const map = {
  label: 'Carte des structures',
  usage:
    'Flèches pour déplacer la carte, plus et moins pour zoomer. Sur un repère, flèches pour passer au voisin, Entrée pour l’ouvrir, Échap pour revenir à la carte. Tout ce qui est ici est aussi dans le tableau.',
  skip: 'Passer la carte',
  end: 'Fin de la carte',
  tools: 'Outils de la carte',
  zoomIn: 'Zoomer',
  zoomOut: 'Dézoomer',
  fit: 'Voir toutes les structures',
  legend: 'Légende',
  legendGroup: 'Plusieurs structures : l’anneau montre la part de chaque couleur.'.replace(' :', '\u202f:'),
  loading: 'La carte se prépare',
  failed: 'La carte n’a pas pu être lue',
  baseFailed: 'Le fond de carte n’a pas pu être lu ; les repères restent justes.'.replace(' ;', '\u202f;'),
  noPlace: (count: number) => `${structures(count)} sans lieu sur la carte`,
  allPlaced: (count: number) => `${structures(count)} sur la carte`,
  spot: (name: string, etat: string) => `${name}, ${etat}`,
  /** `drawn`: as the marker writes it; said too, for whoever speaks to it. */
  group: (count: number, drawn: string, parts: string) =>
    `${count < 1000 ? '' : `${drawn}, soit `}${structures(count)}\u202f: ${parts}. Zoomer pour les séparer`,
  groupTip: (count: number, parts: string) => `${structures(count)}\u202f: ${parts}`,
  samePlace: (count: number) => `${structures(count)} au même endroit`,
  more: (rest: string) => `Et ${rest} : affinez les filtres pour les voir.`.replace(' :', '\u202f:'),
  close: 'Fermer la liste',
  part: (count: number, etat: string) => `${formatCount(count)} ${etat.toLocaleLowerCase('fr')}`,
} as const

export const exporting = {
  title: 'Exporter le tableau',
  warningTitle: 'Ce fichier contiendra des données personnelles',
  warning: fr(
    'Il donne les adresses des membres et des personnes invitées de chaque structure. Gardez-le sur un poste professionnel, ne l’envoyez pas par courriel sans protection, et supprimez-le dès que vous n’en avez plus besoin : une fois enregistré, DORA ne peut plus l’effacer pour vous.',
  ),
  count: (count: number) => `${structures(count)}, avec les filtres et l’ordre en cours.`,
  format: 'Format',
  formats: { xlsx: 'Classeur (XLSX)', csv: 'Tableau (CSV)' },
  understood: 'J’ai compris, et ce fichier m’est nécessaire',
  understoodNeeded: 'Cochez cette case pour continuer.',
  confirm: 'Télécharger',
  cancel: 'Annuler',
  busy: 'Préparation du fichier',
  done: (nom: string) => fr(`« ${nom} » est enregistré.`),
} as const
