import { ETAT_STRUCTURE_TEXT, ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'
import { displayName } from '#shared/text/names.ts'
import { map as t } from '../../../../i18n/territoire.ts'
import { mapText } from '../../../../i18n/map.ts'
import type { SpotLook } from '../../../../lib/map/spot-markers.ts'
import { STATE_LOOKS, type Tone, TONES } from '../state-look.ts'
import type { BoardSpot } from './clusters.ts'

const SVG = 'http://www.w3.org/2000/svg'

const pathOf = (d: string, className: string): SVGPathElement => {
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', d)
  path.setAttribute('class', className)
  return path
}

/** A structure: the shape of its state, on a halo that parts it from the ground. */
const shapeOf = ({ point }: BoardSpot): HTMLElement => {
  const face = document.createElement('span')
  if (point === null) return face
  const { tone, path, hollow } = STATE_LOOKS[point.etat]
  face.className = `board-spot etat-${tone}`
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '-2 -2 20 20')
  svg.append(pathOf(path, 'board-spot-halo'), pathOf(path, hollow ? 'board-spot-line' : 'board-spot-fill'))
  face.append(svg)
  return face
}

/** Colours of the ring are read from the style sheet: themes change under it. */
const COLOURS: Readonly<Record<Tone, string>> = {
  personne: 'var(--bad)',
  agir: 'var(--warn)',
  attente: 'var(--accent-text)',
  bon: 'var(--good)',
  eteint: 'var(--text-quiet)',
}

/** Several: a ring, each colour for its share. */
const ringOf = ({ count, counts }: BoardSpot): HTMLElement => {
  const sums = new Map<Tone, number>()
  for (const etat of ETATS_STRUCTURE) {
    const { tone } = STATE_LOOKS[etat]
    sums.set(tone, (sums.get(tone) ?? 0) + (counts[etat] ?? 0))
  }
  let from = 0
  const stops = TONES.flatMap((tone) => {
    const part = (360 * (sums.get(tone) ?? 0)) / count
    const start = from
    from += part
    return part === 0 ? [] : [`${COLOURS[tone]} ${start}deg ${from}deg`]
  })
  const face = document.createElement('span')
  face.className = 'board-group'
  face.style.background = `conic-gradient(${stops.join(', ')})`
  const figure = document.createElement('span')
  figure.textContent = mapText.abrege(count)
  face.append(figure)
  return face
}

const partsOf = ({ counts }: BoardSpot): string =>
  ETATS_STRUCTURE.flatMap((etat) => {
    const count = counts[etat] ?? 0
    return count === 0 ? [] : [t.part(count, ETAT_STRUCTURE_TEXT[etat].nom)]
  }).join(', ')

/** Looks and names of what stands on the map of the board. */
export const SPOT_LOOK: SpotLook<BoardSpot> = {
  keyOf: ({ lat, lon, count, point }) => `${lat.toFixed(5)},${lon.toFixed(5)},${count},${point?.id ?? ''},${point?.etat ?? ''}`,
  kindOf: ({ point }) => (point === null ? 'groupe' : 'structure'),
  sizeOf: ({ count }) => (count === 1 ? 24 : Math.round(Math.min(54, 28 + 6.5 * Math.log10(count)))),
  contentOf: (spot) => (spot.point === null ? ringOf(spot) : shapeOf(spot)),
  nameOf: (spot) =>
    spot.point === null
      ? t.group(spot.count, mapText.abrege(spot.count), partsOf(spot))
      : t.spot(displayName(spot.point.nom), ETAT_STRUCTURE_TEXT[spot.point.etat].nom),
  tipOf: (spot) =>
    spot.point === null
      ? t.groupTip(spot.count, partsOf(spot))
      : t.spot(displayName(spot.point.nom), ETAT_STRUCTURE_TEXT[spot.point.etat].nom),
}
