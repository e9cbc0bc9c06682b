import * as L from 'leaflet'

export type SearchedPlace = { readonly lat: number; readonly lon: number; readonly radiusKm: number }

const spot = (className: string): L.DivIcon => L.divIcon({ html: document.createElement('span'), className, iconSize: [0, 0] })

/** The radius searched, the place it is around, and rings over the service selected or hovered in the list. Seen, not reached: the list says it. */
export const createSearchPlace = (map: L.Map) => {
  const below = map.createPane('rayon')
  below.style.zIndex = '410'
  below.style.pointerEvents = 'none'
  const above = map.createPane('anneaux')
  above.style.zIndex = '640'
  above.style.pointerEvents = 'none'
  const renderer = L.svg({ pane: 'rayon', padding: 0.5 })

  const mark = (className: string, pane: string) => {
    const marker = L.marker([0, 0], { icon: spot(className), pane, interactive: false, keyboard: false })
    return (at: { readonly lat: number; readonly lon: number } | null) => {
      if (at === null) marker.remove()
      else marker.setLatLng([at.lat, at.lon]).addTo(map)
    }
  }
  const setCentre = mark('map-place', 'rayon')
  let circle: L.Circle | null = null

  return {
    setPlace: (place: SearchedPlace | null) => {
      circle?.remove()
      circle =
        place === null
          ? null
          : L.circle([place.lat, place.lon], {
              radius: place.radiusKm * 1000,
              renderer,
              pane: 'rayon',
              interactive: false,
              className: 'map-radius',
            }).addTo(map)
      setCentre(place)
    },
    setSelected: mark('map-ring map-ring-selected', 'anneaux'),
    setHovered: mark('map-ring map-ring-hovered', 'anneaux'),
  }
}
