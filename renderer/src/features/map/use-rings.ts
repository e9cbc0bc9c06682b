import { useEffect, useState } from 'react'
import { CIRCLES } from '#shared/reach/circles.ts'
import { hasRadius, type PlaceRef } from '#shared/search/query.ts'
import { useCall } from '../../lib/api.ts'
import { boxAround } from '../../lib/map/parts-of-france.ts'
import type { MapAdapter } from './map-adapter.ts'

const WIDEST_KM = Math.max(...CIRCLES.map(({ km }) => km))

/** The rings of distance around a place, drawn once wished; `texts` is what they mean, null while they are not drawn. */
export const useRings = (adapter: MapAdapter | null, place: PlaceRef | null) => {
  const [wished, setWished] = useState(false)
  const possible = hasRadius(place)
  const on = wished && possible
  const { data } = useCall('portee.cercles', { place: place ?? { kind: 'commune', code: '' } }, { enabled: on })
  const shown = on ? data : undefined
  useEffect(() => {
    adapter?.setRings(shown === undefined ? null : { centre: shown.centre, kms: shown.cercles.map(({ km }) => km) })
    // Wished for, they are brought to the size of the map: around a radius of 50 km they would be a dot.
    if (shown !== undefined) adapter?.fit(boxAround(shown.centre.lat, shown.centre.lon, WIDEST_KM))
  }, [adapter, shown])
  return { on, possible, wish: setWished, texts: shown?.cercles.map(({ texte }) => texte) ?? null }
}
