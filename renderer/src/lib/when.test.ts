import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inWhen, momentOf, ofWhen } from './when.ts'

const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ') ?? null
const at = (text: string) => new Date(text).toISOString()
const now = new Date('2026-11-23T15:30:00')

describe('instants as one says them', () => {
  test.each([
    ['2026-11-23T15:29:10', 'à l’instant'],
    ['2026-11-23T15:20:00', 'd’il y a 10 min'],
    ['2026-11-23T12:10:00', 'd’il y a 3 h'],
    ['2026-11-23T01:05:00', 'de 1 h 05'],
    ['2026-11-22T09:00:00', 'd’hier'],
    ['2026-11-12T09:00:00', 'du 12 novembre'],
    ['2025-11-12T09:00:00', 'du 12 novembre 2025'],
    ['2027-01-01T09:00:00', 'à l’instant'],
  ])('data of %s: « Données %s »', (instant, said) => {
    expect(plain(ofWhen(at(instant), now))).toBe(said)
  })

  test.each([
    ['2026-11-23T10:12:00', '10 h 12'],
    ['2026-11-22T17:40:00', 'hier à 17 h 40'],
    ['2026-11-12T09:00:00', 'le 12 novembre'],
    ['2025-11-12T09:00:00', 'le 12 novembre 2025'],
  ])('moment of %s: %s', (instant, said) => {
    expect(plain(momentOf(at(instant), now))).toBe(said)
  })

  test.each([
    ['2026-11-23T15:30:40', 'dans 40 s'],
    ['2026-11-23T15:33:30', 'dans 4 min'],
    ['2026-11-23T17:00:00', 'à 17 h 00'],
    ['2026-11-23T15:30:00', null],
  ])('next try at %s: %s', (instant, said) => {
    expect(plain(inWhen(at(instant), now))).toBe(said)
  })

  test('one night is yesterday, the days when clocks change included', () => {
    // Midnights of a year, in the zone of the machine that runs the tests.
    const days = fc.integer({ min: 1, max: 364 })
    fc.assert(
      fc.property(days, (number) => {
        const morning = new Date(2026, 0, 1 + number, 13, 0)
        const evening = new Date(2026, 0, number, 0, 30)
        expect(ofWhen(evening.toISOString(), morning)).toBe('d’hier')
      }),
    )
  })
})
