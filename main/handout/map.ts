import type { Feuille, Fiche } from '#shared/handout/sheet.ts'
import type { Outlines } from '../kit/outlines.ts'
import { ACCENT, type Box, INK, LINE, MUTED, type Sheet } from '../pdf/document.ts'

/** A sketch of where the services are: outlines of départements, towns, a number for each place, and the scale. North is up. */

type Located = Fiche & { readonly point: NonNullable<Fiche['point']> }

const RAD = Math.PI / 180
/** A degree of latitude (GRS 80, mean). */
const KM_PER_DEGREE = 111.2
/** A map of one place shows this much around it, in degrees of latitude. */
const LEAST_SPAN = 0.06
const ROOM = 0.18
/** Of whole kilometres, the longest of these that a third of the map holds. */
const SCALES = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]
/** In degrees of latitude: some thirty kilometres. */
const LANDMARK = 0.3
const MOST_TOWNS = 10
const DISC = 9

export const locatedOf = ({ blocs }: Pick<Feuille, 'blocs'>): readonly Located[] =>
  blocs.flatMap(({ fiches }) => fiches).flatMap((fiche) => (fiche.point === null ? [] : [{ ...fiche, point: fiche.point }]))

/** What the map shows, in words. */
export const mapInWords = (located: readonly Located[]): string =>
  `Carte des lieux. ${located.map(({ numero, nom, commune }) => `Numéro ${numero}\u202f: ${nom}${commune === '' ? '' : `, à ${commune}`}.`).join(' ')}`

type Frame = {
  readonly at: (lon: number, lat: number) => readonly [x: number, y: number]
  /** Points of paper in a kilometre. */
  readonly perKm: number
}

type Point = Located['point']

/** A map without any other name tells nothing: the nearest of the larger towns is brought in, when it is near enough. */
const landmark = (located: readonly Located[], { villes }: Outlines): readonly Point[] => {
  const first = located[0]?.point
  if (first === undefined) return []
  const near = villes
    .filter(({ nom }) => !located.some(({ commune }) => commune === nom))
    .map(({ point: [lon, lat] }) => ({ lon, lat, far: Math.hypot((lon - first.lon) * Math.cos(lat * RAD), lat - first.lat) }))
    .filter(({ far }) => far < LANDMARK)
    .sort((a, b) => a.far - b.far)
  return near.slice(0, 2)
}

const frameOf = (points: readonly Point[], { x, y, largeur, hauteur }: Box): Frame => {
  const lats = points.map(({ lat }) => lat)
  const lons = points.map(({ lon }) => lon)
  const middle = { lat: (Math.min(...lats) + Math.max(...lats)) / 2, lon: (Math.min(...lons) + Math.max(...lons)) / 2 }
  const squeeze = Math.max(0.1, Math.cos(middle.lat * RAD))
  const tall = Math.max(LEAST_SPAN, (Math.max(...lats) - Math.min(...lats)) * (1 + 2 * ROOM))
  const wide = Math.max(LEAST_SPAN, (Math.max(...lons) - Math.min(...lons)) * squeeze * (1 + 2 * ROOM))
  const scale = Math.min(largeur / wide, hauteur / tall)
  return {
    at: (lon, lat) => [x + largeur / 2 + (lon - middle.lon) * squeeze * scale, y + hauteur / 2 - (lat - middle.lat) * scale],
    perKm: scale / KM_PER_DEGREE,
  }
}

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.largeur && b.x < a.x + a.largeur && a.y < b.y + b.hauteur && b.y < a.y + a.hauteur

/** Services whose discs would hide one another are one mark: « 1, 3 ». */
const marksOf = (located: readonly Located[], { at }: Frame) => {
  const marks: { x: number; y: number; numeros: number[]; commune: string }[] = []
  for (const { numero, point, commune } of located) {
    const [x, y] = at(point.lon, point.lat)
    const near = marks.find((one) => Math.hypot(one.x - x, one.y - y) < 2 * DISC)
    if (near === undefined) marks.push({ x, y, numeros: [numero], commune })
    else near.numeros.push(numero)
  }
  return marks
}

