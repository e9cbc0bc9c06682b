import { memo, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { BBox } from '#shared/contract/catalogue.ts'
import type { BoardQuery } from '#shared/moderation/board.ts'
import { ETAT_STRUCTURE_TEXT, ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'
import { map as t } from '../../../../i18n/territoire.ts'
import { useBaseLayers } from '../../../../lib/map/use-base-layers.ts'
import { type MapView, windowFor } from '../../../../lib/map/view-window.ts'
import { useSettings } from '../../../../lib/settings.ts'
import { IconButton } from '../../../../ui/IconButton.tsx'
import { ReadFailure } from '../../../../ui/ReadFailure.tsx'
import { bringLine, hover, useHand } from '../hand.ts'
import { StateShape } from '../StateShape.tsx'
import type { BoardAdapter } from './board-adapter.ts'
import { type BoardPoint, type BoardSpot, MAX_ZOOM } from './clusters.ts'
import { SamePlace } from './SamePlace.tsx'
import { useBoardAdapter, useBoardIndex } from './use-board-map.ts'
import 'leaflet/dist/leaflet.css'
import '../../../../lib/map/ground.css'
import './board-map.css'

const FRANCE: MapView = { bbox: { ouest: -5.2, sud: 41.3, est: 9.6, nord: 51.1 }, zoom: 6 }

type Same = { readonly spot: BoardSpot; readonly points: readonly BoardPoint[] }

const Legend = memo(() => (
  <details className="board-legend" open>
    <summary>{t.legend}</summary>
    <ul>
      {ETATS_STRUCTURE.map((etat) => (
        <li key={etat}>
          <StateShape etat={etat} size={13} />
          {ETAT_STRUCTURE_TEXT[etat].nom}
        </li>
      ))}
    </ul>
    <p>{t.legendGroup}</p>
  </details>
))

type ToolsProps = { readonly adapter: BoardAdapter | null; readonly bounds: BBox | null }

const Tools = memo(({ adapter, bounds }: ToolsProps) => (
  <div className="board-map-tools" role="group" aria-label={t.tools}>
    <IconButton label={t.zoomIn} icon="plus" onPress={() => adapter?.zoomBy(1)} />
    <IconButton label={t.zoomOut} icon="minus" onPress={() => adapter?.zoomBy(-1)} />
    <IconButton label={t.fit} icon="fit" isDisabled={bounds === null} onPress={() => bounds !== null && adapter?.fit(bounds)} />
  </div>
))

type Props = {
  readonly query: BoardQuery
  /** A structure was chosen: its line is brought under the eyes. */
  readonly onChosen?: () => void
}

/** The structures of the board where they are. Never the only way to them: the table has the same, and more. Fills its parent. */
const BoardMap = ({ query, onChosen }: Props) => {
  const container = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLParagraphElement>(null)
  const usageId = useId()
  const [view, setView] = useState<MapView>(FRANCE)
  const [same, setSame] = useState<Same | null>(null)
  const { settings } = useSettings()
  const { index, query: shown, placed, unplaced, known, error, waiting, retry } = useBoardIndex(query)

  const choose = ({ id, rang }: BoardPoint, keyboard: boolean) => {
    bringLine(id, rang, keyboard)
    onChosen?.()
  }
  const adapter = useBoardAdapter(container, {
    onView: setView,
    onHover: hover,
    onOpen: (spot, keyboard) => {
      if (spot.point !== null) choose(spot.point, keyboard)
      else if (spot.cluster !== null && index !== null) {
        const apart = index.zoomApart(spot.cluster)
        if (apart > MAX_ZOOM || view.zoom >= MAX_ZOOM) setSame({ spot, points: index.membersOf(spot.cluster) })
        else adapter?.zoomTo(spot, apart)
      }
    },
  })
  const { failed: baseFailed } = useBaseLayers(adapter, view)
  useEffect(() => adapter?.setTiles(settings?.tuilesEnLigne ?? false), [adapter, settings?.tuilesEnLigne])

  const asked = useRef<MapView | null>(null)
  const around = useMemo(() => {
    asked.current = windowFor(view, asked.current)
    return asked.current
  }, [view])
  useEffect(() => {
    // On failure the structures of another question must not stand for the answer to this one.
    if (error !== null) adapter?.setSpots([])
    else if (index !== null) adapter?.setSpots(index.spots(around.bbox, around.zoom))
  }, [adapter, index, error, around])
  // A group is of one set of structures only.
  useEffect(() => setSame(null), [index])

  // The first structures, then those of another territory, are all brought into view.
  const territory = shown.departements.join()
  const fitted = useRef<string | null>(null)
  useEffect(() => {
    const bounds = index?.bounds ?? null
    if (adapter === null || bounds === null || fitted.current === territory) return
    fitted.current = territory
    adapter.fit(bounds)
  }, [adapter, index, territory])

  const hoveredId = useHand((state) => state.hoveredId)
  const selectedId = useHand((state) => state.selectedId)
  useEffect(() => {
    adapter?.setHovered(hoveredId, hoveredId === null ? null : (index?.at(hoveredId) ?? null))
  }, [adapter, index, hoveredId])
  useEffect(() => {
    adapter?.setSelected(selectedId, selectedId === null ? null : (index?.at(selectedId) ?? null))
  }, [adapter, index, selectedId])

  return (
    <section className="board-map" aria-label={t.label} aria-busy={waiting}>
      <button type="button" className="board-map-skip" onClick={() => end.current?.focus()}>
        {t.skip}
      </button>
      <p id={usageId} className="ui-hidden">
        {t.usage}
      </p>
      <Tools adapter={adapter} bounds={index?.bounds ?? null} />
      <div ref={container} className="board-map-canvas" role="application" aria-label={t.label} aria-describedby={usageId} />
      <Legend />
      {same !== null && (
        <SamePlace
          points={same.points}
          count={same.spot.count}
          onChoose={(point) => {
            setSame(null)
            choose(point, true)
          }}
          onClose={() => {
            setSame(null)
            adapter?.focusNear(same.spot)
          }}
        />
      )}
      {error !== null && (
        <div className="board-map-failure">
          <ReadFailure title={t.failed} error={error} onRetry={retry} />
        </div>
      )}
      <p className="board-map-status" role="status">
        {known ? (unplaced === 0 ? t.allPlaced(placed) : `${t.allPlaced(placed)}, ${t.noPlace(unplaced)}`) : t.loading}
        {baseFailed && ` ${t.baseFailed}`}
      </p>
      <p ref={end} tabIndex={-1} className="ui-hidden">
        {t.end}
      </p>
    </section>
  )
}

export default BoardMap
