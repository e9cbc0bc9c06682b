import { departementLabel } from '#shared/geo/divisions.ts'
import { ACCENT, type Box, type Drawing, INK, LINE, type Sheet } from '../pdf/document.ts'
import type { Outlines } from './outlines.ts'

/** The map of a territory on paper: outlines, structures, the largest towns. Overseas départements have frames of their own. */

type Point = readonly [lon: number, lat: number]
type Panel = { readonly titre: string; readonly codes: readonly string[] }
type Extent = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }

const NAMED_TOWNS = 7
const DOT = 1.7
const RAD = Math.PI / 180
/** Two points of an outline nearer than that are one, on paper. */
const LEAST = 0.35
const PAD = 10

const isOverseas = (code: string): boolean => code.length === 3

export const panelsOf = (codes: readonly string[]): readonly Panel[] => {
  const mainland = codes.filter((code) => !isOverseas(code))
  return [
    ...(mainland.length === 0 ? [] : [{ titre: '', codes: mainland }]),
    ...codes.filter(isOverseas).map((code) => ({ titre: departementLabel(code), codes: [code] })),
  ]
}

const extentOf = (points: readonly Point[]): Extent | null => {
  if (points.length === 0) return null
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of points) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const least = 0.02
  return { west: west - least, east: east + least, south: south - least, north: north + least }
}

/** Equirectangular at the latitude of the middle: true enough over a few départements. */
const projection = (
  { west, south, east, north }: Extent,
  { x, y, largeur, hauteur }: Box,
): ((point: Point) => readonly [number, number]) => {
  const squeeze = Math.cos(((south + north) / 2) * RAD)
  const scale = Math.min((largeur - 2 * PAD) / ((east - west) * squeeze), (hauteur - 2 * PAD) / (north - south))
  const [dx, dy] = [(largeur - (east - west) * squeeze * scale) / 2, (hauteur - (north - south) * scale) / 2]
  return ([lon, lat]) => [x + dx + (lon - west) * squeeze * scale, y + dy + (north - lat) * scale]
}

type Asked = { readonly outlines: Outlines; readonly points: readonly Point[] }

const isWithin = (extent: Extent, [lon, lat]: Point): boolean =>
  lon >= extent.west && lon <= extent.east && lat >= extent.south && lat <= extent.north

const drawPanel = (sheet: Sheet, drawing: Drawing, { titre, codes }: Panel, box: Box, { outlines, points }: Asked): void => {
  const here = new Set(codes)
  const areas = outlines.departements.filter(({ code }) => here.has(code))
  const corners = areas.flatMap(({ polygons }) =>
    polygons.flatMap((rings) => (rings[0] ?? []).map(([lon, lat]): Point => [lon, lat])),
  )
  const extent = extentOf(corners.length > 0 ? corners : points)
  const inner: Box = titre === '' ? box : { ...box, y: box.y + 16, hauteur: box.hauteur - 16 }
  if (titre !== '') sheet.write(titre, box.x, box.y, box.largeur, { taille: 10, poids: 'gras', align: 'center' })
  if (extent === null) return
  const at = projection(extent, inner)
  for (const { polygons } of areas)
    for (const rings of polygons) {
      for (const ring of rings) {
        let [lastX, lastY] = [Infinity, Infinity]
        for (const [index, point] of ring.entries()) {
          const [x, y] = at(point)
          if (index === 0) drawing.moveTo(x, y)
          else if (Math.hypot(x - lastX, y - lastY) < LEAST) continue
          else drawing.lineTo(x, y)
          lastX = x
          lastY = y
        }
        drawing.closePath()
      }
      drawing.lineWidth(0.8).fillAndStroke('#f4f5f8', LINE)
    }
  for (const point of points.filter((one) => isWithin(extent, one))) {
    const [x, y] = at(point)
    drawing.circle(x, y, DOT).fill(ACCENT)
  }
  const taken: Box[] = []
  for (const { nom, point } of outlines.villes.filter(({ departement }) => here.has(departement))) {
    if (taken.length >= NAMED_TOWNS) break
    const [x, y] = at(point)
    const label: Box = { x: x + 4, y: y - 6, largeur: nom.length * 5 + 8, hauteur: 13 }
    const isFree = taken.every(
      (other) =>
        label.x > other.x + other.largeur ||
        other.x > label.x + label.largeur ||
        label.y > other.y + other.hauteur ||
        other.y > label.y + label.hauteur,
    )
    if (!isFree || label.x + label.largeur > box.x + box.largeur) continue
    taken.push(label)
    drawing.rect(x - 1.8, y - 1.8, 3.6, 3.6).fill(INK)
    sheet.write(nom, label.x, label.y, label.largeur + 40, { taille: 9, poids: 'gras' })
  }
}

export const drawMap = (sheet: Sheet, drawing: Drawing, codes: readonly string[], box: Box, asked: Asked): void => {
  const panels = panelsOf(codes)
  const columns = panels.length <= 3 ? panels.length : Math.ceil(panels.length / 2)
  const lines = Math.ceil(panels.length / Math.max(1, columns))
  const [wide, tall] = [box.largeur / columns, box.hauteur / lines]
  for (const [index, panel] of panels.entries()) {
    const [column, line] = [index % columns, Math.floor(index / columns)]
    const one: Box = { x: box.x + column * wide, y: box.y + line * tall, largeur: wide, hauteur: tall }
    drawPanel(sheet, drawing, panel, one, asked)
  }
}
