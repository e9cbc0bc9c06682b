import { NAMED_NEED } from '#shared/catalogue/file.ts'
import { CODED_FACETS } from './coded-facets.ts'
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

/** What words may stand for, and what may be filtered. */
const READ: ReadonlySet<string> = new Set([...CODED_FACETS, NAMED_NEED])

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

/** Built at the first question; categories are gathered when asked and kept. */
export const createNeedIndex = (columns: Columns): NeedIndex => {
  const cache = new Map<string, Uint32Array>()
  let inverted: ReturnType<typeof invert> | null = null

  const ofCode = (code: number): Uint32Array => {
    inverted ??= invert(columns)
    return inverted(code) ?? EMPTY
  }

  /** A service that declares several needs of the category is there once. */
  const union = (codes: readonly number[]): Uint32Array => {
    const held = new Uint8Array(columns.size)
    let n = 0
    for (const code of codes) {
      for (const r of ofCode(code)) {
        n += 1 - (held[r] as number)
        held[r] = 1
      }
    }
    const rows = new Uint32Array(n)
    for (let r = 1, at = 0; at < n; r++) if (held[r] === 1) rows[at++] = r
    return rows
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
          union(
            [...columns.values.entries()]
              .filter(([, one]) => one.facet === facet && (one.value === value || one.value.startsWith(`${value}--`)))
              .map(([one]) => one),
          ),
        )
      }
      return code === undefined ? EMPTY : ofCode(code)
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
