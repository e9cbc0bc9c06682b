import { useEffect, useRef, useState } from 'react'
import type { FeatureCollection } from 'geojson'
import { client } from '../api.ts'
import type { BaseLayerName, BaseMap } from './base-map.ts'
import { type Extent, extentsByCode, intersects, parseLayer, type Town, townsOf } from './geometry.ts'
import type { MapView } from './view-window.ts'

/** A map with a ground to draw. */
export type GroundedMap = {
  readonly base: Pick<BaseMap, 'setCommunes' | 'setLayer'>
  readonly setTowns: (towns: readonly Town[]) => void
}

/** What makes the shape of the country first, then what helps to find one's way. */
const LAYERS: readonly BaseLayerName[] = ['departements', 'voisins', 'regions', 'lacs', 'eau']
const COMMUNES_FROM_ZOOM = 9
const MAX_DEPARTEMENTS = 12

/** Layers already parsed in this window: closing and opening the map again reads nothing. */
const parsed = new Map<string, Promise<FeatureCollection | null>>()

export const readLayer = (
  layer: BaseLayerName | 'villes' | 'communes',
  departement?: string,
): Promise<FeatureCollection | null> => {
  const key = `${layer}/${departement ?? ''}`
  const known = parsed.get(key)
  if (known !== undefined) return known
  const reading = client
    .call('geo.layer', { layer, ...(departement !== undefined && { departement }) })
    .then((text) => (text === null ? null : parseLayer(text)))
  parsed.set(key, reading)
  // A failure is not kept: the next opening tries again.
  reading.catch(() => parsed.delete(key))
  return reading
}

/**
 * Draws the offline base map, whatever the installed pack has of it, and the communes of the départements in view.
 * Returns whether a layer could not be read: said to the user, for a blank sea is not a map.
 */
export const useBaseLayers = (adapter: GroundedMap | null, view: MapView): { readonly failed: boolean } => {
  const [failed, setFailed] = useState(false)
  const [extents, setExtents] = useState<readonly Extent[]>([])
  const turn = useRef(0)

  useEffect(() => {
    if (adapter === null) return
    let alive = true
    const whenAlive = (use: (data: FeatureCollection) => void) => (data: FeatureCollection | null) => {
      if (alive && data !== null) use(data)
    }
    const fail = () => {
      if (alive) setFailed(true)
    }
    setFailed(false)
    for (const name of LAYERS) {
      readLayer(name)
        .then(
          whenAlive((data) => {
            adapter.base.setLayer(name, data)
            if (name === 'departements') setExtents(extentsByCode(data))
          }),
        )
        .catch(fail)
    }
    readLayer('villes')
      .then(whenAlive((data) => adapter.setTowns(townsOf(data))))
      .catch(fail)
    return () => {
      alive = false
    }
  }, [adapter])

  useEffect(() => {
    if (adapter === null) return
    const mine = ++turn.current
    const codes =
      view.zoom < COMMUNES_FROM_ZOOM
        ? []
        : extents
            .filter(({ bbox }) => intersects(bbox, view.bbox))
            .slice(0, MAX_DEPARTEMENTS)
            .map(({ code }) => code)
    Promise.all(codes.map(async (code) => [code, await readLayer('communes', code)] as const))
      .then((layers) => {
        if (mine !== turn.current) return
        adapter.base.setCommunes(new Map(layers.flatMap(([code, data]) => (data === null ? [] : [[code, data] as const]))))
      })
      .catch(() => setFailed(true))
  }, [adapter, extents, view])

  return { failed }
}
