import { type RefObject, useEffect, useRef, useState } from 'react'
import { createMapAdapter, type MapAdapter, type MapListeners } from './map-adapter.ts'

/** Makes the map once the container is there and undoes it with it. Listeners may change at each render; the map stays. */
export const useMapAdapter = (container: RefObject<HTMLElement | null>, listeners: MapListeners): MapAdapter | null => {
  const latest = useRef(listeners)
  useEffect(() => {
    latest.current = listeners
  })
  const [adapter, setAdapter] = useState<MapAdapter | null>(null)

  useEffect(() => {
    const element = container.current
    if (element === null) return
    const made = createMapAdapter(element, {
      onView: (view) => latest.current.onView(view),
      onOpen: (cluster, keyboard) => latest.current.onOpen(cluster, keyboard),
      onHover: (id) => latest.current.onHover(id),
      onTiles: (state) => latest.current.onTiles(state),
      onPopupClosed: () => latest.current.onPopupClosed(),
      onPick: (point) => latest.current.onPick(point),
      onPickConfirmed: () => latest.current.onPickConfirmed(),
      onPickCancelled: () => latest.current.onPickCancelled(),
      onPlaceWished: (point) => latest.current.onPlaceWished(point),
    })
    setAdapter(made)
    return () => {
      setAdapter(null)
      made.destroy()
    }
  }, [container])

  return adapter
}
