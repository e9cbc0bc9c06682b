import type * as L from 'leaflet'
import type { FeatureCollection } from 'geojson'
import type { MapTheme } from './map-theme.ts'
import { type Shape, shapesOf } from './shapes.ts'
import { createVectorCanvas } from './vector-canvas.ts'

export type BaseLayerName = 'voisins' | 'departements' | 'regions' | 'eau' | 'lacs'
export type SearchedTerritory = { readonly layer: 'departements' | 'regions'; readonly code: string }

export type BaseMap = {
  readonly setLayer: (name: BaseLayerName, data: FeatureCollection) => void
  /** Communes drawn, by département; the others are taken away. */
  readonly setCommunes: (byDepartement: ReadonlyMap<string, FeatureCollection>) => void
  /** Outlines the département or region searched. */
  readonly setTerritory: (territory: SearchedTerritory | null) => void
  readonly restyle: (theme: MapTheme) => void
}

const far = (zoom: number): boolean => zoom < 6.5

/** The offline base map: what the installed pack has of it, in the order of geography.md §2.2 (communes under water, or the Rhône disappears). */
export const createBaseMap = (map: L.Map, initialTheme: MapTheme): BaseMap => {
  const pane = map.createPane('fond')
  pane.style.zIndex = '210'
  pane.style.pointerEvents = 'none'

  let theme = initialTheme
  let territory: SearchedTerritory | null = null
  const layers = new Map<BaseLayerName, readonly Shape[]>()
  const communes = new Map<string, readonly Shape[]>()
  const layer = (name: BaseLayerName) => () => layers.get(name) ?? []
  const searched = () => {
    const wanted = territory
    return wanted === null ? [] : layer(wanted.layer)().filter(({ code }) => code === wanted.code)
  }

  const { redraw } = createVectorCanvas(map, 'fond', [
    { shapes: layer('voisins'), fill: () => theme.neighbour, line: () => ({ color: theme.line, width: 0.7 }) },
    // The line of its own colour closes the hair between two neighbours.
    { shapes: layer('departements'), fill: () => theme.land, line: () => ({ color: theme.land, width: 0.6 }) },
    { shapes: () => [...communes.values()].flat(), line: () => ({ color: theme.line, width: 0.6 }), opacity: 0.75 },
    { shapes: layer('lacs'), fill: () => theme.water },
    { shapes: layer('eau'), line: (zoom) => ({ color: theme.water, width: far(zoom) ? 0.8 : 1.6 }) },
    { shapes: layer('departements'), line: (zoom) => ({ color: theme.line, width: far(zoom) ? 0.5 : 0.9 }) },
    { shapes: layer('regions'), line: (zoom) => ({ color: theme.lineStrong, width: far(zoom) ? 0.9 : 1.5 }) },
    { shapes: searched, fill: () => theme.circle, opacity: 0.06 },
    { shapes: searched, line: () => ({ color: theme.circle, width: 2.5 }) },
  ])

  return {
    setLayer: (name, data) => {
      layers.set(name, shapesOf(data))
      redraw()
    },
    setCommunes: (byDepartement) => {
      const gone = [...communes.keys()].filter((code) => !byDepartement.has(code))
      const come = [...byDepartement].filter(([code]) => !communes.has(code))
      for (const code of gone) communes.delete(code)
      for (const [code, data] of come) communes.set(code, shapesOf(data))
      // Most moves change nothing here, and the move itself has drawn.
      if (gone.length + come.length > 0) redraw()
    },
    setTerritory: (next) => {
      territory = next
      redraw()
    },
    restyle: (next) => {
      theme = next
      redraw()
    },
  }
}
