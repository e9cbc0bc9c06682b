import * as L from 'leaflet'
import { populationNamedAt, type Town } from './geometry.ts'
import { type Box, layoutLabels, type LabelWish } from './label-layout.ts'

export type TownLabels = {
  readonly setTowns: (towns: readonly Town[]) => void
  /** Lays the names out again: after a move, or when the markers they avoid have changed. */
  readonly refresh: () => void
  readonly setVisible: (visible: boolean) => void
}

type Rank = 'grande' | 'moyenne' | 'petite'
const rankOf = (population: number): Rank => (population >= 150_000 ? 'grande' : population >= 30_000 ? 'moyenne' : 'petite')
const FONT_PX: { readonly [R in Rank]: number } = { grande: 14, moyenne: 13, petite: 12 }
const LINE_HEIGHT = 1.2

const createRuler = () => {
  const context = document.createElement('canvas').getContext('2d')
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font') || 'sans-serif'
  const widths = new Map<string, number>()
  return (text: string, rank: Rank): number => {
    const key = `${rank}${text}`
    let width = widths.get(key)
    if (width === undefined) {
      if (context !== null) context.font = `${rank === 'petite' ? 400 : 700} ${FONT_PX[rank]}px ${family}`
      // A little more than measured: the halo, and a font that may still be loading.
      width = Math.ceil((context?.measureText(text).width ?? text.length * 7) * 1.04) + 2
      widths.set(key, width)
    }
    return width
  }
}

/** Names of towns around their dot. Decorative for screen readers: the places are in the list and in the markers' names. */
export const createTownLabels = (map: L.Map, obstacles: () => readonly Box[]): TownLabels => {
  const pane = map.createPane('libelles')
  pane.style.zIndex = '450'
  pane.style.pointerEvents = 'none'
  pane.setAttribute('aria-hidden', 'true')
  const measure = createRuler()
  const drawn = new Map<string, L.Marker>()
  let towns: readonly Town[] = []
  let visible = true

  const wishes = (): ReadonlyMap<string, LabelWish & { readonly town: Town; readonly rank: Rank }> => {
    const least = populationNamedAt(map.getZoom())
    const bounds = map.getBounds()
    const found = new Map<string, LabelWish & { readonly town: Town; readonly rank: Rank }>()
    for (const town of towns) {
      // Sorted by population: nothing further is large enough.
      if (town.population < least) break
      if (!bounds.contains([town.lat, town.lon])) continue
      const { x, y } = map.latLngToContainerPoint([town.lat, town.lon])
      const rank = rankOf(town.population)
      const key = `${town.nom}@${town.lat},${town.lon}`
      const size = { width: measure(town.nom, rank), height: Math.ceil(FONT_PX[rank] * LINE_HEIGHT) }
      found.set(key, { key, x, y, ...size, priority: town.population, town, rank })
      if (found.size >= 600) break
    }
    return found
  }

  const labelElement = (town: Town, rank: Rank, dx: number, dy: number): HTMLElement => {
    const element = document.createElement('span')
    element.className = `map-town map-town-${rank}`
    const name = document.createElement('span')
    name.textContent = town.nom
    name.style.left = `${dx}px`
    name.style.top = `${dy}px`
    element.append(name)
    return element
  }

  const refresh = () => {
    const { x: width, y: height } = map.getSize()
    const asked = visible ? wishes() : new Map<string, never>()
    const placed = layoutLabels([...asked.values()], obstacles(), { x: 0, y: 0, width, height })
    const wanted = new Map(
      placed.map((label) => [`${label.key}|${Math.round(label.box.x - label.x)},${Math.round(label.box.y - label.y)}`, label]),
    )
    for (const [key, marker] of drawn) {
      if (wanted.has(key)) continue
      marker.remove()
      drawn.delete(key)
    }
    for (const [key, { key: wish, box, x, y }] of wanted) {
      const label = asked.get(wish)
      if (label === undefined || drawn.has(key)) continue
      const html = labelElement(label.town, label.rank, box.x - x, box.y - y)
      const icon = L.divIcon({ html, className: 'map-town-icon', iconSize: [0, 0] })
      const at: L.LatLngTuple = [label.town.lat, label.town.lon]
      drawn.set(key, L.marker(at, { icon, pane: 'libelles', interactive: false, keyboard: false }).addTo(map))
    }
  }

  map.on('moveend', refresh)

  return {
    setTowns: (next) => {
      towns = next
      refresh()
    },
    refresh,
    setVisible: (next) => {
      visible = next
      refresh()
    },
  }
}
