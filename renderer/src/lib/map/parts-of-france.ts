import type { BBox } from '#shared/contract/catalogue.ts'

/** The parts of France too far apart for one view. Rounded extents, for the eye only. */
export type Territory = { readonly key: string; readonly nom: string; readonly bbox: BBox }

export const METROPOLE: Territory = { key: 'metropole', nom: 'Métropole', bbox: { ouest: -5.2, sud: 41.3, est: 9.6, nord: 51.1 } }

export const TERRITORIES: readonly Territory[] = [
  METROPOLE,
  { key: '971', nom: 'Guadeloupe', bbox: { ouest: -61.85, sud: 15.8, est: -60.95, nord: 16.55 } },
  { key: '972', nom: 'Martinique', bbox: { ouest: -61.25, sud: 14.35, est: -60.78, nord: 14.9 } },
  { key: '973', nom: 'Guyane', bbox: { ouest: -54.6, sud: 2.1, est: -51.6, nord: 5.8 } },
  { key: '974', nom: 'La Réunion', bbox: { ouest: 55.2, sud: -21.4, est: 55.85, nord: -20.85 } },
  { key: '976', nom: 'Mayotte', bbox: { ouest: 45, sud: -13.02, est: 45.32, nord: -12.62 } },
]

export const isWithin = ({ ouest, sud, est, nord }: BBox, lat: number, lon: number): boolean =>
  lon >= ouest && lon <= est && lat >= sud && lat <= nord

const overlap = (a: BBox, b: BBox): number =>
  Math.max(0, Math.min(a.est, b.est) - Math.max(a.ouest, b.ouest)) *
  Math.max(0, Math.min(a.nord, b.nord) - Math.max(a.sud, b.sud))

/** The territory that fills most of the view, or null at sea and abroad. */
export const territorySeen = (view: BBox): Territory | null => {
  let best: Territory | null = null
  let most = 0
  for (const territory of TERRITORIES) {
    const seen = overlap(view, territory.bbox)
    if (seen > most) {
      most = seen
      best = territory
    }
  }
  return best
}

/** Degrees around a point within `km`, for the first view of a search. */
export const boxAround = (lat: number, lon: number, km: number): BBox => {
  const dy = km / 111.195
  const dx = dy / Math.max(0.1, Math.cos((lat * Math.PI) / 180))
  return { ouest: lon - dx, sud: lat - dy, est: lon + dx, nord: lat + dy }
}
