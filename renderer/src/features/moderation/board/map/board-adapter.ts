import * as L from 'leaflet'
import type { BBox } from '#shared/contract/catalogue.ts'
import { createBaseMap } from '../../../../lib/map/base-map.ts'
import { onThemeChange, readMapTheme } from '../../../../lib/map/map-theme.ts'
import { METROPOLE } from '../../../../lib/map/parts-of-france.ts'
import { createOnlineTiles } from '../../../../lib/map/online-tiles.ts'
import { createSpotMarkers } from '../../../../lib/map/spot-markers.ts'
import { createTownLabels } from '../../../../lib/map/town-labels.ts'
import type { GroundedMap } from '../../../../lib/map/use-base-layers.ts'
import type { MapView } from '../../../../lib/map/view-window.ts'
import { type BoardSpot, MAX_ZOOM } from './clusters.ts'
import { SPOT_LOOK } from './spot-look.ts'

type Point = { readonly lat: number; readonly lon: number }

export type BoardAdapter = GroundedMap & {
  readonly setSpots: (spots: readonly BoardSpot[]) => void
  /** The structure of the line under the keyboard: marked, and brought into view. */
  readonly setSelected: (id: string | null, at: Point | null) => void
  readonly setHovered: (id: string | null, at: Point | null) => void
  readonly setTiles: (on: boolean) => void
  readonly fit: (bbox: BBox) => void
  readonly zoomBy: (levels: 1 | -1) => void
  readonly zoomTo: (at: Point, zoom: number) => void
  readonly focusNear: (at: Point) => void
  readonly destroy: () => void
}

type Listeners = {
  readonly onView: (view: MapView) => void
  readonly onOpen: (spot: BoardSpot, keyboard: boolean) => void
  readonly onHover: (id: string | null) => void
}

const boundsOf = ({ ouest, sud, est, nord }: BBox): L.LatLngBounds => L.latLngBounds([sud, ouest], [nord, est])
const FIT_MAX_ZOOM = 14

/** The map of the board. Everything made here is undone by `destroy`. */
export const createBoardAdapter = (container: HTMLElement, { onView, onOpen, onHover }: Listeners): BoardAdapter => {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(container, {
    minZoom: 4,
    maxZoom: MAX_ZOOM,
    zoomSnap: 0.5,
    zoomDelta: 1,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
    worldCopyJump: true,
  })
  map.fitBounds(boundsOf(METROPOLE.bbox), { animate: false })
  const base = createBaseMap(map, readMapTheme())
  const markers = createSpotMarkers<BoardSpot>(map, { look: SPOT_LOOK, onOpen, onHover })
  const labels = createTownLabels(map, markers.boxes)
  const tiles = createOnlineTiles(map, (state) => labels.setVisible(state !== 'ok'))
  const ring = L.marker([0, 0], {
    icon: L.divIcon({ html: document.createElement('span'), className: 'board-ring', iconSize: [0, 0] }),
    interactive: false,
    keyboard: false,
    zIndexOffset: 3000,
  })

  const tellView = () => {
    const bounds = map.getBounds()
    onView({
      zoom: map.getZoom(),
      bbox: { ouest: bounds.getWest(), sud: bounds.getSouth(), est: bounds.getEast(), nord: bounds.getNorth() },
    })
  }
  map.on('moveend', tellView)
  // A pane that is not laid out yet has no size to fit into: the wish waits for its first size.
  let waiting: BBox | null = null
  const fit = (bbox: BBox) => {
    const { x, y } = map.getSize()
    if (x === 0 || y === 0) waiting = bbox
    else
      map.fitBounds(boundsOf(bbox), {
        padding: [28, 28],
        maxZoom: FIT_MAX_ZOOM,
        animate: false,
      })
  }
  const observer = new ResizeObserver(() => {
    map.invalidateSize({ pan: true, animate: false })
    const wish = waiting
    waiting = null
    if (wish !== null) fit(wish)
    labels.refresh()
    tellView()
  })
  observer.observe(container)
  const stopTheme = onThemeChange(() => base.restyle(readMapTheme()))

  return {
    base,
    setTowns: labels.setTowns,
    setSpots: (spots) => {
      markers.set(spots)
      labels.refresh()
    },
    setSelected: (id, at) => {
      markers.setSelected(id)
      if (at !== null) map.panInside([at.lat, at.lon], { padding: [48, 48], animate: false })
    },
    setHovered: (id, at) => {
      markers.setHovered(id)
      if (at === null) ring.remove()
      else ring.setLatLng([at.lat, at.lon]).addTo(map)
    },
    setTiles: tiles.set,
    fit,
    zoomBy: (levels) => map.setZoom(map.getZoom() + levels),
    zoomTo: ({ lat, lon }, zoom) => map.setView([lat, lon], Math.min(zoom, MAX_ZOOM), { animate: !still }),
    focusNear: ({ lat, lon }) => {
      if (!markers.focusNear(lat, lon)) container.focus({ preventScroll: true })
    },
    destroy: () => {
      stopTheme()
      observer.disconnect()
      // A zoom under way ends on a timer that Leaflet does not clear: it would then move a map that has no pane any more.
      Object.assign(map, { _animatingZoom: false })
      map.remove()
    },
  }
}
