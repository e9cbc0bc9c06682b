import * as L from 'leaflet'
import { createBaseMap } from './map/base-map.ts'
import { onThemeChange, readMapTheme } from './map/map-theme.ts'
import { createOnlineTiles } from './map/online-tiles.ts'
import { createPickPoint, type PickedPoint } from './map/pick-point.ts'
import { createTownLabels } from './map/town-labels.ts'
import type { GroundedMap } from './map/use-base-layers.ts'
import type { MapView } from './map/view-window.ts'

export type PointAdapter = GroundedMap & {
  /** Puts the pin there, in the middle of the view at this zoom at least, without taking the focus. */
  readonly setPoint: (point: PickedPoint, zoom: number) => void
  readonly look: (at: PickedPoint, zoom: number) => void
  readonly zoomBy: (levels: 1 | -1) => void
  readonly setTiles: (on: boolean) => void
  readonly destroy: () => void
}

type Listeners = {
  readonly label: string
  /** Null when the pin is only shown. */
  readonly onPick: ((point: PickedPoint) => void) | null
  readonly onView: (view: MapView) => void
}

const MAX_ZOOM = 18
const FRANCE: L.LatLngBoundsExpression = [
  [41.3, -5.2],
  [51.1, 9.6],
]

/** A small map with one pin. Everything made here is undone by `destroy`. */
export const createPointAdapter = (container: HTMLElement, { label, onPick, onView }: Listeners): PointAdapter => {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(container, {
    minZoom: 4,
    maxZoom: MAX_ZOOM,
    zoomControl: false,
    attributionControl: false,
    // A page that scrolls must not zoom what passes under the wheel.
    scrollWheelZoom: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
  })
  map.fitBounds(FRANCE, { animate: false })
  const base = createBaseMap(map, readMapTheme())
  const labels = createTownLabels(map, () => [])
  const tiles = createOnlineTiles(map, (state) => labels.setVisible(state !== 'ok'))
  const pick = createPickPoint(map, { label, onMove: (at) => onPick?.(at), fixed: onPick === null })
  if (onPick !== null)
    map.on('click', ({ latlng }) => {
      const { lat, lng } = latlng.wrap()
      pick.start({ lat, lon: lng })
    })

  const tellView = () => {
    const bounds = map.getBounds()
    labels.refresh()
    onView({
      zoom: map.getZoom(),
      bbox: { ouest: bounds.getWest(), sud: bounds.getSouth(), est: bounds.getEast(), nord: bounds.getNorth() },
    })
  }
  map.on('moveend', tellView)
  const observer = new ResizeObserver(() => {
    map.invalidateSize({ pan: true, animate: false })
    tellView()
  })
  observer.observe(container)
  const stopTheme = onThemeChange(() => base.restyle(readMapTheme()))
  const look = ({ lat, lon }: PickedPoint, zoom: number) => map.setView([lat, lon], zoom, { animate: false })

  return {
    base,
    setTowns: labels.setTowns,
    setPoint: (point, zoom) => {
      pick.start(point, false)
      look(point, Math.max(map.getZoom(), zoom))
    },
    look,
    zoomBy: (levels) => map.setZoom(map.getZoom() + levels),
    setTiles: tiles.set,
    destroy: () => {
      stopTheme()
      observer.disconnect()
      // A zoom under way ends on a timer that Leaflet does not clear: it would then move a map that has no pane any more.
      Object.assign(map, { _animatingZoom: false })
      map.remove()
    },
  }
}
