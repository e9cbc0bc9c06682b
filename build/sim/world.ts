import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { createRandom } from './random.ts'

/**
 * Chance and identifiers of the real parts, for the length of a run: a seed then tells the whole run, byte for byte. Time is given
 * to them through their clocks.
 */
export const withSeededChance = async <T>(seed: number, work: () => Promise<T>): Promise<T> => {
  const random = createRandom(seed ^ 0x5eed)
  const real = { randomBytes: crypto.randomBytes, randomUUID: crypto.randomUUID, mathRandom: Math.random }
  const seeded = {
    randomBytes: ((size: number) => random.bytes(size)) as typeof crypto.randomBytes,
    randomUUID: (() => {
      const hex = random.bytes(16).toString('hex')
      return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-')
    }) as typeof crypto.randomUUID,
  }
  Object.assign(crypto, seeded)
  Math.random = random.next
  syncBuiltinESMExports()
  try {
    return await work()
  } finally {
    Object.assign(crypto, { randomBytes: real.randomBytes, randomUUID: real.randomUUID })
    Math.random = real.mathRandom
    syncBuiltinESMExports()
  }
}
