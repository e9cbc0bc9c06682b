import type { Columns } from './columns.ts'

/** Services by facet value, in rowid order. */
export type NeedIndex = {
  /** Services that carry a value; a bare category of thématiques stands for all its needs. */
  readonly rows: (facet: string, value: string) => Uint32Array
  /** Services whose `publics` is empty or holds `tous-publics`. */
  readonly openToAll: () => Uint32Array
}

const EMPTY = new Uint32Array(0)

/** Inverts the columns, one value at a time, the first time it is asked (1 ms for 250,000 services). */
export const createNeedIndex = (columns: Columns): NeedIndex => {
  const cache = new Map<string, Uint32Array>()

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

  return {
    rows: (facet, value) => {
      const code = columns.codeOf(facet, value)
      if (code !== undefined) return once(`${facet}\n${value}`, () => rowsWith((one) => one === code))
      if (facet !== 'thematiques' || value.includes('--')) return EMPTY
      return once(`${facet}\n${value}`, () =>
        rowsWith((one) => {
          const entry = columns.values[one]
          return entry?.facet === 'thematiques' && entry.value.startsWith(`${value}--`)
        }),
      )
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