const drawOutlines = ({ doc }: Sheet, { departements }: Outlines, { at }: Frame): void => {
  for (const { polygons } of departements)
    for (const rings of polygons)
      for (const ring of rings) {
        let [lastX, lastY] = [Infinity, Infinity]
        for (const [index, [lon, lat]] of ring.entries()) {
          const [x, y] = at(lon, lat)
          if (index > 0 && Math.hypot(x - lastX, y - lastY) < 0.35) continue
          if (index === 0) doc.moveTo(x, y)
          else doc.lineTo(x, y)
          lastX = x
          lastY = y
        }
        doc.closePath().lineWidth(0.8).fillAndStroke('#f4f5f8', LINE)
      }
}

const drawScale = (sheet: Sheet, box: Box, { perKm }: Frame): Box => {
  const km = SCALES.findLast((one) => one * perKm <= box.largeur / 3) ?? SCALES[0] ?? 1
  const [x, y, long] = [box.x + 10, box.y + box.hauteur - 12, km * perKm]
  const text = km < 1 ? `${km * 1000}\u00a0m` : `${km}\u00a0km`
  sheet.doc
    .moveTo(x, y - 4)
    .lineTo(x, y)
    .lineTo(x + long, y)
    .lineTo(x + long, y - 4)
    .lineWidth(1)
    .strokeColor(INK)
    .stroke()
  sheet.write(text, x + 4, y - 15, 60, { taille: 9 })
  return { x, y: y - 16, largeur: Math.max(long, 50), hauteur: 18 }
}

export const drawPlaces = (sheet: Sheet, box: Box, located: readonly Located[], outlines: Outlines): void => {
  const { doc } = sheet
  const frame = frameOf([...located.map(({ point }) => point), ...landmark(located, outlines)], box)
  doc.save()
  doc.rect(box.x, box.y, box.largeur, box.hauteur).clip()
  doc.rect(box.x, box.y, box.largeur, box.hauteur).fill('#ffffff')
  drawOutlines(sheet, outlines, frame)
  const marks = marksOf(located, frame)
  const taken: Box[] = marks.map(({ x, y, numeros }) => ({
    x: x - DISC - 4 * (numeros.length - 1),
    y: y - DISC,
    largeur: 2 * DISC + 14 * (numeros.length - 1),
    hauteur: 2 * DISC,
  }))
  taken.push(drawScale(sheet, box, frame))
  const label = (text: string, x: number, y: number, poids: 'normal' | 'gras', couleur: string): boolean => {
    const width = text.length * 5.4 + 6
    const room: Box = { x, y: y - 6, largeur: width, hauteur: 12 }
    const inside = x > box.x && x + width < box.x + box.largeur && room.y > box.y && room.y + 12 < box.y + box.hauteur
    if (!inside || taken.some((one) => overlaps(one, room))) return false
    taken.push(room)
    sheet.write(text, x, room.y, width + 20, { taille: 9, poids, couleur })
    return true
  }
  const named = new Set<string>()
  for (const { x, y, numeros, commune } of marks) {
    const half = DISC + 7 * (numeros.length - 1)
    if (commune === '' || named.has(commune)) continue
    if (label(commune, x + half + 3, y, 'gras', INK) || label(commune, x - half - commune.length * 5.4 - 8, y, 'gras', INK))
      named.add(commune)
  }
  let towns = 0
  for (const { nom, point } of outlines.villes) {
    if (towns >= MOST_TOWNS) break
    const [x, y] = frame.at(point[0], point[1])
    if (named.has(nom) || x < box.x || x > box.x + box.largeur || y < box.y || y > box.y + box.hauteur) continue
    if (!label(nom, x + 4, y, 'normal', MUTED)) continue
    doc.rect(x - 1.5, y - 1.5, 3, 3).fill(MUTED)
    towns++
  }
  for (const { x, y, numeros } of marks) {
    const half = DISC + 7 * (numeros.length - 1)
    doc.roundedRect(x - half, y - DISC, 2 * half, 2 * DISC, DISC).fill(ACCENT)
    sheet.write(numeros.join(', '), x - half, y - 7, 2 * half, {
      taille: 10,
      poids: 'gras',
      couleur: '#ffffff',
      align: 'center',
    })
  }
  doc.restore()
  doc.rect(box.x, box.y, box.largeur, box.hauteur).lineWidth(0.8).strokeColor(LINE).stroke()
}
