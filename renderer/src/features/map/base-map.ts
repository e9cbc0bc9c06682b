import * as L from 'leaflet'
import type { FeatureCollection } from 'geojson'
import { textOf } from './geometry.ts'
import type { MapTheme } from './map-theme.ts'

export type BaseLayerName = 'voisins' | 'departements' | 'regions' | 'eau' | 'lacs'

export type BaseMap = {
  readonly setLayer: (name: BaseLayerName, data: FeatureCollection) => void
  /** Communes drawn, by département; the others are taken away. */
  readonly setCommunes: (byDepartement: ReadonlyMap<string, FeatureCollection>) => void
  /** Outlines the département or région searched. */
  readonly setTerritory: (territory: { readonly layer: 'departements' | 'regions'; readonly code: string } | null) => void
  readonly restyle: (theme: MapTheme) => void
}

/** Order of drawing (geography.md §2.2): communes under water, or the Rhône disappears; limits over all. One canvas each. */
const PANES = { fond: 210, communes: 220, traits: 230 } as const
type Pane = keyof typeof PANES

export const createBaseMap = (map: L.Map, initialTheme: MapTheme): BaseMap => {
  let theme = initialTheme
  let territory: { readonly layer: 'departements' | 'regions'; readonly code: string } | null = null
  const data = new Map<BaseLayerName, FeatureCollection>()
  const drawn: { layer: L.GeoJSON; style: () => L.PathOptions }[] = []
  const communes = new Map<string, L.GeoJSON>()

  const renderers = new Map<Pane, L.Canvas>()
  for (const [name, zIndex] of Object.entries(PANES)) {
    const pane = map.createPane(name)
    pane.style.zIndex = String(zIndex)
    pane.style.pointerEvents = 'none'
    renderers.set(name as Pane, L.canvas({ pane: name, padding: 0.4 }))
  }

  const options = (pane: Pane, style: () => L.PathOptions): L.GeoJSONOptions => {
    const renderer = renderers.get(pane)
    return {
      pane,
      interactive: false,
      // Places of a pack are names, drawn by town-labels.ts: never Leaflet's default image markers.
      filter: ({ geometry }) => geometry.type !== 'Point' && geometry.type !== 'MultiPoint',
      ...(renderer !== undefined && { renderer }),
      style: () => ({ ...style(), ...(renderer !== undefined && { renderer }) }),
    } as L.GeoJSONOptions
  }

  /** A canvas paints in the order of arrival: what belongs under the rest of its pane is sent there. */
  const draw = (collection: FeatureCollection, pane: Pane, style: () => L.PathOptions, under = false) => {
    const layer = L.geoJSON(collection, options(pane, style)).addTo(map)
    if (under) layer.bringToBack()
    drawn.push({ layer, style })
  }

  const far = () => map.getZoom() <= 6
  const fill = (color: string): L.PathOptions => ({
    stroke: true,
    color,
    weight: 0.6,
    fill: true,
    fillColor: color,
    fillOpacity: 1,
  })
  const line = (color: string, weight: number): L.PathOptions => ({ stroke: true, fill: false, color, weight, opacity: 1 })

  const add: { readonly [N in BaseLayerName]: (collection: FeatureCollection) => void } = {
    voisins: (collection) => draw(collection, 'fond', () => ({ ...fill(theme.neighbour), color: theme.line, weight: 0.7 }), true),
    departements: (collection) => {
      draw(collection, 'fond', () => fill(theme.land))
      draw(collection, 'traits', () => ({ ...line(theme.line, far() ? 0.5 : 0.9), opacity: far() ? 0.8 : 1 }))
    },
    regions: (collection) => draw(collection, 'traits', () => line(theme.lineStrong, far() ? 0.9 : 1.5)),
    eau: (collection) => draw(collection, 'traits', () => line(theme.water, far() ? 0.8 : 1.6), true),
    lacs: (collection) => draw(collection, 'traits', () => fill(theme.water), true),
  }

  const communeStyle = (): L.PathOptions => ({ ...line(theme.line, 0.6), opacity: 0.75 })

  let outline: L.GeoJSON | null = null
  const drawTerritory = () => {
    outline?.remove()
    outline = null
    if (territory === null) return
    const { layer, code } = territory
    const features = data.get(layer)?.features.filter(({ properties }) => textOf(properties, 'code') === code) ?? []
    if (features.length === 0) return
    outline = L.geoJSON(
      { type: 'FeatureCollection', features } as FeatureCollection,
      options('traits', () => ({ ...line(theme.circle, 2.5), fill: true, fillColor: theme.circle, fillOpacity: 0.06 })),
    ).addTo(map)
  }

  const restyle = () => {
    for (const { layer, style } of drawn) layer.setStyle(style())
    for (const layer of communes.values()) layer.setStyle(communeStyle())
  }
  let wasFar = far()
  map.on('zoomend', () => {
    if (far() === wasFar) return
    wasFar = far()
    restyle()
  })

  return {
    setLayer: (name, collection) => {
      if (data.has(name)) return
      data.set(name, collection)
      add[name](collection)
      drawTerritory()
    },
    setCommunes: (byDepartement) => {
      for (const [code, layer] of communes) {
        if (byDepartement.has(code)) continue
        layer.remove()
        communes.delete(code)
      }
      for (const [code, collection] of byDepartement) {
        if (!communes.has(code)) communes.set(code, L.geoJSON(collection, options('communes', communeStyle)).addTo(map))
      }
    },
    setTerritory: (next) => {
      territory = next
      drawTerritory()
    },
    restyle: (next) => {
      theme = next
      restyle()
      drawTerritory()
    },
  }
}
