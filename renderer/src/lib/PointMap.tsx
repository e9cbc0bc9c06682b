import { useEffect, useId, useRef, useState } from 'react'
import { pointMap as t } from '../i18n/point-map.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { cx } from './cx.ts'
import { createPointAdapter, type PointAdapter } from './point-map.ts'
import { useBaseLayers } from './map/use-base-layers.ts'
import type { MapView } from './map/view-window.ts'
import 'leaflet/dist/leaflet.css'
import './map/ground.css'
import './PointMap.css'

type Point = { readonly lat: number; readonly lon: number }
type Props = {
  readonly label: string
  /** Where the pin is; null while there is none. */
  readonly point: Point | null
  /** Where to look while there is no pin: the commune. */
  readonly around: Point | null
  /** Absent when the pin is only shown. */
  readonly onPick?: (point: Point) => void
  /** `settings.tuilesEnLigne`. */
  readonly tuilesEnLigne: boolean
}

const WHOLE: MapView = { bbox: { ouest: -5.2, sud: 41.3, est: 9.6, nord: 51.1 }, zoom: 5 }
/** Streets are on the tiles alone: without them, what helps to find one’s way is the towns around. */
const ZOOM = { streets: 15, towns: 11 } as const
const ONE_METRE = 1e-5

/** Degrees to about a metre: no point put by hand means more. */
const rounded = ({ lat, lon }: Point): Point => ({ lat: Math.round(lat * 1e5) / 1e5, lon: Math.round(lon * 1e5) / 1e5 })
const same = (a: Point | null, b: Point | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a.lat - b.lat) < ONE_METRE && Math.abs(a.lon - b.lon) < ONE_METRE)

/**
 * One point on a map, put by a click, dragged, or moved with the arrow keys. Loaded on demand: `lazy(() => import('./PointMap.tsx'))`.
 * Coordinates can always be typed beside it.
 */
const PointMap = ({ label, point, around, onPick, tuilesEnLigne }: Props) => {
  const container = useRef<HTMLDivElement>(null)
  const [adapter, setAdapter] = useState<PointAdapter | null>(null)
  const [view, setView] = useState<MapView>(WHOLE)
  const picked = useRef<Point | null>(null)
  const latest = useRef(onPick)
  const helpId = useId()
  const fixed = onPick === undefined
  useEffect(() => {
    latest.current = onPick
  })
  useEffect(() => {
    const element = container.current
    if (element === null) return
    const made = createPointAdapter(element, {
      label: fixed ? t.ici : t.repere,
      onView: setView,
      onPick: fixed
        ? null
        : (at) => {
            picked.current = rounded(at)
            latest.current?.(picked.current)
          },
    })
    setAdapter(made)
    return () => {
      setAdapter(null)
      made.destroy()
    }
  }, [fixed])
  useBaseLayers(adapter, view)
  useEffect(() => adapter?.setTiles(tuilesEnLigne), [adapter, tuilesEnLigne])

  const zoom = tuilesEnLigne ? ZOOM.streets : ZOOM.towns
  const [lat, lon] = [point?.lat, point?.lon]
  useEffect(() => {
    if (adapter === null || lat === undefined || lon === undefined) return
    // What the pin itself has just told needs no answer.
    if (!same(picked.current, { lat, lon })) adapter.setPoint({ lat, lon }, zoom)
    picked.current = { lat, lon }
  }, [adapter, lat, lon, zoom])
  const [aroundLat, aroundLon] = [around?.lat, around?.lon]
  useEffect(() => {
    if (adapter === null || lat !== undefined || aroundLat === undefined || aroundLon === undefined) return
    adapter.look({ lat: aroundLat, lon: aroundLon }, Math.min(zoom, 13))
  }, [adapter, lat, aroundLat, aroundLon, zoom])

  return (
    <div className="point-map" role="group" aria-label={label}>
      {!fixed && (
        <p id={helpId} className="ui-description">
          {t.aide}
        </p>
      )}
      <div className="point-map-frame">
        <div
          ref={container}
          className={cx('point-map-canvas', fixed && 'point-map-fixed')}
          role="application"
          aria-label={t.carte}
          {...(!fixed && { 'aria-describedby': helpId })}
        />
        <div className="point-map-tools">
          <IconButton label={t.zoomer} icon="plus" onPress={() => adapter?.zoomBy(1)} />
          <IconButton label={t.dezoomer} icon="minus" onPress={() => adapter?.zoomBy(-1)} />
        </div>
      </div>
    </div>
  )
}

export default PointMap
