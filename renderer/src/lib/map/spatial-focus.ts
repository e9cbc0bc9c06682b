/** Moving among the markers with the arrow keys: one tab stop for all, then the nearest in the direction pressed. */

export type Spot = { readonly key: string; readonly x: number; readonly y: number }

export type Direction = 'gauche' | 'droite' | 'haut' | 'bas'

const KEYS: { readonly [key: string]: Direction } = {
  ArrowLeft: 'gauche',
  ArrowRight: 'droite',
  ArrowUp: 'haut',
  ArrowDown: 'bas',
}
export const directionOf = (key: string): Direction | null => (Object.hasOwn(KEYS, key) ? (KEYS[key] ?? null) : null)

/** Straying sideways costs more than going far: the key must feel like a direction. */
const SIDEWAYS = 2.5

/** The key of the next spot from `from` (pixels, y downwards), or null when there is none that way. */
export const nextSpot = (spots: readonly Spot[], from: Spot, direction: Direction): string | null => {
  let best: string | null = null
  let least = Infinity
  for (const spot of spots) {
    if (spot.key === from.key) continue
    const dx = spot.x - from.x
    const dy = spot.y - from.y
    const [ahead, aside] =
      direction === 'droite' ? [dx, dy] : direction === 'gauche' ? [-dx, dy] : direction === 'bas' ? [dy, dx] : [-dy, dx]
    if (ahead <= 0) continue
    const cost = ahead + Math.abs(aside) * SIDEWAYS
    if (cost < least) {
      least = cost
      best = spot.key
    }
  }
  return best
}

/** The spot nearest to a point, for the first tab stop and after a zoom. */
export const nearestSpot = (spots: readonly Spot[], x: number, y: number): string | null => {
  let best: string | null = null
  let least = Infinity
  for (const spot of spots) {
    const far = (spot.x - x) ** 2 + (spot.y - y) ** 2
    if (far < least) {
      least = far
      best = spot.key
    }
  }
  return best
}
