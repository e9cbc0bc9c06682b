import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ALL_STRUCTURES, BoardQuery, TRIS } from '#shared/moderation/board.ts'
import { ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'
import { boardSearch, isNarrowed, parseBoard, toggled, widened } from './query.ts'

const code = fc.stringMatching(/^[a-zA-Z0-9-]{1,20}$/)
const values = fc.uniqueArray(code, { maxLength: 5 })
const anyQuery: fc.Arbitrary<BoardQuery> = fc.record({
  texte: fc.string({ maxLength: 60, unit: 'grapheme' }),
  etats: fc.subarray([...ETATS_STRUCTURE]),
  departements: fc.uniqueArray(fc.constantFrom('33', '2A', '971', '59'), { maxLength: 4 }),
  typologies: values,
  thematiques: values,
  labels: values,
  sources: values,
  tri: fc.constantFrom(...TRIS),
  decroissant: fc.boolean(),
})

it('a query is written in an address and read back', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      expect(parseBoard(boardSearch(query))).toEqual(query)
    }),
  )
})

it('any address gives a query that the desk takes', () => {
  const param = fc.constantFrom('q', 'etats', 'departements', 'typologies', 'thematiques', 'labels', 'sources', 'tri', 'ordre')
  fc.assert(
    fc.property(fc.array(fc.tuple(param, fc.string({ maxLength: 400 }))), (pairs) => {
      const text = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
      expect(BoardQuery.safeParse(parseBoard(text)).success).toBe(true)
    }),
  )
})

it('says nothing of the whole board, and widens to it in the same order', () => {
  expect(boardSearch(ALL_STRUCTURES)).toBe('')
  expect(parseBoard('')).toEqual(ALL_STRUCTURES)
  const query: BoardQuery = { ...ALL_STRUCTURES, texte: 'relais', etats: ['a-valider'], tri: 'vues', decroissant: true }
  expect(boardSearch(query)).toBe('q=relais&etats=a-valider&tri=vues&ordre=decroissant')
  expect(isNarrowed(query)).toBe(true)
  expect(widened(query)).toEqual({ ...ALL_STRUCTURES, tri: 'vues', decroissant: true })
  expect(isNarrowed(widened(query))).toBe(false)
})

it('ticks and unticks', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})
