import { expect, test } from 'vitest'
import type { Service } from './record.ts'
import { summaryOf } from './summary.ts'

const of = (description: string | null, short_desc?: string): string => {
  const service: Service = { source: 'essai', structure_id: null, id: 's', nom: 'Service', date_maj: '2026-06-01', description }
  return summaryOf(short_desc === undefined ? service : { ...service, dora: { short_desc } })
}

test.each([
  ['Un texte simple.', 'Un texte simple.'],
  ['## Titre\n\n* un\n* **deux**\n1. trois', 'Titre un deux trois'],
  ['Voir [le site](https://exemple.fr) et ![logo](x.png) ici', 'Voir le site et ici'],
  ['<p>Bonjour</p><br/>à tous', 'Bonjour à tous'],
  ['5 < 6 et 7 > 6', '5 < 6 et 7 > 6'],
  [null, ''],
])('%j reads %j', (description, expected) => {
  expect(of(description)).toBe(expected)
})

test('DORA’s own summary comes first, unless empty', () => {
  expect(of('Description', 'Résumé')).toBe('Résumé')
  expect(of('Description', '  ')).toBe('Description')
})

test('a long text is cut at a word', () => {
  const cut = of('mot '.repeat(200))
  expect(cut.endsWith('mot…')).toBe(true)
  expect(cut.length).toBeLessThanOrEqual(251)
})
