import * as L from 'leaflet'

export type Rings = { readonly centre: { readonly lat: number; readonly lon: number }; readonly kms: readonly number[] }

/** Distances around the place searched, as the crow flies, each with its kilometres written at its north. Seen, not reached: the legend says them. */
export const createRings = (map: L.Map) => {
  const group = L.layerGroup().addTo(map)
  const renderer = L.svg({ pane: 'rayon', padding: 0.5 })
  const label = (km: number): L.DivIcon => {
    const html = document.createElement('span')
    html.textContent = `${km} km`
    return L.divIcon({ html, className: 'map-distance', iconSize: [0, 0] })
  }
  return {
    set: (rings: Rings | null): void => {
      group.clearLayers()
      if (rings === null) return
      const { lat, lon } = rings.centre
      for (const km of rings.kms) {
        L.circle([lat, lon], {
          radius: km * 1_000,
          renderer,
          pane: 'rayon',
          interactive: false,
          className: 'map-distance-ring',
        }).addTo(group)
        // A degree of latitude is 111.2 km everywhere.
        L.marker([lat + km / 111.2, lon], { icon: label(km), pane: 'rayon', interactive: false, keyboard: false }).addTo(group)
      }
    },
  }
}
