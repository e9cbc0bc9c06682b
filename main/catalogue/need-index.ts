import { NAMED_NEED } from '#shared/catalogue/file.ts'
import type { Columns } from './columns.ts'

/** Services by facet value, in rowid order. */
export type NeedIndex = {
  /** Services that carry a value; a bare category of thématiques stands for all its needs. */
  readonly rows: (facet: string, value: string) => Uint32Array
  /** How many thématiques a service declares, by rowid, 255 at most. */
  readonly declared: () => Uint8Array
  /** Services whose `publics` is empty or holds `tous-publics`. */
  readonly openToAll: () => Uint32Array
}

const EMPTY = new Uint32Array(0)

/** What words may stand for: the only facets whose values are looked up one by one. */
const READ: ReadonlySet<string> = new Set(['thematiques', NAMED_NEED, 'publics', 'types', 'frais', 'modes_accueil'])

/**
 * The columns turned round: services of each value of READ, one list after the other. One pass for all of them (20 ms at
 * 250,000 services) because a query may ask ten, and a pass for each was most of what a first search of a word cost.
 */
const invert = (columns: Columns): ((code: number) => Uint32Array | null) => {
  const { size, start, codes, values } = columns
  const read = Uint8Array.from(values, ({ facet }) => (READ.has(facet) ? 1 : 0))
  const ends = new Uint32Array(values.length + 1)
  const total = start[size] as number
  for (let i = 0; i < total; i++) {
    const code = codes[i] as number
    ends[code + 1] = (ends[code + 1] as number) + (read[code] as number)
  }
  for (let code = 1; code < ends.length; code++) ends[code] = (ends[code] as number) + (ends[code - 1] as number)
  const next = ends.slice()
  const rows = new Uint32Array(ends[values.length] as number)
  for (let r = 1; r < size; r++) {
    const end = start[r + 1] as number
    for (let i = start[r] as number; i < end; i++) {
      const code = codes[i] as number
      if (read[code] === 0) continue
      const at = next[code] as number
      // A listing may say a value twice.
      if (at > (ends[code] as number) && rows[at - 1] === r) continue
      rows[at] = r
      next[code] = at + 1
    }
  }
  return (code) => (read[code] === 1 ? rows.subarray(ends[code], next[code]) : null)
}

/** Built at the first question; categories, and values of other facets, are gathered when asked and kept. */
export const createNeedIndex = (columns: Columns): NeedIndex => {
  const cache = new Map<string, Uint32Array>()
  let inverted: ReturnType<typeof invert> | null = null

  const rowsWith = (isWanted: (code: number) => boolean): Uint32Array => {
    const wanted = Uint8Array.from(columns.values, (_, code) => (isWanted(code) ? 1 : 0))
    const found: number[] = []
    for (let r = 1; r < columns.size; r++) {
      const end = columns.start[r + 1] as number
      for (let i = columns.start[r] as number; i < end; i++) {
        if (wanted[columns.codes[i] as number] === 1) {
          found.push(r)
          break
        }
      }
    }
    return Uint32Array.from(found)
  }

  const once = (key: string, build: () => Uint32Array): Uint32Array => {
    let rows = cache.get(key)
    if (rows === undefined) cache.set(key, (rows = build()))
    return rows
  }

  let counts: Uint8Array | null = null
  const countDeclared = (): Uint8Array => {
    const isNeed = Uint8Array.from(columns.values, ({ facet }) => (facet === 'thematiques' ? 1 : 0))
    const found = new Uint8Array(columns.size)
    for (let r = 1; r < columns.size; r++) {
      const end = columns.start[r + 1] as number
      let n = 0
      for (let i = columns.start[r] as number; i < end; i++) n += isNeed[columns.codes[i] as number] as number
      found[r] = Math.min(n, 255)
    }
    return found
  }

  return {
    declared: () => (counts ??= countDeclared()),
    rows: (facet, value) => {
      const key = `${facet}\n${value}`
      const code = columns.codeOf(facet, value)
      const isCategory = (facet === 'thematiques' || facet === NAMED_NEED) && !value.includes('--')
      if (isCategory) {
        return once(key, () =>
          rowsWith((one) => {
            const entry = columns.values[one]
            return one === code || (entry?.facet === facet && entry.value.startsWith(`${value}--`))
          }),
        )
      }
      if (code === undefined) return EMPTY
      inverted ??= invert(columns)
      return inverted(code) ?? once(key, () => rowsWith((one) => one === code))
    },
    openToAll: () =>
      once('open', () => {
        const isPublic = Uint8Array.from(columns.values, ({ facet, value }) =>
          facet === 'publics' && value !== 'tous-publics' ? 1 : 0,
        )
        const open = columns.codeOf('publics', 'tous-publics')
        const found: number[] = []
        for (let r = 1; r < columns.size; r++) {
          let some = false
          let all = false
          const end = columns.start[r + 1] as number
          for (let i = columns.start[r] as number; i < end; i++) {
            const code = columns.codes[i] as number
            if (code === open) all = true
            else if (isPublic[code] === 1) some = true
          }
          if (all || !some) found.push(r)
        }
        return Uint32Array.from(found)
      }),
  }
}
