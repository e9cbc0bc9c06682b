/**
 * Rings around a place: distances and nothing else. A speed and a detour would give minutes that are plausible and false (mountains,
 * estuaries: geography.md §4.3). Walking 1 and 2 km, cycling 5 km: what INSEE calls very short and short trips to work
 * (Première 1835; Analyses Grand Est on trips of at most 2 and 5 km). A choice of thresholds, not a measure of this territory.
 */
export type Circle = { readonly moyen: 'pied' | 'velo'; readonly km: number; readonly texte: string }

const NN = '\u202f'
export const CIRCLES: readonly Circle[] = [
  { moyen: 'pied', km: 1, texte: `À pied${NN}: 1 km à vol d’oiseau, souvent plus par la route` },
  { moyen: 'pied', km: 2, texte: `À pied${NN}: 2 km à vol d’oiseau, souvent plus par la route` },
  { moyen: 'velo', km: 5, texte: `À vélo${NN}: 5 km à vol d’oiseau, souvent plus par la route` },
]
