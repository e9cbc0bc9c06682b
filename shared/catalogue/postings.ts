/**
 * A posting list: the services that hold one stem, with the fields that hold it.
 * In the file: for each service in rowid order, the varint of `(rowid − previous) × 16 + fields` (little-endian base 128).
 * In memory: a Uint32Array of `rowid × 16 + fields`, which keeps the order and allows 268 million services.
 */

export const FIELD_BITS = 4
export const FIELD_MASK = (1 << FIELD_BITS) - 1

export type PostingsBuilder = {
  /** Services must come in increasing rowid. `fields` is an OR of `1 << index` in TEXT_FIELDS. */
  readonly add: (term: string, rowid: number, fields: number) => void
  /** Every list, by term. Empties the builder. */
  readonly drain: () => IterableIterator<{ readonly term: string; readonly df: number; readonly docs: Uint8Array }>
}

type Growing = { bytes: Uint8Array; length: number; last: number; df: number }

export const postingsBuilder = (): PostingsBuilder => {
  const lists = new Map<string, Growing>()

  return {
    add: (term, rowid, fields) => {
      let list = lists.get(term)
      if (list === undefined) {
        list = { bytes: new Uint8Array(8), length: 0, last: 0, df: 0 }
        lists.set(term, list)
      }
      if (list.length + 6 > list.bytes.length) {
        const larger = new Uint8Array(Math.ceil(list.bytes.length * 1.6) + 8)
        larger.set(list.bytes.subarray(0, list.length))
        list.bytes = larger
      }
      // Multiplication and division, not shifts: a delta of 2^28 or more would overflow a signed 32-bit shift.
      let value = (rowid - list.last) * (1 << FIELD_BITS) + fields
      while (value >= 0x80) {
        list.bytes[list.length++] = (value % 0x80) | 0x80
        value = Math.floor(value / 0x80)
      }
      list.bytes[list.length++] = value
      list.last = rowid
      list.df++
    },
    *drain() {
      for (const term of [...lists.keys()].sort()) {
        const list = lists.get(term)
        if (list === undefined) continue
        lists.delete(term)
        yield { term, df: list.df, docs: list.bytes.subarray(0, list.length) }
      }
    },
  }
}

/** Reads a list back. Throws RangeError when the bytes do not hold exactly `df` services (a damaged file). */
export const decodePostings = (docs: Uint8Array, df: number): Uint32Array => {
  const out = new Uint32Array(df)
  let at = 0
  let rowid = 0
  for (let index = 0; index < df; index++) {
    if (at >= docs.length) throw new RangeError('posting list too short')
    let byte = docs[at++] as number
    // Most services of a frequent stem are less than eight rowids apart: one byte, and no arithmetic beyond it.
    if (byte < 0x80) {
      rowid += byte >>> FIELD_BITS
      out[index] = rowid * (1 << FIELD_BITS) + (byte & FIELD_MASK)
      continue
    }
    let value = byte & 0x7f
    let scale = 0x80
    while (byte >= 0x80) {
      if (at >= docs.length) throw new RangeError('posting list too short')
      byte = docs[at++] as number
      value += (byte & 0x7f) * scale
      scale *= 0x80
    }
    rowid += Math.floor(value / (1 << FIELD_BITS))
    out[index] = rowid * (1 << FIELD_BITS) + (value & FIELD_MASK)
  }
  if (at !== docs.length) throw new RangeError('posting list too long')
  return out
}
