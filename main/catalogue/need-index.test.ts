import { expect, it } from 'vitest'
import type { Columns } from './columns.ts'
import { createNeedIndex } from './need-index.ts'

const VALUES = [
  { facet: 'thematiques', value: 'mobilite--passer-le-permis' },
  { facet: 'sources', value: 'dora' },
  { facet: 'thematiques', value: 'mobilite--louer-un-vehicule' },
  { facet: 'publics', value: 'jeunes' },
]

/** Codes of each service; slot 0 is empty, as in the catalogue. */
const columnsOf = (rows: readonly (readonly number[])[]): Columns => {
  const start = Uint32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).flat().length)])
  const codeOf = (facet: string, value: string) => {
    const code = VALUES.findIndex((one) => one.facet === facet && one.value === value)
    return code < 0 ? undefined : code
  }
  // What the index reads of the columns, and nothing more.
  return { size: rows.length, start, codes: Uint16Array.from(rows.flat()), values: VALUES, codeOf } as unknown as Columns
}

it('gives the services of a value in order, each once, whichever facet it is of', () => {
  const index = createNeedIndex(columnsOf([[], [0, 1], [], [2, 0, 3, 0], [1, 2]]))
  const rows = (facet: string, value: string) => [...index.rows(facet, value)]
  expect(rows('thematiques', 'mobilite--passer-le-permis')).toEqual([1, 3])
  expect(rows('thematiques', 'mobilite--louer-un-vehicule')).toEqual([3, 4])
  expect(rows('publics', 'jeunes')).toEqual([3])
  expect(rows('sources', 'dora')).toEqual([1, 4])
  expect(rows('thematiques', 'mobilite')).toEqual([1, 3, 4])
  expect(rows('thematiques', 'inconnue')).toEqual([])
})
