import type * as L from 'leaflet'
import type { MapCluster } from '#shared/contract/catalogue.ts'
import { createSpotMarkers, type SpotLook, type SpotMarkers } from '../../lib/map/spot-markers.ts'
import { kindOf, markerContent, nameOf, sizeOf, tipOf } from './marker-element.ts'

export type ClusterMarkers = SpotMarkers<MapCluster>

/** The index may give another key to the same point from one answer to the next. */
const keyOf = ({ lat, lon, count, id }: MapCluster): string => `${lat.toFixed(5)},${lon.toFixed(5)},${count},${id ?? ''}`

const LOOK: SpotLook<MapCluster> = { keyOf, kindOf, sizeOf, contentOf: markerContent, nameOf, tipOf }

type Options = {
  readonly onOpen: (cluster: MapCluster, keyboard: boolean) => void
  readonly onHover: (id: string | null) => void
}

/** The markers of the clusters in view (`map.clusters` sends 500 at most). */
export const createClusterMarkers = (map: L.Map, options: Options): ClusterMarkers =>
  createSpotMarkers(map, { look: LOOK, ...options })
