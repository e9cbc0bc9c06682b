import { NAMED_NEED } from '#shared/catalogue/file.ts'
import { CODED_FACETS } from './coded-facets.ts'
import { ABSENT, type Columns } from './columns.ts'

/** Services by facet value, in rowid order. */
export type NeedIndex = {
  /** Services that carry a value, with some that left; a bare category of thématiques stands for all its needs. */
  readonly rows: (facet: string, value: string) => Uint32Array
  /** How many services carry it, without those that left. */
  readonly count: (facet: string, value: string) => number
  /** How many thématiques a service declares, by rowid, 255 at most. */
  readonly declared: () => Uint8Array
  /** Services whose `publics` is empty or holds `tous-publics`. */
  readonly openToAll: () => Uint32Array
  /** Takes in new services: rowids beyond all those read, increasing. */
  readonly add: (added: readonly number[]) => void
}

const EMPTY = new Uint32Array(0)

/** What words may stand for, and what may be filtered. */
const READ: ReadonlySet<string> = new Set([...CODED_FACETS, NAMED_NEED])

/** A list that new services are appended to; a service that leaves stays in it, for nothing that is shown is ever absent. */
type GrowingRows = { readonly rows: () => Uint32Array; readonly push: (r: number) => void }

const growing = (rows: Uint32Array): GrowingRows => {
  let held = rows
  let length = rows.length
  return {
    rows: () => (length === held.length ? held : held.subarray(0, length)),
    push: (r) => {
      if (length > 0 && held[length - 1] === r) return
      if (length === held.length) {
        const larger = new Uint32Array(Math.ceil(length * 1.05) + 32)
        larger.set(held)
        held = larger
      }
      held[length++] = r
    },
  }
}

/**
 * The columns turned round: services of each value of READ, one list after the other. One pass for all of them (20 ms at
 * 250,000 services) because a query may ask ten, and a pass for each was most of what a first search of a word cost.
 */
const invert = (columns: Columns): Map<number, GrowingRows> => {
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
  const lists = new Map<number, GrowingRows>()
  for (const code of values.keys()) {
    if (read[code] === 1) lists.set(code, growing(rows.subarray(ends[code], next[code])))
  }
  return lists
}

/** Built at the first question; categories are gathered when asked and kept. */
export const createNeedIndex = (columns: Columns): NeedIndex => {
  const categories = new Map<string, GrowingRows>()
  let inverted: Map<number, GrowingRows> | null = null
  let open: GrowingRows | null = null
  let counts: Uint8Array | null = null

  const ofCode = (code: number): Uint32Array => (inverted ??= invert(columns)).get(code)?.rows() ?? EMPTY

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

  const codesWithin = (facet: string, category: string): number[] =>
    [...columns.values.entries()]
      .filter(([, one]) => one.facet === facet && (one.value === category || one.value.startsWith(`${category}--`)))
      .map(([code]) => code)

  const eachCode = (r: number, look: (code: number) => void): void => {
    const end = columns.start[r + 1] as number
    for (let i = columns.start[r] as number; i < end; i++) look(columns.codes[i] as number)
  }

  const countDeclared = (): Uint8Array => {
    const isNeed = Uint8Array.from(columns.values, ({ facet }) => (facet === 'thematiques' ? 1 : 0))
    const found = new Uint8Array(columns.capacity)
    for (let r = 1; r < columns.size; r++) {
      const end = columns.start[r + 1] as number
      let n = 0
      for (let i = columns.start[r] as number; i < end; i++) n += isNeed[columns.codes[i] as number] as number
      found[r] = Math.min(n, 255)
    }
    return found
  }

  const findOpen = (from: number, found: (r: number) => void): void => {
    const isPublic = Uint8Array.from(columns.values, ({ facet, value }) =>
      facet === 'publics' && value !== 'tous-publics' ? 1 : 0,
    )
    const everyone = columns.codeOf('publics', 'tous-publics')
    for (let r = from; r < columns.size; r++) {
      if (((columns.flags[r] as number) & ABSENT) !== 0) continue
      let some = false
      let all = false
      const end = columns.start[r + 1] as number
      for (let i = columns.start[r] as number; i < end; i++) {
        const code = columns.codes[i] as number
        if (code === everyone) all = true
        else if (isPublic[code] === 1) some = true
      }
      if (all || !some) found(r)
    }
  }
  const buildOpen = (): GrowingRows => {
    const found: number[] = []
    findOpen(1, (r) => found.push(r))
    return growing(Uint32Array.from(found))
  }

  const rowsOf = (facet: string, value: string): Uint32Array => {
    const code = columns.codeOf(facet, value)
    const isCategory = (facet === 'thematiques' || facet === NAMED_NEED) && !value.includes('--')
    if (!isCategory) return code === undefined ? EMPTY : ofCode(code)
    const key = `${facet}\n${value}`
    // Also when no service is of the category yet: new ones are added only to what is built.
    inverted ??= invert(columns)
    let rows = categories.get(key)
    if (rows === undefined) categories.set(key, (rows = growing(union(codesWithin(facet, value)))))
    return rows.rows()
  }

  return {
    declared: () => (counts ??= countDeclared()),
    rows: rowsOf,
    count: (facet, value) => {
      let n = 0
      for (const r of rowsOf(facet, value)) n += ((columns.flags[r] as number) & ABSENT) === 0 ? 1 : 0
      return n
    },
    openToAll: () => (open ??= buildOpen()).rows(),
    add: (added) => {
      const [first] = added
      if (first === undefined) return
      if (open !== null) findOpen(first, open.push)
      for (const r of added) {
        let needs = 0
        eachCode(r, (code) => {
          const one = columns.values[code]
          if (one === undefined) return
          if (one.facet === 'thematiques') needs++
          if (inverted === null || !READ.has(one.facet)) return
          let list = inverted.get(code)
          if (list === undefined) inverted.set(code, (list = growing(EMPTY)))
          list.push(r)
          categories.get(`${one.facet}\n${one.value.split('--')[0] ?? ''}`)?.push(r)
        })
        if (counts !== null) counts[r] = Math.min(needs, 255)
      }
    },
  }
}
