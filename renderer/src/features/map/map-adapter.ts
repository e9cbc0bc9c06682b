import * as L from 'leaflet'
import type { FeatureCollection } from 'geojson'
import type { BBox, MapCluster } from '#shared/contract/catalogue.ts'
import { type BaseLayerName, type BaseMap, createBaseMap } from '../../lib/map/base-map.ts'
import { type ClusterMarkers, createClusterMarkers } from './cluster-markers.ts'
import type { Town } from '../../lib/map/geometry.ts'
import { onThemeChange, readMapTheme } from '../../lib/map/map-theme.ts'
import { createOnlineTiles, type TilesState } from '../../lib/map/online-tiles.ts'
import { createPickPoint, type PickedPoint } from '../../lib/map/pick-point.ts'
import { createIsochrone, type Isochrone } from './isochrone.ts'
import { createRings, type Rings } from './rings.ts'
import { createSearchPlace, type SearchedPlace } from './search-place.ts'
import { METROPOLE } from '../../lib/map/parts-of-france.ts'
import { mapText } from '../../i18n/map.ts'
import { createTownLabels } from '../../lib/map/town-labels.ts'
import type { MapView } from '../../lib/map/view-window.ts'

type Point = { readonly lat: number; readonly lon: number }

export type MapListeners = {
  readonly onView: (view: MapView) => void
  readonly onOpen: (cluster: MapCluster, keyboard: boolean) => void
  readonly onHover: (id: string | null) => void
  readonly onTiles: (state: TilesState) => void
  readonly onPopupClosed: () => void
  readonly onPick: (point: PickedPoint) => void
  readonly onPickConfirmed: () => void
  readonly onPickCancelled: () => void
  /** A right click or a long press: a way to put a point at once. */
  readonly onPlaceWished: (point: PickedPoint) => void
}

export type MapAdapter = {
  readonly base: Pick<BaseMap, 'setCommunes' | 'setTerritory'> & {
    readonly setLayer: (name: BaseLayerName, data: FeatureCollection) => void
  }
  readonly setTowns: (towns: readonly Town[]) => void
  readonly markers: Pick<ClusterMarkers, 'focusNear'>
  readonly setClusters: (clusters: readonly MapCluster[]) => void
  readonly setPlace: (place: SearchedPlace | null) => void
  /** Circles of distance; null for none. */
  readonly setRings: (rings: Rings | null) => void
  /** Where public transport leads; null for nothing. */
  readonly setIsochrone: (isochrone: Isochrone | null) => void
  /** Rings the service at `at`; `id` also marks its own marker when it stands alone. A selection out of view is brought in. */
  readonly setSelected: (id: string | null, at: Point | null) => void
  readonly setHovered: (id: string | null, at: Point | null) => void
  readonly setTiles: (on: boolean) => void
  readonly fit: (bbox: BBox) => void
  readonly zoomBy: (levels: 1 | -1) => void
  readonly zoomTo: (at: Point, zoom: number) => void
  /** Opens `content` (a node kept by the caller) over a place; `resizePopup` after its content has changed. */
  readonly openPopup: (at: Point, content: HTMLElement) => void
  readonly resizePopup: () => void
  readonly closePopup: () => void
  readonly startPicking: (at: PickedPoint | null) => void
  readonly stopPicking: () => void
  readonly focus: () => void
  readonly destroy: () => void
}

export const MAX_ZOOM = 18
const FIT_MAX_ZOOM = 14
const POPUP_WIDTH = 300
const POPUP_AIR = 16
const TILES_LABELS_HIDDEN = { eteint: false, panne: false, ok: true } as const

const boundsOf = ({ ouest, sud, est, nord }: BBox): L.LatLngBounds => L.latLngBounds([sud, ouest], [nord, est])

