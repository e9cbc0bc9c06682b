import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../stamp.ts'
import { percentile } from './stats.ts'

const ROUNDS = 150
const SIZE = 1 << 22
/** A megabyte of counts, as a search's own arrays: a busy neighbour takes the shared cache before it takes the processor. */
const COUNTS = 1 << 18
/** Best time ever seen on this machine, in milliseconds: a busy machine may have no good moment while we look. */
const BEST = join(root, '.cache/bench/witness.txt')

const bestBefore = (): number => (existsSync(BEST) ? Number(readFileSync(BEST, 'utf8')) || Infinity : Infinity)

/**
 * How much slower this machine is now than when it does nothing else: the usual time of a fixed count over its best.
 * 1 on a free machine. The work resembles a search's: additions at scattered places of a large array.
 */
export const slowdown = (): number => {
  const counts = new Uint32Array(COUNTS)
  const places = new Uint32Array(SIZE)
  for (let i = 0; i < SIZE; i++) places[i] = Math.imul(i, 2654435761) >>> 14
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    for (let i = 0; i < SIZE; i++) {
      const at = places[i] as number
      counts[at] = (counts[at] as number) + 1
    }
    return performance.now() - started
  })
  const best = Math.min(bestBefore(), ...times)
  mkdirSync(dirname(BEST), { recursive: true })
  writeFileSync(BEST, String(best))
  return percentile(times, 0.5) / best
}
