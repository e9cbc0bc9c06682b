/** Sets of slots, one bit each. Signed words, which V8 keeps as small integers. */

export type Bits = Int32Array

export const bitsFor = (slots: number): Bits => new Int32Array((slots + 31) >>> 5)

export const setBit = (bits: Bits, slot: number): void => {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31))
}
export const clearBit = (bits: Bits, slot: number): void => {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) & ~(1 << (slot & 31))
}
export const hasBit = (bits: Bits, slot: number): boolean => (((bits[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1

const keepBoth = (kept: Bits, one: Bits): void => {
  for (let at = 0; at < kept.length; at++) kept[at] = (kept[at] ?? 0) & (one[at] ?? 0)
}
const addAll = (into: Bits, one: Bits): void => {
  for (let at = 0; at < into.length; at++) into[at] = (into[at] ?? 0) | (one[at] ?? 0)
}

/** Keeps in `kept` what is in one of these. @param scratch of the same length, written over */
export const keepAny = (kept: Bits, some: readonly Bits[], scratch: Bits): void => {
  const [first, ...others] = some
  if (first === undefined) return void kept.fill(0)
  if (others.length === 0) return keepBoth(kept, first)
  scratch.set(first)
  for (const one of others) addAll(scratch, one)
  keepBoth(kept, scratch)
}
export const dropAll = (kept: Bits, out: Bits): void => {
  for (let at = 0; at < kept.length; at++) kept[at] = (kept[at] ?? 0) & ~(out[at] ?? 0)
}

/** In the order of slots. */
export const eachBit = (bits: Bits, visit: (slot: number) => void): void => {
  for (let at = 0; at < bits.length; at++) {
    let rest = bits[at] ?? 0
    while (rest !== 0) {
      const lowest = rest & -rest
      visit((at << 5) + (31 - Math.clz32(lowest)))
      rest ^= lowest
    }
  }
}
