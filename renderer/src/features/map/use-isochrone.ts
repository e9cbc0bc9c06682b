import { useEffect, useState } from 'react'
import { isWhen, nextWorkingDay } from '#shared/reach/when.ts'
import { hasRadius, type PlaceRef } from '#shared/search/query.ts'
import { useCall } from '../../lib/api.ts'
import { localToday } from '../../lib/local-day.ts'
import type { MapAdapter } from './map-adapter.ts'

/** What may be chosen, in minutes. */
export const LASTING = [30, 45, 60, 90] as const

/** Where public transport leads from the place searched, once wished; drawn from the timetables loaded on this desk alone. */
export const useIsochrone = (adapter: MapAdapter | null, place: PlaceRef | null) => {
  const [wished, setWished] = useState(false)
  const [jour, setJour] = useState(() => nextWorkingDay(localToday()))
  const [depart, setDepart] = useState('08:00')
  const [minutes, setMinutes] = useState<number>(45)
  const { data: networks } = useCall('portee.reseaux', undefined)
  const possible = hasRadius(place) && (networks?.length ?? 0) > 0
  const on = wished && possible
  const ready = on && isWhen(jour, depart)
  const asked = { place: place ?? { kind: 'commune' as const, code: '' }, jour, depart, minutes }
  const { data, error, isFetching, refetch } = useCall('portee.isochrone', asked, { enabled: ready })
  const { lat, lon } = useCall('geo.place', asked.place, { enabled: on }).data ?? { lat: null, lon: null }
  const shown = ready && error === null ? data : undefined

  useEffect(() => {
    adapter?.setIsochrone(shown == null ? null : { stops: shown.arrets, minutes })
    if (shown == null || shown.arrets.length === 0) return
    const seen = [...shown.arrets, ...(lat === null || lon === null ? [] : [{ lat, lon }])]
    const lats = seen.map((at) => at.lat)
    const lons = seen.map((at) => at.lon)
    adapter?.fit({ ouest: Math.min(...lons), est: Math.max(...lons), sud: Math.min(...lats), nord: Math.max(...lats) })
  }, [adapter, shown, minutes, lat, lon])

  return {
    on,
    possible,
    wish: setWished,
    when: { jour, depart, minutes, setJour, setDepart, setMinutes },
    /** Null when no timetable has anything to say of that place and day; undefined before it is known. */
    answer: shown,
    failure: ready ? error : null,
    waiting: ready && isFetching,
    retry: () => void refetch(),
  }
}
export type IsochroneState = ReturnType<typeof useIsochrone>
