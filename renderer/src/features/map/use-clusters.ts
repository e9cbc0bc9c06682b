import { useEffect, useMemo, useRef } from 'react'
import type { SearchQuery } from '#shared/search/query.ts'
import { useCall } from '../../lib/api.ts'
import { useSettled } from './use-settled.ts'
import { type MapView, windowFor } from '../../lib/map/view-window.ts'

const PAUSE_MS = 150

/** The query without what only the list uses, so that turning a page or sorting asks nothing of the map. */
const mapQueryOf = (query: SearchQuery): SearchQuery => ({ ...query, sort: 'pertinence', offset: 0, limit: 0 })

/** Clusters of the results around what the screen shows. The previous ones stay until the next arrive. */
export const useClusters = (query: SearchQuery, view: MapView) => {
  const written = JSON.stringify(mapQueryOf(query))
  const settled = useSettled(written, PAUSE_MS)
  const asked = useRef<MapView | null>(null)
  const window = useMemo(() => {
    asked.current = windowFor(view, asked.current)
    return asked.current
  }, [view])
  const mapQuery = useMemo(() => JSON.parse(settled) as SearchQuery, [settled])
  const result = useCall('map.clusters', { query: mapQuery, bbox: window.bbox, zoom: window.zoom }, { keepPrevious: true })

  const { error, refetch } = result
  // Another window's search went first; ours is still wanted.
  const replaced = error?.code === 'carte-remplacee'
  useEffect(() => {
    if (replaced) void refetch()
  }, [replaced, refetch])

  return {
    mapQuery,
    data: result.data,
    /** Where the results of `mapQuery` are; undefined while those shown are still the previous ones. */
    bounds: result.isPlaceholderData ? undefined : result.data?.bounds,
    /** Null while a replaced build is being asked again. */
    error: replaced ? null : error,
    waiting: result.isFetching || settled !== written,
    retry: () => void refetch(),
  }
}
