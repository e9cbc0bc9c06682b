import { useEffect, useMemo, useRef } from 'react'
import type { BBox } from '#shared/contract/catalogue.ts'
import type { SearchQuery } from '#shared/search/query.ts'
import { useCall } from '../../lib/api.ts'
import type { MapAdapter } from './map-adapter.ts'
import { boxAround } from '../../lib/map/parts-of-france.ts'

/**
 * Shows the place searched (radius, or outline of a territory) and brings it into view when it changes.
 * Words and filters never move the map: the eye keeps its bearings while narrowing down.
 */
export const useSearchPlace = (adapter: MapAdapter | null, query: SearchQuery, bounds: BBox | null | undefined) => {
  const { radiusKm } = query
  // The same place in a new query is the same place: nothing is drawn or moved again for it.
  const placeKey = JSON.stringify(query.place)
  const place = useMemo(() => JSON.parse(placeKey) as SearchQuery['place'], [placeKey])
  const territory = place?.kind === 'departement' || place?.kind === 'region'
  const located = useCall('geo.place', place ?? { kind: 'commune', code: '' }, { enabled: place !== null && !territory })
  const lat = place === null || territory ? null : (located.data?.lat ?? null)
  const lon = place === null || territory ? null : (located.data?.lon ?? null)
  const fitted = useRef<string | null>(null)

  useEffect(() => {
    adapter?.setPlace(lat === null || lon === null ? null : { lat, lon, radiusKm })
  }, [adapter, lat, lon, radiusKm])

  useEffect(() => {
    const named = place?.kind === 'departement' ? 'departements' : place?.kind === 'region' ? 'regions' : null
    adapter?.base.setTerritory(named === null || place === null || !('code' in place) ? null : { layer: named, code: place.code })
  }, [adapter, place])

  useEffect(() => {
    if (adapter === null) return
    const around = lat !== null && lon !== null
    const wish = around ? `${lat},${lon},${radiusKm}` : placeKey
    if (fitted.current === wish) return
    const box = around ? boxAround(lat, lon, radiusKm) : place === null || territory ? bounds : null
    if (box === null || box === undefined) return
    fitted.current = wish
    adapter.fit(box)
  }, [adapter, lat, lon, radiusKm, place, placeKey, territory, bounds])
}
