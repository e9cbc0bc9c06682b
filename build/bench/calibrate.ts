import { percentile } from './stats.ts'

const ROUNDS = 150
const SIZE = 1 << 22

/**
 * How much slower this machine is now than when it does nothing else: the usual time of a fixed count over its best.
 * 1 on a free machine. The work resembles a search's: additions at scattered places of a large array.
 */
export const slowdown = (): number => {
  const counts = new Uint32Array(1 << 16)
  const places = new Uint16Array(SIZE)
  for (let i = 0; i < SIZE; i++) places[i] = Math.imul(i, 2654435761) >>> 16
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    for (let i = 0; i < SIZE; i++) {
      const at = places[i] as number
      counts[at] = (counts[at] as number) + 1
    }
    return performance.now() - started
  })
  return percentile(times, 0.5) / percentile(times, 0)
}
