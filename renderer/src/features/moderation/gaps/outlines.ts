import { useEffect, useState } from 'react'
import { mercatorX, mercatorY, type Shape, shapesOf } from '../../../lib/map/shapes.ts'
import { readLayer } from '../../../lib/map/use-base-layers.ts'

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

const readOutlines = async (): Promise<readonly string[]> => {
  const layer = await readLayer('departements')
  return layer === null ? [] : shapesOf(layer).map(pathOf)
}

type Outlines = { readonly outlines: readonly string[]; readonly failed: boolean }

/** None without a pack that has them: the circles are where they are all the same. `failed`: there are some, which could not be read. */
export const useOutlines = (): Outlines => {
  const [state, setState] = useState<Outlines>({ outlines: [], failed: false })
  useEffect(() => {
    let alive = true
    readOutlines().then(
      (outlines) => alive && setState({ outlines, failed: false }),
      () => alive && setState({ outlines: [], failed: true }),
    )
    return () => {
      alive = false
    }
  }, [])
  return state
}
