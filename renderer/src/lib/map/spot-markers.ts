import * as L from 'leaflet'
import type { Box } from './label-layout.ts'
import { directionOf, nearestSpot, nextSpot, type Spot } from './spatial-focus.ts'
import './spots.css'

/** What stands somewhere on a map: one thing, or several together. `id` is null for several. */
export type Placed = { readonly lat: number; readonly lon: number; readonly id: string | null }

/** How it is drawn and named. Nodes only, never HTML text: names come from outside. */
export type SpotLook<T extends Placed> = {
  /** The same from one answer to the next: it keeps its marker, and the focus with it. */
  readonly keyOf: (spot: T) => string
  readonly kindOf: (spot: T) => string
  /** Side, in pixels. */
  readonly sizeOf: (spot: T) => number
  readonly contentOf: (spot: T) => HTMLElement
  /** For screen readers. */
  readonly nameOf: (spot: T) => string
  readonly tipOf: (spot: T) => string
}

export type SpotMarkers<T extends Placed> = {
  readonly set: (spots: readonly T[]) => void
  readonly setSelected: (id: string | null) => void
  readonly setHovered: (id: string | null) => void
  /** Boxes of the markers in pixels of the map's container, for the labels to avoid. */
  readonly boxes: () => readonly Box[]
  /** Focuses the marker nearest to a place; false when there is none in view. */
  readonly focusNear: (lat: number, lon: number) => boolean
}

type Options<T extends Placed> = {
  readonly look: SpotLook<T>
  /** A marker was pressed: by keyboard when `keyboard`. */
  readonly onOpen: (spot: T, keyboard: boolean) => void
  readonly onHover: (id: string | null) => void
}

type Shown<T> = { readonly marker: L.Marker; spot: T }

/**
 * The markers in view: real elements, named, reached by one tab stop and the arrow keys. Meant for some hundreds of them:
 * what is more is to be clustered first.
 */
export const createSpotMarkers = <T extends Placed>(map: L.Map, { look, onOpen, onHover }: Options<T>): SpotMarkers<T> => {
  const { keyOf, kindOf, sizeOf, contentOf, nameOf, tipOf } = look
  const shown = new Map<string, Shown<T>>()
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
    const near = inView()
    if (tabStop === null || !near.some(({ key }) => key === tabStop)) moveTabStop(nearestSpot(near, x / 2, y / 2))
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
      const near = inView()
      const from = near.find((one) => one.key === key)
      if (from !== undefined) focus(nextSpot(near, from, direction))
    } else if (event.key === 'Enter' || event.key === ' ') onOpen(entry.spot, true)
    else if (event.key === 'Escape') map.getContainer().focus({ preventScroll: true })
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const paintState = ({ marker, spot }: Shown<T>) => {
    const element = marker.getElement()
    if (element === undefined) return
    const selected = spot.id !== null && spot.id === selectedId
    element.classList.toggle('is-selected', selected)
    element.classList.toggle('is-hovered', spot.id !== null && spot.id === hoveredId)
    if (selected) element.setAttribute('aria-current', 'true')
    else element.removeAttribute('aria-current')
    marker.setZIndexOffset(selected ? 2000 : 0)
  }

  const add = (key: string, spot: T) => {
    const size = sizeOf(spot)
    const icon = L.divIcon({
      html: contentOf(spot),
      className: `map-marker map-marker-${kindOf(spot)}`,
      iconSize: [size, size],
    })
    const marker = L.marker([spot.lat, spot.lon], { icon, riseOnHover: true, keyboard: false, autoPanOnFocus: false })
    const entry: Shown<T> = { marker, spot }
    const tip = document.createElement('span')
    tip.textContent = tipOf(spot)
    marker.bindTooltip(tip, { direction: 'top', offset: [0, -size / 2], className: 'map-tip', opacity: 1 })
    marker.on('click', () => onOpen(entry.spot, false))
    marker.on('mouseover', () => onHover(entry.spot.id))
    marker.on('mouseout', () => onHover(null))
    marker.addTo(group)
    shown.set(key, entry)
    const element = marker.getElement()
    if (element === undefined) return
    element.setAttribute('role', 'button')
    element.setAttribute('aria-label', nameOf(spot))
    element.setAttribute('tabindex', '-1')
    element.addEventListener('keydown', (event) => onKey(key, event))
    element.addEventListener('focus', () => {
      moveTabStop(key)
      marker.openTooltip()
      onHover(entry.spot.id)
    })
    element.addEventListener('blur', () => {
      marker.closeTooltip()
      onHover(null)
    })
    paintState(entry)
  }

  map.on('moveend', placeTabStop)

  return {
    set: (spots) => {
      const focused = [...shown].find(([, { marker }]) => marker.getElement() === document.activeElement)?.[1].spot
      const wanted = new Map(spots.map((spot) => [keyOf(spot), spot]))
      for (const [key, { marker }] of shown) {
        if (wanted.has(key)) continue
        marker.remove()
        group.removeLayer(marker)
        shown.delete(key)
      }
      for (const [key, spot] of wanted) {
        const kept = shown.get(key)
        if (kept === undefined) add(key, spot)
        else kept.spot = spot
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
      [...shown.values()].map(({ marker, spot }) => {
        const { x, y } = map.latLngToContainerPoint(marker.getLatLng())
        const size = sizeOf(spot)
        return { x: x - size / 2, y: y - size / 2, width: size, height: size }
      }),
    focusNear: (lat, lon) => {
      const { x, y } = map.latLngToContainerPoint([lat, lon])
      return focus(nearestSpot(inView(), x, y))
    },
  }
}
