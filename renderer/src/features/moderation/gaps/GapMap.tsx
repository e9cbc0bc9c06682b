import { memo, useMemo } from 'react'
import { themeLabel } from '#shared/gaps/say.ts'
import { gapsMap as t } from '../../../i18n/manques.ts'
import { type MapZone, needClass, supplyClass, without } from './look.ts'
import { at, useOutlines } from './outlines.ts'

/** Smallest and largest circle, and the least that is shown around the zones, as parts of the side of the drawing. */
const [LEAST, MOST, MARGIN] = [0.004, 0.035, 0.04]
/** Degrees: overseas is in the table, its circles would make the rest a point. */
const isMainland = ([lon, lat]: readonly [number, number]): boolean => lon > -6 && lon < 10.5 && lat > 41 && lat < 51.5

type Placed = { readonly zone: MapZone; readonly x: number; readonly y: number }

const placedOf = (zones: readonly MapZone[]): readonly Placed[] => {
  const pointed = zones.flatMap((zone) => (zone.point === null ? [] : [{ zone, point: zone.point }]))
  const mainland = pointed.filter(({ point }) => isMainland(point))
  return (mainland.length > 0 ? mainland : pointed).map(({ zone, point }) => {
    const [x, y] = at(point)
    return { zone, x, y }
  })
}

const frameOf = (placed: readonly Placed[]) => {
  const [xs, ys] = [placed.map(({ x }) => x), placed.map(({ y }) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const side = Math.max(right - left, bottom - top, 12)
  const margin = side * (MARGIN + MOST)
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin, side }
}

/** `zones`: the largest circles first, for the small ones to be on top. */
type Props = { readonly theme: string; readonly zones: readonly MapZone[] }

/** A circle for each zone: its surface for those who have nothing, its hue for what is there, its filling for who looked. */
export const GapMap = memo(({ theme, zones }: Props) => {
  const { outlines, failed } = useOutlines()
  const placed = useMemo(() => placedOf(zones), [zones])
  if (placed.length === 0) return null
  const { x, y, width, height, side } = frameOf(placed)
  const most = Math.max(1, ...placed.map(({ zone }) => without(zone)))
  const radius = (zone: MapZone): number => side * (LEAST + (MOST - LEAST) * Math.sqrt(without(zone) / most))
  return (
    <>
      <svg className="gaps-map" role="img" aria-label={t.label(themeLabel(theme))} viewBox={`${x} ${y} ${width} ${height}`}>
        <g className="gaps-land" strokeWidth={side / 600}>
          {outlines.map((d, n) => (
            <path key={n} d={d} />
          ))}
        </g>
        {placed.map(({ zone, x: cx, y: cy }) => (
          <circle
            key={zone.code}
            className={`gaps-dot gaps-s${supplyClass(zone)} gaps-n${needClass(zone)}`}
            cx={cx}
            cy={cy}
            r={radius(zone)}
            strokeWidth={side / 400}
          >
            <title>{zone.nom}</title>
          </circle>
        ))}
      </svg>
      {failed && (
        <p className="muted" role="status">
          {t.baseFailed}
        </p>
      )}
    </>
  )
})

const CLASSES = [0, 1, 2] as const

/** The two scales, crossed. */
export const GapLegend = () => (
  <table className="gaps-legend" aria-hidden="true">
    <thead>
      <tr>
        <th>{t.legend}</th>
        {CLASSES.map((supply) => (
          <th key={supply}>{t.supplies[supply]}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {CLASSES.map((need) => (
        <tr key={need}>
          <th>{t.needs[need]}</th>
          {CLASSES.map((supply) => (
            <td key={supply}>
              <svg viewBox="0 0 20 20" width="18" height="18">
                <circle className={`gaps-dot gaps-s${supply} gaps-n${need}`} cx="10" cy="10" r="7" strokeWidth="2" />
              </svg>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
