import * as L from 'leaflet'
import { directionOf } from './spatial-focus.ts'

export type PickedPoint = { readonly lat: number; readonly lon: number }

type Options = {
  /** Name of the pin: what it is, and the keys that move it. */
  readonly label: string
  readonly onMove: (point: PickedPoint) => void
  /** Shown, not moved. */
  readonly fixed?: boolean
  /** Enter and Escape, where they mean something. */
  readonly onConfirm?: () => void
  readonly onCancel?: () => void
}

const STEP_PX = 12
const STRIDES = { gauche: [-1, 0], droite: [1, 0], haut: [0, -1], bas: [0, 1] } as const

/** A pin put by hand: dropped where one clicks, dragged, or moved with the arrow keys. Active between `start` and `stop`. */
export const createPickPoint = (map: L.Map, { label, onMove, fixed = false, onConfirm, onCancel }: Options) => {
  let pin: L.Marker | null = null

  const tell = () => {
    const at = pin?.getLatLng().wrap()
    if (at !== undefined) onMove({ lat: at.lat, lon: at.lng })
  }
  const put = ({ latlng }: L.LeafletMouseEvent) => {
    pin?.setLatLng(latlng)
    tell()
  }
  const onKey = (event: KeyboardEvent) => {
    const direction = directionOf(event.key)
    if (direction !== null && pin !== null) {
      const [dx, dy] = STRIDES[direction]
      const from = map.latLngToContainerPoint(pin.getLatLng())
      const step = event.shiftKey ? STEP_PX * 5 : STEP_PX
      pin.setLatLng(map.containerPointToLatLng([from.x + dx * step, from.y + dy * step]))
      map.panInside(pin.getLatLng(), { padding: [60, 60] })
      tell()
    } else if (event.key === 'Enter' && onConfirm !== undefined) onConfirm()
    else if (event.key === 'Escape' && onCancel !== undefined) onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    /** Puts the pin at `at`, else in the middle of the view, and gives it the focus unless told not to. */
    start: (at: PickedPoint | null, focus = true) => {
      const where: L.LatLngExpression = at === null ? map.getCenter() : [at.lat, at.lon]
      if (pin === null) {
        const face = document.createElement('span')
        face.className = 'map-pin-face'
        const icon = L.divIcon({ html: face, className: 'map-pin', iconSize: [32, 40], iconAnchor: [16, 38] })
        pin = L.marker(where, { icon, draggable: !fixed, keyboard: false, autoPan: true, zIndexOffset: 4000 }).addTo(map)
        pin.on('dragend', tell)
        const element = pin.getElement()
        if (fixed) {
          element?.setAttribute('role', 'img')
          element?.setAttribute('aria-label', label)
          return
        }
        element?.setAttribute('tabindex', '0')
        element?.setAttribute('role', 'button')
        element?.setAttribute('aria-label', label)
        element?.addEventListener('keydown', onKey)
        map.on('click', put)
        map.getContainer().classList.add('is-picking')
      } else pin.setLatLng(where)
      if (focus) {
        pin.getElement()?.focus({ preventScroll: true })
        tell()
      }
    },
    stop: () => {
      pin?.remove()
      pin = null
      map.off('click', put)
      map.getContainer().classList.remove('is-picking')
    },
  }
}
