import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expandSaints, fold, slug } from './fold.ts'

test.each([
  ['L’Haÿ-les-Roses', 'l hay les roses'],
  ["L'Hay", 'l hay'],
  ['Œuilly', 'oeuilly'],
  ['SAINT-ÉTIENNE', 'saint etienne'],
  ['  Aÿ – Champagne  ', 'ay champagne'],
  ['2A004', '2a004'],
  ['’', ''],
])('%s → %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test.each([
  ['L’Étape d’Avenir (33)', 'l-etape-d-avenir-33'],
  [' — ', ''],
])('%s → %s, in a name of a file', (text, name) => {
  expect(slug(text)).toBe(name)
})

test.each([
  ['st ouen', 'saint ouen'],
  ['ste foy', 'sainte foy'],
  ['sts geosmes', 'saints geosmes'],
  ['stains', 'stains'],
  ['est', 'est'],
])('%s → %s', (text, expanded) => {
  expect(expandSaints(text)).toBe(expanded)
})

test('folds any text to words of letters and figures, once and for all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = fold(text)
      expect(folded).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/)
      expect(fold(folded)).toBe(folded)
    }),
  )
})
