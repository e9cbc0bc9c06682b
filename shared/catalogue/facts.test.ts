import { expect, test } from 'vitest'
import { dayNumber, departementOf, serviceFacts } from './facts.ts'
import { FLAG } from './file.ts'
import type { Service } from './record.ts'

const service: Service = { source: 'essai', structure_id: null, id: 's', nom: 'Service', date_maj: '2026-06-01' }

test.each([
  ['59350', null, '59'],
  ['2A004', null, '2A'],
  ['97411', null, '974'],
  ['98735', null, '987'],
  [null, '59000', '59'],
  [null, '20000', '2A'],
  [null, '20200', '2B'],
  [null, '97400', '974'],
  ['59', '75011', '75'],
  [null, 'inconnu', null],
  [null, null, null],
])('département of INSEE %s, postal %s: %s', (insee, postal, expected) => {
  expect(departementOf(insee, postal)).toBe(expected)
})

test('a day is a day, whatever the clock of the machine', () => {
  expect(dayNumber('1970-01-02')).toBe(1)
  expect(dayNumber('2026-03-30') - dayNumber('2026-03-28')).toBe(2)
})

test('values are kept once, empty ones not at all', () => {
  const { values } = serviceFacts({ ...service, publics: ['jeunes', 'jeunes', ''], frais: '' }, null)
  expect(values).toEqual([
    ['publics', 'jeunes'],
    ['sources', 'essai'],
  ])
})

test('one coordinate alone is no point', () => {
  const facts = serviceFacts({ ...service, latitude: 48 }, null)
  expect([facts.lat, facts.lon, facts.flags & FLAG.point]).toEqual([null, null, 0])
})

test('a fuller listing is worth more', () => {
  const bare = serviceFacts(service, null).completude
  const fuller = serviceFacts({ ...service, courriel: 'contact@exemple.fr', description: 'x'.repeat(200) }, null).completude
  expect(fuller).toBeGreaterThan(bare)
  expect(fuller).toBeLessThanOrEqual(100)
})
