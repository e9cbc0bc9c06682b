import type { Facet, Sort } from '#shared/search/query.ts'
import { formatCount, formatDistance, plural } from '../lib/format.ts'

const NN = '\u202f'

export const FACET_TITLES: Readonly<Record<Facet, string>> = {
  thematiques: 'Thématiques et besoins',
  publics: 'Publics',
  types: 'Type de service',
  frais: 'Frais à charge',
  modes_accueil: 'Mode d’accueil',
  modes_mobilisation: 'Mode de mobilisation',
  mobilisable_par: 'Mobilisable par',
  sources: 'Source',
  fraicheur: 'Mise à jour',
  orientable: 'Orientation avec DORA',
  zone: 'Zone d’éligibilité',
}

export const SORT_LABELS: Readonly<Record<Sort, { readonly label: string; readonly detail: string }>> = {
  pertinence: { label: 'Pertinence', detail: 'Mots, besoin, distance, fraîcheur et fiche complète' },
  distance: { label: 'Distance', detail: 'Les plus proches d’abord' },
  fraicheur: { label: 'Mise à jour', detail: 'Les fiches actualisées le plus récemment d’abord' },
  nom: { label: 'Nom', detail: 'Ordre alphabétique' },
  dora: { label: 'Ordre DORA', detail: 'Deux sur place, un à distance, comme sur dora.inclusion.gouv.fr' },
}

export const t = {
  screen: 'Recherche',
  title: 'Rechercher un service',
  words: 'Besoin, mot ou structure',
  wordsPlaceholder: 'permis, garde d’enfant, dettes, papiers…',
  place: 'Lieu',
  placePlaceholder: 'Commune, code postal, département',
  placeNothing: 'Aucun lieu ne correspond. Essayez le nom d’une commune ou un code postal.',
  placeHere: 'Ma position',
  placeHereDetail: 'Demandée à cet ordinateur, jamais envoyée',
  placeMine: 'Mon lieu',
  placeLast: 'Dernier lieu cherché',
  placeHereFailed: `La position de cet ordinateur n’a pas pu être obtenue. Choisissez une commune, ou enregistrez «${'\u202f'}Mon lieu${'\u202f'}» dans les réglages.`,
  placeAddress: 'Adresse (Géoplateforme)',
  pointOnMap: 'Point choisi',
  radius: 'Rayon de recherche',
  radiusValue: (km: number) => `${formatCount(km)}\u00a0km`,
  radiusHelp: 'À vol d’oiseau. Les services à distance sont toujours proposés.',
  filters: 'Filtres',
  filtersHelp: 'Rien n’est coché à votre place. Les filtres restent quand vous changez de recherche.',
  clear: 'Effacer',
  clearGroup: (title: string) => `Effacer le groupe ${title}`,
  clearAll: 'Tout effacer',
  removeFilter: (title: string, label: string) => `Retirer le filtre ${title}${NN}: ${label}`,
  activeFilters: 'Filtres actifs',
  openToAll: 'Les services ouverts à tous restent affichés.',
  findNeed: 'Chercher un besoin',
  noNeed: 'Aucune thématique ne porte ce nom.',
  showNeeds: (label: string) => `Besoins de ${label}`,
  showOthers: (count: number) => `Afficher ${plural(count, 'autre', 'autres')}`,
  facetCount: (count: number) => plural(count, 'service', 'services'),
  results: 'Résultats',
  count: (total: number, remote: number) => {
    if (total === 0) return 'Aucun service'
    if (remote === 0) return plural(total, 'service', 'services')
    if (remote === total) return `${plural(total, 'service', 'services')} à distance`
    return `${plural(total, 'service', 'services')} dont ${formatCount(remote)} à distance`
  },
  near: (place: string) => ` près de ${place}`,
  sort: 'Trier par',
  searching: 'Recherche en cours…',
  understood: 'Compris comme',
  corrected: (from: string, to: string) => `Corrigé${NN}: «${NN}${from}${NN}» lu «${NN}${to}${NN}»`,
  ignored: (words: readonly string[]) =>
    `${words.length > 1 ? 'Mots introuvables, laissés de côté' : 'Mot introuvable, laissé de côté'}${NN}: ${words.map((word) => `«${NN}${word}${NN}»`).join(', ')}`,
  placeApprox: 'Position du lieu approximative.',
  remote: 'À distance',
  alsoRemote: 'Aussi à distance',
  orientable: 'Orientable',
  forAll: 'Ouvert à tous',
  noPlace: 'Lieu non précisé',
  updated: (age: string) => `Actualisé ${age}`,
  star: (name: string) => `Favori${NN}: ${name}`,
  why: 'Pourquoi ce résultat',
  distance: formatDistance,
  more: (count: number) => `Afficher ${formatCount(count)} services de plus`,
  shown: (shown: number, total: number) => `${formatCount(shown)} affichés sur ${formatCount(total)}`,
  empty: 'Aucun service ne correspond',
  emptyHint: 'Voici ce qui donnerait des résultats\u202f:',
  failed: 'La recherche n’a pas abouti',
  retry: 'Réessayer',
  stale: 'Les résultats affichés sont ceux de la recherche précédente.',
  showMap: 'Carte',
  sheet: 'Fiche',
  chooseOne: 'Choisissez un service',
  chooseHint: 'Sa fiche s’ouvrira ici, à côté de la liste.',
  chooseKeys: [
    { keys: ['J', 'K'], does: 'passer d’un résultat à l’autre' },
    { keys: ['Entrée'], does: 'aller à la fiche' },
    { keys: ['F'], does: 'garder en favori' },
    { keys: ['O'], does: 'préparer une orientation' },
    { keys: ['M'], does: 'afficher la carte' },
    { keys: ['?'], does: 'tous les raccourcis' },
  ],
  closeSheet: 'Fermer la fiche',
  openAlone: 'Ouvrir en grand',
} as const