/** The only module that makes a Leaflet map. `container` must be empty and positioned; everything made here is undone by `destroy`. */
export const createMapAdapter = (container: HTMLElement, listeners: MapListeners): MapAdapter => {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(container, {
    minZoom: 4,
    // Half steps let a fit fill the pane; the buttons still go level by level.
    zoomSnap: 0.5,
    zoomDelta: 1,
    maxZoom: MAX_ZOOM,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
    worldCopyJump: true,
    // Half a world of sea on each side is enough to lose oneself.
    maxBounds: [
      [-70, -200],
      [80, 200],
    ],
  })
  L.control.scale({ imperial: false, position: 'bottomright', maxWidth: 110 }).addTo(map)
  map.fitBounds(boundsOf(METROPOLE.bbox), { animate: false })

  const base = createBaseMap(map, readMapTheme())
  const place = createSearchPlace(map)
  const rings = createRings(map)
  const isochrone = createIsochrone(map)
  const markers = createClusterMarkers(map, { onOpen: listeners.onOpen, onHover: listeners.onHover })
  const labels = createTownLabels(map, markers.boxes)
  const picking = createPickPoint(map, {
    label: mapText.poser.repere,
    onMove: listeners.onPick,
    onConfirm: listeners.onPickConfirmed,
    onCancel: listeners.onPickCancelled,
  })
  const tiles = createOnlineTiles(map, (state) => {
    labels.setVisible(!TILES_LABELS_HIDDEN[state])
    listeners.onTiles(state)
  })
  const popup = L.popup({
    closeButton: false,
    minWidth: POPUP_WIDTH,
    maxWidth: POPUP_WIDTH,
    autoPanPadding: [POPUP_AIR, POPUP_AIR],
    className: 'map-popup',
  })

  const tellView = () => {
    const bounds = map.getBounds()
    listeners.onView({
      zoom: map.getZoom(),
      bbox: { ouest: bounds.getWest(), sud: bounds.getSouth(), est: bounds.getEast(), nord: bounds.getNorth() },
    })
  }
  map.on('moveend', tellView)
  map.on('popupclose', listeners.onPopupClosed)
  map.on('contextmenu', ({ latlng }) => {
    const { lat, lng } = latlng.wrap()
    listeners.onPlaceWished({ lat, lon: lng })
  })

  // A pane that is not laid out yet has no size to fit into: the wish waits for its first size.
  let waiting: BBox | null = null
  const fit = (bbox: BBox) => {
    const { x, y } = map.getSize()
    if (x === 0 || y === 0) waiting = bbox
    else map.fitBounds(boundsOf(bbox), { padding: [28, 28], maxZoom: FIT_MAX_ZOOM, animate: !still })
  }
  let selectedAt: Point | null = null
  const showSelected = () => {
    if (selectedAt !== null) map.panInside([selectedAt.lat, selectedAt.lon], { padding: [48, 48], animate: !still })
  }
  /** Not `popup.update()`: it takes the content out of the page and puts it back, and the focus is lost. */
  const showPopup = () => {
    const box = popup.getElement()?.getBoundingClientRect()
    if (box === undefined || !popup.isOpen()) return
    const frame = container.getBoundingClientRect()
    const beyond = (low: number, high: number, from: number, to: number) =>
      low < from + POPUP_AIR ? low - from - POPUP_AIR : Math.max(0, high - to + POPUP_AIR)
    const dx = beyond(box.left, box.right, frame.left, frame.right)
    const dy = beyond(box.top, box.bottom, frame.top, frame.bottom)
    if (dx !== 0 || dy !== 0) map.panBy([dx, dy], { animate: !still })
  }

  const observer = new ResizeObserver(() => {
    map.invalidateSize({ pan: true, animate: false })
    const wish = waiting
    waiting = null
    if (wish !== null) fit(wish)
    // The sheet that opens under the map must not push out of view what was just chosen on it.
    else if (popup.isOpen()) showPopup()
    else showSelected()
    labels.refresh()
    tellView()
  })
  observer.observe(container)
  const stopTheme = onThemeChange(() => base.restyle(readMapTheme()))

  return {
    base,
    markers,
    setTowns: labels.setTowns,
    setClusters: (clusters) => {
      markers.set(clusters)
      labels.refresh()
    },
    setPlace: place.setPlace,
    setRings: rings.set,
    setIsochrone: isochrone.set,
    setSelected: (id, at) => {
      markers.setSelected(id)
      place.setSelected(at)
      selectedAt = at
      if (!popup.isOpen()) showSelected()
    },
    setHovered: (id, at) => {
      markers.setHovered(id)
      place.setHovered(at)
    },
    setTiles: tiles.set,
    fit,
    zoomBy: (levels) => map.setZoom(map.getZoom() + levels),
    zoomTo: ({ lat, lon }, zoom) => map.setView([lat, lon], Math.min(zoom, MAX_ZOOM), { animate: !still }),
    openPopup: ({ lat, lon }, content) => popup.setLatLng([lat, lon]).setContent(content).openOn(map),
    resizePopup: showPopup,
    closePopup: () => map.closePopup(popup),
    startPicking: (at) => picking.start(at),
    stopPicking: picking.stop,
    focus: () => container.focus({ preventScroll: true }),
    destroy: () => {
      stopTheme()
      observer.disconnect()
      // A zoom under way ends on a timer that Leaflet does not clear: it would then move a map that has no pane any more.
      Object.assign(map, { _animatingZoom: false })
      map.remove()
    },
  }
}
