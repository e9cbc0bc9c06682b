import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Trajet } from '#shared/contract/portee.ts'
import { BEFORE, nextWorkingDay } from '#shared/reach/when.ts'
import { hasRadius, type PlaceRef } from '#shared/search/query.ts'
import { client, useCall } from './api.ts'
import { localToday } from './local-day.ts'

/** As a page of results: a page more asks for that page alone. */
const AT_ONCE = 50

type Placed = {
  readonly id: string
  readonly lat: number | null
  readonly lon: number | null
  readonly distanceKm: number | null
}
type Answer = Awaited<ReturnType<typeof ask>>

export type Reached = {
  readonly arrivee: string
  readonly jour: string
  /** Whose timetable it is. */
  readonly reseau: string
  /** How to be there before; null for those that no journey reaches; without those to which one does not go. */
  readonly trajets: ReadonlyMap<string, Trajet | null>
}

const ask = (input: { readonly place: PlaceRef; readonly services: string[]; readonly jour: string; readonly arrivee: string }) =>
  client.call('portee.arriver', input)

const merged = (answers: readonly UseQueryResult<Answer>[]) => {
  const told = answers.flatMap(({ data }) => (data === undefined || data.reseau === null ? [] : [data]))
  const reseau = told[0]?.reseau ?? null
  return { reseau, trajets: new Map(told.flatMap(({ trajets }) => trajets.map((one) => [one.serviceId, one.trajet] as const))) }
}

/**
 * Which of these services may be reached from a place by public transport before nine, the next working day; null while nothing is known
 * of it: no timetable loaded here that covers the day and the place, or no place.
 */
export const useReached = (place: PlaceRef | null, cards: readonly Placed[]): Reached | null => {
  const { data: networks } = useCall('portee.reseaux', undefined)
  const jour = nextWorkingDay(localToday())
  const covered = networks?.some(({ du, au }) => du <= jour && jour <= au) === true
  const inputs = useMemo(() => {
    if (!covered || !hasRadius(place)) return []
    const ids = cards
      .filter(({ lat, lon, distanceKm }) => lat !== null && lon !== null && distanceKm !== null)
      .map(({ id }) => id)
    return Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, page) => ({
      place,
      services: ids.slice(page * AT_ONCE, (page + 1) * AT_ONCE),
      jour,
      arrivee: BEFORE,
    }))
  }, [covered, place, cards, jour])
  const { reseau, trajets } = useQueries({
    queries: inputs.map((input) => ({ queryKey: ['portee.arriver', input], queryFn: () => ask(input) })),
    combine: merged,
  })
  return useMemo(() => (reseau === null ? null : { arrivee: BEFORE, jour, reseau, trajets }), [reseau, jour, trajets])
}
