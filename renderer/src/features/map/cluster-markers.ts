import * as L from 'leaflet'
import type { MapCluster } from '#shared/contract/catalogue.ts'
import type { Box } from '../../lib/map/label-layout.ts'
import { kindOf, markerContent, nameOf, sizeOf, tipOf } from './marker-element.ts'
import { directionOf, nearestSpot, nextSpot, type Spot } from '../../lib/map/spatial-focus.ts'

export type ClusterMarkers = {
  readonly set: (clusters: readonly MapCluster[]) => void
  readonly setSelected: (id: string | null) => void
  readonly setHovered: (id: string | null) => void
  /** Boxes of the markers in pixels of the map's container, for the labels to avoid. */
  readonly boxes: () => readonly Box[]
  /** Focuses the marker nearest to a place; false when there is none in view. */
  readonly focusNear: (lat: number, lon: number) => boolean
}

type Options = {
  /** A marker was pressed: by keyboard when `keyboard`. */
  readonly onOpen: (cluster: MapCluster, keyboard: boolean) => void
  readonly onHover: (id: string | null) => void
}

type Shown = { readonly marker: L.Marker; cluster: MapCluster }

/** The same point keeps its marker from one answer to the next (and with it the focus), whatever key the index gave it. */
const keyOf = ({ lat, lon, count, id }: MapCluster): string => `${lat.toFixed(5)},${lon.toFixed(5)},${count},${id ?? ''}`

/**
 * The markers of the clusters in view: real elements, named, reached by one tab stop and the arrow keys.
 * They are few (`map.clusters` sends 500 at most), so the DOM carries them without effort.
 */
export const createClusterMarkers = (map: L.Map, { onOpen, onHover }: Options): ClusterMarkers => {
  const shown = new Map<string, Shown>()
  const group = L.layerGroup().addTo(map)
  let tabStop: string | null = null
  let selectedId: string | null = null
  let hoveredId: string | null = null

  const elementOf = (key: string | null): HTMLElement | undefined =>
    key === null ? undefined : shown.get(key)?.marker.getElement()

  const inView = (): readonly Spot[] => {
    const { x: width, y: height } = map.getSize()
    return [...shown].flatMap(([key, { marker }]) => {
      const { x, y } = map.latLngToContainerPoint(marker.getLatLng())
      return x >= 0 && y >= 0 && x <= width && y <= height ? [{ key, x, y }] : []
    })
  }

  const moveTabStop = (key: string | null) => {
    elementOf(tabStop)?.setAttribute('tabindex', '-1')
    tabStop = key
    elementOf(tabStop)?.setAttribute('tabindex', '0')
  }

  const placeTabStop = () => {
    const { x, y } = map.getSize()
    const spots = inView()
    if (tabStop === null || !spots.some(({ key }) => key === tabStop)) moveTabStop(nearestSpot(spots, x / 2, y / 2))
  }

  const focus = (key: string | null): boolean => {
    const element = elementOf(key)
    if (element === undefined) return false
    moveTabStop(key)
    element.focus({ preventScroll: true })
    return true
  }

  const onKey = (key: string, event: KeyboardEvent) => {
    const entry = shown.get(key)
    if (entry === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const direction = directionOf(event.key)
    if (direction !== null) {
      const spots = inView()
      const from = spots.find((spot) => spot.key === key)
      if (from !== undefined) focus(nextSpot(spots, from, direction))
    } else if (event.key === 'Enter' || event.key === ' ') onOpen(entry.cluster, true)
    else if (event.key === 'Escape') map.getContainer().focus({ preventScroll: true })
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const paintState = ({ marker, cluster }: Shown) => {
    const element = marker.getElement()
    if (element === undefined) return
    const selected = cluster.id !== null && cluster.id === selectedId
    element.classList.toggle('is-selected', selected)
    element.classList.toggle('is-hovered', cluster.id !== null && cluster.id === hoveredId)
    if (selected) element.setAttribute('aria-current', 'true')
    else element.removeAttribute('aria-current')
    marker.setZIndexOffset(selected ? 2000 : 0)
  }

  const add = (key: string, cluster: MapCluster) => {
    const size = sizeOf(cluster)
    const icon = L.divIcon({
      html: markerContent(cluster),
      className: `map-marker map-marker-${kindOf(cluster)}`,
      iconSize: [size, size],
    })
    const marker = L.marker([cluster.lat, cluster.lon], { icon, riseOnHover: true, keyboard: false, autoPanOnFocus: false })
    const entry: Shown = { marker, cluster }
    const tip = document.createElement('span')
    tip.textContent = tipOf(cluster)
    marker.bindTooltip(tip, { direction: 'top', offset: [0, -size / 2], className: 'map-tip', opacity: 1 })
    marker.on('click', () => onOpen(entry.cluster, false))
    marker.on('mouseover', () => onHover(entry.cluster.id))
    marker.on('mouseout', () => onHover(null))
    marker.addTo(group)
    shown.set(key, entry)
    const element = marker.getElement()
    if (element === undefined) return
    element.setAttribute('role', 'button')
    element.setAttribute('aria-label', nameOf(cluster))
    element.setAttribute('tabindex', '-1')
    element.addEventListener('keydown', (event) => onKey(key, event))
    element.addEventListener('focus', () => {
      moveTabStop(key)
      marker.openTooltip()
      onHover(entry.cluster.id)
    })
    element.addEventListener('blur', () => {
      marker.closeTooltip()
      onHover(null)
    })
    paintState(entry)
  }

  map.on('moveend', placeTabStop)

  return {
    set: (clusters) => {
      const focused = [...shown].find(([, { marker }]) => marker.getElement() === document.activeElement)?.[1].cluster
      const wanted = new Map(clusters.map((cluster) => [keyOf(cluster), cluster]))
      for (const [key, { marker }] of shown) {
        if (wanted.has(key)) continue
        marker.remove()
        group.removeLayer(marker)
        shown.delete(key)
      }
      for (const [key, cluster] of wanted) {
        const kept = shown.get(key)
        if (kept === undefined) add(key, cluster)
        else kept.cluster = cluster
      }
      placeTabStop()
      // The marker under the focus was split or merged: its nearest heir takes the focus, or the keyboard would be lost.
      if (focused !== undefined && document.activeElement === document.body) {
        const { x, y } = map.latLngToContainerPoint([focused.lat, focused.lon])
        if (!focus(nearestSpot(inView(), x, y))) map.getContainer().focus({ preventScroll: true })
      }
    },
    setSelected: (id) => {
      selectedId = id
      for (const entry of shown.values()) paintState(entry)
    },
    setHovered: (id) => {
      hoveredId = id
      for (const entry of shown.values()) paintState(entry)
    },
    boxes: () =>
      [...shown.values()].map(({ marker, cluster }) => {
        const { x, y } = map.latLngToContainerPoint(marker.getLatLng())
        const size = sizeOf(cluster)
        return { x: x - size / 2, y: y - size / 2, width: size, height: size }
      }),
    focusNear: (lat, lon) => {
      const { x, y } = map.latLngToContainerPoint([lat, lon])
      return focus(nearestSpot(inView(), x, y))
    },
  }
}
