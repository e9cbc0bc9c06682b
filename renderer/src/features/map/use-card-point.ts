import { useCall } from '../../lib/api.ts'

/** Where a service of the list is, to ring it on the map even while it is inside a cluster; null when it has no point. */
export const useCardPoint = (id: string | null): { readonly lat: number; readonly lon: number } | null => {
  const { data } = useCall('catalogue.cards', { ids: id === null ? [] : [id] }, { enabled: id !== null })
  const card = id === null ? undefined : data?.find((found) => found.id === id)
  return card === undefined || card.lat === null || card.lon === null ? null : { lat: card.lat, lon: card.lon }
}
