import type { NeedIndex } from './need-index.ts'

/** One bit a service: bit `r & 31` of word `r >>> 5`. */
export type Bits = Uint32Array

export const wordsFor = (size: number): number => (size + 31) >>> 5

export const hasBit = (bits: Bits, r: number): boolean => (((bits[r >>> 5] as number) >>> (r & 31)) & 1) !== 0

export const setBit = (bits: Bits, r: number): void => {
  bits[r >>> 5] = (bits[r >>> 5] as number) | (1 << (r & 31))
}

export const addRows = (bits: Bits, rows: Uint32Array): void => {
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i] as number
    bits[r >>> 5] = (bits[r >>> 5] as number) | (1 << (r & 31))
  }
}

const popcount = (word: number): number => {
  let v = word - ((word >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Who carries a value, ready to be met with other bits. */
export type ValueBits = {
  /** Adds the services that carry the value. */
  readonly addTo: (bits: Bits, facet: string, value: string) => void
  /** How many of `bits` carry it. */
  readonly countIn: (bits: Bits, facet: string, value: string) => number
  /** A new service that carries the value. */
  readonly add: (r: number, facet: string, value: string) => void
}

/** Lists longer than their bits are kept as bits too: a few dozen values that many services carry, 31 kB each at 250,000. */
export const createValueBits = (capacity: number, needIndex: NeedIndex): ValueBits => {
  const words = wordsFor(capacity)
  const frequent = new Map<string, Bits>()
  const bitsOf = (rows: Uint32Array, facet: string, value: string): Bits | null => {
    if (rows.length <= words) return null
    const key = `${facet}\n${value}`
    let made = frequent.get(key)
    if (made === undefined) {
      made = new Uint32Array(words)
      addRows(made, rows)
      frequent.set(key, made)
    }
    return made
  }
  return {
    add: (r, facet, value) => {
      const bits = frequent.get(`${facet}\n${value}`)
      if (bits !== undefined) setBit(bits, r)
    },
    addTo: (bits, facet, value) => {
      const rows = needIndex.rows(facet, value)
      const own = bitsOf(rows, facet, value)
      if (own === null) addRows(bits, rows)
      else for (let word = 0; word < words; word++) bits[word] = (bits[word] as number) | (own[word] as number)
    },
    countIn: (bits, facet, value) => {
      const rows = needIndex.rows(facet, value)
      const own = bitsOf(rows, facet, value)
      let n = 0
      if (own === null) for (let i = 0; i < rows.length; i++) n += hasBit(bits, rows[i] as number) ? 1 : 0
      else for (let word = 0; word < words; word++) n += popcount((bits[word] as number) & (own[word] as number))
      return n
    },
  }
}
