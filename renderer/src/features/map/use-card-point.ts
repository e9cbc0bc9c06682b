import { useMemo } from 'react'
import { useCall } from '../../lib/api.ts'

/** Where a service of the list is, to ring it on the map even while it is inside a cluster; null when it has no point. */
export const useCardPoint = (id: string | null): { readonly lat: number; readonly lon: number } | null => {
  const { data } = useCall('catalogue.cards', { ids: id === null ? [] : [id] }, { enabled: id !== null })
  const card = id === null ? undefined : data?.find((found) => found.id === id)
  const lat = card?.lat ?? null
  const lon = card?.lon ?? null
  // The same object for the same point: a card read again must not move the map again.
  return useMemo(() => (lat === null || lon === null ? null : { lat, lon }), [lat, lon])
}
