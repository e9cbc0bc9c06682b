import * as L from 'leaflet'
import { mapText } from '../../i18n/map.ts'
import { directionOf } from './spatial-focus.ts'

export type PickedPoint = { readonly lat: number; readonly lon: number }

type Options = { readonly onMove: (point: PickedPoint) => void; readonly onConfirm: () => void; readonly onCancel: () => void }

const STEP_PX = 12
const STRIDES = { gauche: [-1, 0], droite: [1, 0], haut: [0, -1], bas: [0, 1] } as const

/** A pin put by hand: dropped where one clicks, dragged, or moved with the arrow keys. Active between `start` and `stop`. */
export const createPickPoint = (map: L.Map, { onMove, onConfirm, onCancel }: Options) => {
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
    } else if (event.key === 'Enter') onConfirm()
    else if (event.key === 'Escape') onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    /** Puts the pin at `at`, else in the middle of the view, and gives it the focus. */
    start: (at: PickedPoint | null) => {
      const where: L.LatLngExpression = at === null ? map.getCenter() : [at.lat, at.lon]
      if (pin === null) {
        const face = document.createElement('span')
        face.className = 'map-pin-face'
        const icon = L.divIcon({ html: face, className: 'map-pin', iconSize: [32, 40], iconAnchor: [16, 38] })
        pin = L.marker(where, { icon, draggable: true, keyboard: false, autoPan: true, zIndexOffset: 4000 }).addTo(map)
        pin.on('dragend', tell)
        const element = pin.getElement()
        element?.setAttribute('tabindex', '0')
        element?.setAttribute('role', 'button')
        element?.setAttribute('aria-label', mapText.poser.repere)
        element?.addEventListener('keydown', onKey)
        map.on('click', put)
        map.getContainer().classList.add('is-picking')
      } else pin.setLatLng(where)
      pin.getElement()?.focus({ preventScroll: true })
      tell()
    },
    stop: () => {
      pin?.remove()
      pin = null
      map.off('click', put)
      map.getContainer().classList.remove('is-picking')
    },
  }
}
