import { RAISON_LABELS } from '#shared/gaps/say.ts'
import { formatCount, formatDate, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** « Pas de solution », in the search; the register of gaps, in the panel. */

export const noSolution = {
  open: 'Pas de solution pour cette personne',
  title: 'Pas de solution',
  intro: fr('Dites pourquoi en un clic : ce qui manque sur votre territoire devient visible de ceux qui décident.'),
  needs: 'Besoins',
  needsHint: 'Ajouter un besoin',
  needsMissing: 'Choisissez un besoin : la recherche n’en dit aucun.',
  needsNone: 'Aucun besoin de ce nom',
  place: 'Lieu',
  placeHint: 'Commune ou département',
  reasons: 'Raison, en un clic',
  reason: RAISON_LABELS,
  sentTitle: 'Ce qui est envoyé',
  sent: fr(
    'Le jour, ces besoins, les publics cochés, la commune ou le département, la raison, votre métier si vous êtes connecté, et un numéro tiré au hasard pour ce poste chaque mois.',
  ),
  notSent: fr(
    'Rien de la personne ni de votre compte : ni nom, ni mots tapés, ni heure. Le registre ne dit rien de moins de cinq personnes.',
  ),
  offline: 'Fonctionne sans réseau\u202f: l’envoi attend.',
  done: 'Merci. Le manque est noté.',
  undo: 'Annuler',
  undone: fr('Annulé : rien n’est envoyé.'),
  tooLate: fr('Trop tard : c’est déjà noté.'),
  failed: fr('Rien n’a été noté.'),
  lost: fr('« Pas de solution » n’a pas pu être noté.'),
  command: 'Pas de solution pour cette personne',
} as const

export const gaps = {
  title: 'Registre des manques',
  intro: fr(
    'Ce que l’on cherche et qui n’existe pas, et ce qui existe ailleurs mais pas ici. Les personnes sont comptées une fois par mois, sans que rien ne les désigne ; rien n’est dit de moins de cinq, et les nombres vont de cinq en cinq.',
  ),
  loading: 'Lecture du registre',
  failed: 'Le registre n’a pas pu être lu',
  filters: 'Filtres',
  departement: 'Territoire',
  allDepartements: 'Toute la France',
  mine: 'Tous mes départements',
  category: 'Catégorie',
  allCategories: 'Toutes les catégories',
  withCount: (label: string, count: number) => `${label} (${formatCount(count)})`,
  period: 'Période',
  until: (jour: string) => `jusqu’au ${formatDate(jour)}`,
  evidence: 'Source',
  allEvidence: 'Toutes les sources',
  countShown: (shown: number, total: number) =>
    shown < total
      ? `Les ${formatCount(shown)} premiers sur ${plural(total, 'manque', 'manques')}`
      : plural(total, 'manque', 'manques'),
  empty: 'Aucun manque à signaler',
  emptyText: fr('Avec ces filtres, rien de ce qui est cherché ne manque, ou trop peu de personnes l’ont cherché pour le dire.'),
  clear: 'Effacer les filtres',
  list: 'Manques, du plus au moins important',
  index: (score: number) => `Indice ${score.toLocaleString('fr-FR', { maximumFractionDigits: 1, minimumFractionDigits: 1 })}`,
  inhabitants: (count: number) => plural(count, 'habitant', 'habitants'),
  nearby: 'Qui le propose autour',
  onMap: 'Voir sur la carte',
  exportCsv: 'CSV',
  exportXlsx: 'Excel',
  exporting: 'Exporter',
  exported: (name: string) => `Fichier enregistré\u202f: ${name}`,
  exportFailed: fr('Le fichier n’a pas pu être fait : rien n’est enregistré.'),
  print: 'Imprimer le rapport',
  reportTitle: 'Manques de l’offre d’insertion',
  reportNote: fr(
    'Pour les financeurs. Établi par DORA à partir des recherches des professionnels, de leurs « pas de solution » et des services publiés. L’indice classe : besoin sans réponse, borné par le bas quand peu de personnes ont cherché, et offre absente là où les territoires voisins ou comparables en ont.',
  ),
} as const

export const gapsMap = {
  title: 'Besoin et offre',
  theme: 'Besoin montré',
  loading: 'Lecture de la carte',
  failed: 'La carte n’a pas pu être lue',
  baseFailed: fr('Le fond de carte n’a pas pu être lu ; les ronds restent justes.'),
  label: (theme: string) =>
    fr(
      `Carte : ${theme}. Un rond par territoire, sa surface suit les habitants sans rien à portée. Le tableau qui suit dit la même chose.`,
    ),
  help: fr('Un rond par territoire. Sa surface suit les habitants sans rien à portée.'),
  legend: 'Besoin ↓ Offre →',
  needs: ['moins de 5 personnes', '5 à 19 personnes', '20 personnes et plus'],
  supplies: ['aucune', 'sous la médiane', 'médiane et plus'],
  table: 'Tableau de la carte',
  columns: {
    zone: 'Territoire',
    habitants: 'Habitants',
    besoin: 'Ont cherché',
    sans: 'Sans réponse',
    offre: 'Services',
    taux: 'Pour 10\u202f000 hab.',
    couverts: 'Habitants couverts',
  },
  few: 'moins de 5',
  notTold: 'non dit',
  tableShown: (shown: number, all: number) =>
    shown < all ? `Les ${formatCount(shown)} territoires où le plus d’habitants sont sans rien, sur ${formatCount(all)}.` : '',
} as const
