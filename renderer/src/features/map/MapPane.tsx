import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { MapCluster } from '#shared/contract/catalogue.ts'
import type { PlaceRef, SearchQuery } from '#shared/search/query.ts'
import { mapText } from '../../i18n/map.ts'
import { useCall } from '../../lib/api.ts'
import { cx } from '../../lib/cx.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { MAX_ZOOM } from './map-adapter.ts'
import { MapStatus } from './MapStatus.tsx'
import { MapTools } from './MapTools.tsx'
import { MembersList } from './MembersList.tsx'
import type { TilesState } from '../../lib/map/online-tiles.ts'
import { ReachLegend } from './ReachLegend.tsx'
import { PickPanel, usePickedPlace } from './PickPanel.tsx'
import type { PickedPoint } from '../../lib/map/pick-point.ts'
import { intersects } from '../../lib/map/geometry.ts'
import { METROPOLE, territorySeen } from '../../lib/map/parts-of-france.ts'
import { useBaseLayers } from '../../lib/map/use-base-layers.ts'
import { useCardPoint } from './use-card-point.ts'
import { useClusters } from './use-clusters.ts'
import { useMapAdapter } from './use-map-adapter.ts'
import { useIsochrone } from './use-isochrone.ts'
import { useRings } from './use-rings.ts'
import { useSearchPlace } from './use-search-place.ts'
import type { MapView } from '../../lib/map/view-window.ts'
import 'leaflet/dist/leaflet.css'
import '../../lib/map/ground.css'
import './map.css'
import './markers.css'

type Props = {
  readonly query: SearchQuery
  /** Service open in the sheet, if any: ringed, and brought into view. */
  readonly selectedId: string | null
  /** Service under the pointer or the focus in the list: ringed. */
  readonly hoveredId: string | null
  readonly onSelect: (id: string) => void
  readonly onHover: (id: string | null) => void
  /** A point put by hand, labelled after the nearest commune: the place of the next search. */
  readonly onSearchHere: (place: PlaceRef) => void
  /** `settings.tuilesEnLigne`. */
  readonly tuilesEnLigne: boolean
}

type Opened = { readonly cluster: MapCluster; readonly zoom: number }

const STREETS_MISSED_FROM_ZOOM = 13

/**
 * The results on a map. Never the only way to them: the list carries the same services, and this pane can be skipped.
 * It fills its parent, which must be positioned and sized.
 */
