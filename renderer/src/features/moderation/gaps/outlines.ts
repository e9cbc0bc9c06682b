import { useEffect, useState } from 'react'
import { client } from '../../../lib/api.ts'
import { parseLayer } from '../../../lib/map/geometry.ts'
import { mercatorX, mercatorY, type Shape, shapesOf } from '../../../lib/map/shapes.ts'

/** Outlines of the départements, in the units of the drawing. */

/** Of the world, whose side is 1, to units of which France is some thousand wide. */
const SCALE = 30_000
export const at = ([lon, lat]: readonly [number, number]): readonly [x: number, y: number] => [
  mercatorX(lon) * SCALE,
  mercatorY(lat) * SCALE,
]

/** Detail enough for a map as large as a screen. */
const LEVEL = 1

const pathOf = ({ paths }: Shape): string =>
  paths
    .map(({ levels }) => {
      const points = levels[LEVEL] ?? new Float64Array()
      let d = ''
      for (let i = 0; i < points.length; i += 2)
        d += `${i === 0 ? 'M' : 'L'}${((points[i] ?? 0) * SCALE).toFixed(1)} ${((points[i + 1] ?? 0) * SCALE).toFixed(1)}`
      return `${d}Z`
    })
    .join('')

let read: Promise<readonly string[]> | null = null
const readOutlines = (): Promise<readonly string[]> => {
  read ??= client
    .call('geo.layer', { layer: 'departements' })
    .then((text) => (text === null ? [] : shapesOf(parseLayer(text)).map(pathOf)))
  // A failure is not kept: the next opening tries again.
  read.catch(() => (read = null))
  return read
}

/** None without a pack that has them: the circles are where they are all the same. */
export const useOutlines = (): readonly string[] => {
  const [outlines, setOutlines] = useState<readonly string[]>([])
  useEffect(() => {
    let alive = true
    readOutlines().then(
      (all) => alive && setOutlines(all),
      () => {},
    )
    return () => {
      alive = false
    }
  }, [])
  return outlines
}
