import * as L from 'leaflet'

/** `panne`: some tiles of this view did not come; the vector base under them is what is seen. */
export type TilesState = 'eteint' | 'ok' | 'panne'

/** Plan IGN by WMTS, without key, named in the content security policy (geography.md §2.3). Asked for only when the setting says so. */
const PLAN_IGN =
  'https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0' +
  '&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png' +
  '&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}'

export const createOnlineTiles = (map: L.Map, onState: (state: TilesState) => void): { readonly set: (on: boolean) => void } => {
  const pane = map.createPane('tuiles')
  pane.style.zIndex = '300'
  pane.style.pointerEvents = 'none'
  let layer: L.TileLayer | null = null

  const create = (): L.TileLayer => {
    let failed = 0
    let came = 0
    const tiles = L.tileLayer(PLAN_IGN, { pane: 'tuiles', minZoom: 0, maxZoom: 19, className: 'map-tile-layer' })
    tiles.on('loading', () => {
      failed = 0
      came = 0
    })
    tiles.on('tileerror', () => {
      failed++
      onState('panne')
    })
    tiles.on('tileload', () => {
      came++
    })
    tiles.on('load', () => {
      if (failed === 0 && came > 0) onState('ok')
    })
    return tiles
  }

  return {
    set: (on) => {
      if (on === (layer !== null)) return
      layer?.remove()
      layer = on ? create().addTo(map) : null
      onState(on ? 'ok' : 'eteint')
    },
  }
}
