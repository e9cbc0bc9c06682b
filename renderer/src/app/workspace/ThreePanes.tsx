import { useEffect, useRef, useState, type ReactNode } from 'react'
import { app } from '../../i18n/app.ts'
import { Splitter } from '../../ui/Splitter.tsx'
import { INITIAL, resize, useLayout } from './layout-store.ts'

const MIN = { filters: 208, list: 320, detail: 340, map: 140 } as const

type Props = {
  readonly filters: ReactNode
  readonly list: ReactNode
  readonly map: ReactNode
  readonly detail: ReactNode
  /** Nothing is chosen: the map has the whole right side. */
  readonly mapAlone: boolean
}

const useSize = () => {
  const element = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight })
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return { element, ...size }
}

const between = (value: number, min: number, max: number) => Math.round(Math.min(Math.max(min, max), Math.max(min, value)))

/** Filters, list and sheet side by side, the map above the sheet. Sizes asked are kept; what is shown fits the window. */
export const ThreePanes = ({ filters, list, map, detail, mapAlone }: Props) => {
  const sizes = useLayout((state) => state.sizes)
  const { element, width, height } = useSize()
  const filtersMax = width - MIN.list - MIN.detail
  const filtersWidth = between(sizes.filters, MIN.filters, Math.min(filtersMax, width * 0.26))
  const listMax = width - filtersWidth - MIN.detail
  const listWidth = between(sizes.list, MIN.list, Math.min(listMax, width * 0.42))
  const mapMax = height - 180
  // Until somebody chooses, a low window leaves more to the sheet than to the map.
  const mapAsked = sizes.map === INITIAL.map ? Math.min(sizes.map, height * 0.42) : sizes.map
  const mapHeight = between(mapAsked, MIN.map, mapMax)
  return (
    <div className="panes" ref={element}>
      <div className="pane" style={{ inlineSize: filtersWidth }}>
        {filters}
      </div>
      <Splitter
        label={app.paneFilters}
        value={filtersWidth}
        min={MIN.filters}
        max={filtersMax}
        initial={INITIAL.filters}
        onChange={(next) => resize({ filters: next })}
      />
      <div className="pane pane-list" style={{ inlineSize: listWidth }}>
        {list}
      </div>
      <Splitter
        label={app.paneList}
        value={listWidth}
        min={MIN.list}
        max={listMax}
        initial={INITIAL.list}
        onChange={(next) => resize({ list: next })}
      />
      <div className="pane pane-right">
        {map !== null && (
          <div className="pane-map" style={mapAlone ? { flex: 1 } : { blockSize: mapHeight }}>
            {map}
          </div>
        )}
        {map !== null && !mapAlone && (
          <Splitter
            direction="row"
            label={app.paneMap}
            value={mapHeight}
            min={MIN.map}
            max={mapMax}
            initial={INITIAL.map}
            onChange={(next) => resize({ map: next })}
          />
        )}
        {(map === null || !mapAlone) && <div className="pane-detail">{detail}</div>}
      </div>
    </div>
  )
}
