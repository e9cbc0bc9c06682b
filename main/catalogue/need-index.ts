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
      return code === undefined ? EMPTY : once(key, () => rowsWith((one) => one === code))
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
