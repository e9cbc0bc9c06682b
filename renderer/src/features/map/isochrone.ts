import * as L from 'leaflet'
import { discsOf } from '#shared/reach/bands.ts'

type Stop = { readonly nom: string; readonly lat: number; readonly lon: number; readonly minutes: number }
export type Isochrone = { readonly stops: readonly Stop[]; readonly minutes: number }

/** Around a stop, as the crow flies: close enough that anyone takes it to be at the stop. The legend says it. */
export const DISC_M = 400

/** The stops that are reached in time, as discs that run into one another. Seen, not reached: the legend lists them. */
export const createIsochrone = (map: L.Map) => {
  // The pane is what is seen through, not each disc: where they overlap, nothing is darker.
  const pane = map.createPane('isochrone')
  pane.style.zIndex = '405'
  pane.style.pointerEvents = 'none'
  const group = L.layerGroup().addTo(map)
  const renderer = L.svg({ pane: 'isochrone', padding: 0.5 })
  return {
    set: (isochrone: Isochrone | null): void => {
      group.clearLayers()
      if (isochrone === null) return
      for (const { lat, lon, band } of discsOf(isochrone.stops, isochrone.minutes)) {
        L.circle([lat, lon], {
          radius: DISC_M,
          renderer,
          pane: 'isochrone',
          interactive: false,
          className: `map-iso map-iso-${band + 1}`,
        }).addTo(group)
      }
    },
  }
}
