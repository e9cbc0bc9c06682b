import { departementOfCommune } from '#shared/geo/divisions.ts'
import { draw } from './dom.ts'
import { type Box, boxOf, type Frame, frameOf, gather, type Mark, markText, type Point } from './frame.ts'
import type { Lieu } from './question.ts'
import type { Result } from './result.ts'

/** The services of a page on the outlines of their départements. The list says all that it says. */

export type Outlines = {
  readonly departements: readonly {
    readonly code: string
    /** Rings of [longitude, latitude]. */
    readonly contours: readonly (readonly (readonly [number, number])[])[]
    readonly boite: Box
  }[]
  /** Largest first. */
  readonly villes: readonly (Point & { readonly nom: string })[]
  readonly credits: readonly string[]
}

export type Shown = { readonly rank: number; readonly result: Result }

const WIDTH = 480
const HEIGHT = 400
const APART = 24
/** Of a letter of the labels, about. */
const LETTER = 6.6

const isOutlines = (data: unknown): data is Outlines =>
  typeof data === 'object' &&
  data !== null &&
  Array.isArray((data as Partial<Outlines>).departements) &&
  Array.isArray((data as Partial<Outlines>).villes) &&
  Array.isArray((data as Partial<Outlines>).credits)

export const readOutlines = (data: unknown): Outlines | null => (isOutlines(data) ? data : null)

/** Départements to draw: that of the territory, and those where the services are. */
export const departementsToDraw = (shown: readonly Shown[], departement: string | null, lieu: Lieu | null): readonly string[] => {
  const codes = [
    departement,
    lieu === null ? null : departementOfCommune(lieu.code),
    ...shown.map(({ result }) =>
      result.point === null || result.codeInsee === null ? null : departementOfCommune(result.codeInsee),
    ),
  ]
  return [...new Set(codes.filter((code) => code !== null))].sort()
}

const outline = (frame: Frame, { contours }: Outlines['departements'][number], own: boolean): SVGElement =>
  draw('path', {
    class: own ? 'land own' : 'land',
    d: contours
      .map(
        (ring) =>
          `M${ring
            .map(([lon, lat]) =>
              frame
                .at(lon, lat)
                .map((value) => value.toFixed(1))
                .join(' '),
            )
            .join('L')}Z`,
      )
      .join(''),
  })

type Rect = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
const meet = (a: Rect, b: Rect): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

/** Names of towns where nothing else is written. */
const towns = (frame: Frame, villes: Outlines['villes'], taken: Rect[]): readonly SVGElement[] =>
  villes.flatMap(({ nom, lat, lon }) => {
    const [x, y] = frame.at(lon, lat)
    const half = (nom.length * LETTER) / 2
    const rect = { x: x - half, y: y - 12, w: half * 2, h: 16 }
    if (x - half < 2 || x + half > frame.width - 2 || y < 14 || y > frame.height - 4) return []
    if (taken.some((other) => meet(rect, other))) return []
    taken.push(rect)
    return [draw('text', { class: 'town', x: x.toFixed(1), y: y.toFixed(1) }, nom)]
  })

/** The place asked for, named whatever is around it. */
const hereOf = (frame: Frame, { lat, lon }: Point, nom: string, taken: Rect[]): readonly SVGElement[] => {
  const [x, y] = frame.at(lon, lat)
  const half = Math.max(8, (nom.length * LETTER) / 2)
  taken.push({ x: x - half, y: y - 8, w: half * 2, h: 32 })
  return [
    draw('circle', { class: 'here', cx: x.toFixed(1), cy: y.toFixed(1), r: 7 }),
    draw('text', { class: 'town asked', x: x.toFixed(1), y: (y + 20).toFixed(1) }, nom),
  ]
}

const markOf = (mark: Mark, onPick: (rank: number) => void): SVGElement => {
  const text = markText(mark)
  const width = Math.max(22, text.length * 7.4 + 10)
  const group = draw(
    'g',
    { class: 'mark' },
    draw('rect', {
      x: (mark.x - width / 2).toFixed(1),
      y: (mark.y - 11).toFixed(1),
      width: width.toFixed(1),
      height: 22,
      rx: 11,
    }),
    draw('text', { x: mark.x.toFixed(1), y: (mark.y + 4.5).toFixed(1) }, text),
  )
  const [first] = mark.ranks
  if (first !== undefined) group.addEventListener('click', () => onPick(first))
  return group
}

/** What is in view: the département of the site, the place asked for, and every service. */
const viewOf = (points: readonly Point[], outlines: Outlines | null, departement: string | null): Box | null => {
  const own = outlines?.departements.find(({ code }) => code === departement)
  return boxOf([
    ...points,
    ...(own === undefined
      ? []
      : [
          { lat: own.boite.sud, lon: own.boite.ouest },
          { lat: own.boite.nord, lon: own.boite.est },
        ]),
  ])
}

/** Holds the place of a map whose outlines are on their way. */
export const emptyMap = (): SVGSVGElement =>
  draw(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
    draw('rect', { class: 'sea', width: WIDTH, height: HEIGHT }),
  )

/** Metropolitan France; a map that also held what is overseas would show neither. */
const isMetropolitan = ({ lat, lon }: Point): boolean => lat > 41 && lat < 51.5 && lon > -5.5 && lon < 10

export type Drawn = { readonly svg: SVGSVGElement; readonly placed: number }

/** Null where there is nothing to place. `onPick`: by the mouse; by the keyboard one reads the list. */
export const drawMap = (
  shown: readonly Shown[],
  outlines: Outlines | null,
  view: { readonly departement: string | null; readonly lieu: Lieu | null },
  onPick: (rank: number) => void,
): Drawn | null => {
  const known = shown.flatMap(({ rank, result: { point } }) => (point === null ? [] : [{ rank, point }]))
  const here = known.filter(({ point }) => isMetropolitan(point))
  const placed = here.length === 0 || view.departement !== null || view.lieu !== null ? known : here
  const { lieu } = view
  const around = lieu === null || lieu.lat === null || lieu.lon === null ? null : { lat: lieu.lat, lon: lieu.lon }
  if (placed.length === 0 && around === null && view.departement === null) return null
  const points = [...placed.map(({ point }) => point), ...(around === null ? [] : [around])]
  const box = viewOf(points, outlines, around === null ? view.departement : null)
  if (box === null) return null
  const frame = frameOf(box, WIDTH, HEIGHT)
  const marks = gather(
    placed.map(({ rank, point }) => {
      const [x, y] = frame.at(point.lon, point.lat)
      return { rank, x, y }
    }),
    APART,
  )
  const taken = marks.map((mark) => {
    const width = Math.max(22, markText(mark).length * 7.4 + 10)
    return { x: mark.x - width / 2, y: mark.y - 12, w: width, h: 24 }
  })
  const marked = around === null ? [] : hereOf(frame, around, lieu?.label.replace(/ \(.*/, '') ?? '', taken)
  const svg = draw(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img' },
    draw('rect', { class: 'sea', width: WIDTH, height: HEIGHT }),
    ...(outlines?.departements ?? []).map((one) => outline(frame, one, one.code === view.departement)),
    ...marked,
    ...towns(frame, outlines?.villes ?? [], taken),
    // The first of the list above the others.
    ...marks.map((mark) => markOf(mark, onPick)).reverse(),
  )
  return { svg, placed: placed.length }
}