export const MapPane = ({ query, selectedId, hoveredId, onSelect, onHover, onSearchHere, tuilesEnLigne }: Props) => {
  const container = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLParagraphElement>(null)
  const usageId = useId()
  const [view, setView] = useState<MapView>({ bbox: METROPOLE.bbox, zoom: 6 })
  const [tiles, setTiles] = useState<TilesState>('eteint')
  const [opened, setOpened] = useState<Opened | null>(null)
  const [popupNode] = useState(() => document.createElement('div'))
  const [picked, setPicked] = useState<PickedPoint | null>(null)
  const { place: pickedPlace, near } = usePickedPlace(picked)

  const { mapQuery, data, bounds: settledBounds, error, waiting, retry } = useClusters(query, view)

  const stopPicking = () => {
    adapter?.stopPicking()
    setPicked(null)
    adapter?.focus()
  }
  const searchPicked = () => {
    if (pickedPlace === null) return
    stopPicking()
    onSearchHere(pickedPlace)
  }

  const adapter = useMapAdapter(container, {
    onView: setView,
    onHover,
    onTiles: setTiles,
    onOpen: (cluster) => {
      if (cluster.id !== null) onSelect(cluster.id)
      else if (cluster.memeLieu || cluster.zoomEclate > MAX_ZOOM || view.zoom >= MAX_ZOOM) setOpened({ cluster, zoom: view.zoom })
      else adapter?.zoomTo(cluster, cluster.zoomEclate)
    },
    onPopupClosed: () => setOpened(null),
    onPick: setPicked,
    onPickConfirmed: searchPicked,
    onPickCancelled: stopPicking,
    onPlaceWished: (point) => adapter?.startPicking(point),
  })
  const { failed: baseFailed } = useBaseLayers(adapter, view)
  useSearchPlace(adapter, mapQuery, settledBounds)
  const rings = useRings(adapter, query.place)
  const isochrone = useIsochrone(adapter, query.place)

  useEffect(() => {
    // On failure the markers of another question must not stand for the answer to this one.
    if (error !== null) adapter?.setClusters([])
    else if (data !== undefined) adapter?.setClusters(data.clusters)
  }, [adapter, data, error])
  useEffect(() => adapter?.setTiles(tuilesEnLigne), [adapter, tuilesEnLigne])

  const selectedAt = useCardPoint(selectedId)
  const hoveredAt = useCardPoint(hoveredId)
  useEffect(() => adapter?.setSelected(selectedId, selectedAt), [adapter, selectedId, selectedAt])
  // One mark is enough for the service that is both open and under the pointer.
  const ringAt = hoveredId === selectedId ? null : hoveredAt
  useEffect(() => adapter?.setHovered(hoveredId, ringAt), [adapter, hoveredId, ringAt])

  // Before the list's own effects: it takes the focus, so it must be in the page by then.
  useLayoutEffect(() => {
    if (opened === null) adapter?.closePopup()
    else adapter?.openPopup(opened.cluster, popupNode)
  }, [adapter, opened, popupNode])
  // A key names a cluster of one result set only, and another file makes another set of the same search.
  const file = useCall('catalogue.info', undefined).data?.genere_le
  useEffect(() => setOpened(null), [mapQuery, file])
  const resizePopup = useCallback(() => adapter?.resizePopup(), [adapter])
  const closePopup = () => {
    if (opened === null) return
    setOpened(null)
    if (adapter?.markers.focusNear(opened.cluster.lat, opened.cluster.lon) === false) adapter.focus()
  }

  const bounds = data?.bounds ?? null
  const inView = ({ lat, lon }: MapCluster) => intersects(view.bbox, { ouest: lon, est: lon, sud: lat, nord: lat })
  return (
    <section className="map" aria-label={mapText.carte} aria-busy={waiting}>
      <button type="button" className="map-skip" onClick={() => end.current?.focus()}>
        {mapText.passer}
      </button>
      <p id={usageId} className="ui-hidden">
        {mapText.usage}
      </p>
      <MapTools
        territory={territorySeen(view.bbox)}
        canFit={bounds !== null}
        picking={picked !== null}
        onTerritory={({ bbox }) => adapter?.fit(bbox)}
        onZoom={(levels) => adapter?.zoomBy(levels)}
        onFit={() => bounds !== null && adapter?.fit(bounds)}
        rings={rings}
        isochrone={isochrone}
        onPick={() => adapter?.startPicking(null)}
      />
      <div ref={container} className="map-canvas" role="application" aria-label={mapText.carte} aria-describedby={usageId} />
      <ReachLegend rings={rings.texts} isochrone={isochrone} />
      <div className={cx('map-progress', waiting && 'is-on')} aria-hidden="true" />
      {error !== null && (
        <div className="map-failure">
          <Notice
            tone="bad"
            title={mapText.etat.panne}
            urgent
            actions={
              <Button size="s" icon="refresh" onPress={retry}>
                {mapText.etat.reessayer}
              </Button>
            }
          >
            {error.message}
          </Notice>
        </div>
      )}
      {picked !== null && <PickPanel near={near} onSearch={searchPicked} onCancel={stopPicking} />}
      <MapStatus
        total={error === null ? data?.total : undefined}
        failed={error !== null}
        sansPoint={data?.sansPoint ?? 0}
        nothingInView={data !== undefined && data.total > 0 && !waiting && !data.clusters.some(inView)}
        tiles={tiles}
        streetsMissing={tiles !== 'ok' && view.zoom >= STREETS_MISSED_FROM_ZOOM}
        baseFailed={baseFailed}
      />
      <p ref={end} tabIndex={-1} className="ui-hidden">
        {mapText.finDeCarte}
      </p>
      {opened !== null &&
        createPortal(
          <MembersList
            query={mapQuery}
            cluster={opened.cluster}
            zoom={opened.zoom}
            selectedId={selectedId}
            onSelect={onSelect}
            onHover={onHover}
            onClose={closePopup}
            onResize={resizePopup}
          />,
          popupNode,
        )}
    </section>
  )
}
