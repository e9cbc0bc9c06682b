import { lazy, memo, Suspense } from 'react'
import { hover, select, setPlace, useSearchStore } from '../../features/search/store.ts'
import { useSettings } from '../../lib/settings.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'

/** Leaflet is only loaded by those who open the map. */
const MapPane = lazy(() => import('../../features/map/MapPane.tsx').then(({ MapPane: pane }) => ({ default: pane })))

/** The map of the search on screen, tied both ways to the list. */
export const MapSlot = memo(({ onOpen }: { readonly onOpen: (id: string) => void }) => {
  const query = useSearchStore((state) => state.query)
  const selectedId = useSearchStore((state) => state.selectedId)
  const hoveredId = useSearchStore((state) => state.hoveredId)
  const { settings } = useSettings()
  return (
    <div className="map-slot">
      <Suspense fallback={<Skeleton lines={3} className="map-waiting" />}>
        <MapPane
          query={query}
          selectedId={selectedId}
          hoveredId={hoveredId}
          onSelect={(id) => {
            select(id, true)
            onOpen(id)
          }}
          onHover={hover}
          onSearchHere={(place) => setPlace(place, place.kind === 'point' ? place.label : '')}
          tuilesEnLigne={settings?.tuilesEnLigne ?? false}
        />
      </Suspense>
    </div>
  )
})
