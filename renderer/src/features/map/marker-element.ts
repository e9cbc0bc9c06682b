import type { MapCluster } from '#shared/contract/catalogue.ts'
import { mapText } from '../../i18n/map.ts'
import { displayName } from '#shared/text/names.ts'

/** What a marker looks like and is called. Nodes only, never HTML text: the names come from outside. */

export type MarkerKind = 'service' | 'lieu' | 'groupe'

export const kindOf = ({ count, memeLieu }: MapCluster): MarkerKind => (memeLieu ? 'lieu' : count === 1 ? 'service' : 'groupe')

/** Side in pixels: grows with the order of magnitude, so that 20 and 20,000 are told apart at a glance without covering the map. */
export const sizeOf = (cluster: MapCluster): number => {
  const kind = kindOf(cluster)
  if (kind === 'service') return 24
  if (kind === 'lieu') return 28
  return Math.round(Math.min(52, 24 + 6.5 * Math.log10(cluster.count)))
}

const serviceName = ({ nom }: MapCluster): string => (nom === null ? mapText.sansNom : displayName(nom))

/** Full name for screen readers. */
export const nameOf = (cluster: MapCluster): string => {
  const kind = kindOf(cluster)
  if (kind === 'service') return serviceName(cluster)
  return kind === 'lieu' ? mapText.memeLieu(cluster.count) : mapText.groupe(cluster.count)
}

/** Short name for the tooltip. */
export const tipOf = (cluster: MapCluster): string => {
  const kind = kindOf(cluster)
  if (kind === 'service') return serviceName(cluster)
  return kind === 'lieu' ? mapText.memeLieuCourt(cluster.count) : mapText.groupeCourt(cluster.count)
}

export const markerContent = (cluster: MapCluster): HTMLElement => {
  const face = document.createElement('span')
  face.className = `map-face map-face-${kindOf(cluster)}`
  if (cluster.count > 1) face.textContent = mapText.abrege(cluster.count)
  return face
}
