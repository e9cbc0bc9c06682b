import { describe, expect, test } from 'vitest'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { daysSince, formatAge, formatCount, formatDate, formatDistance, freshnessOf, plural } from './format.ts'

/** Intl writes narrow and plain no-break spaces: compared as ordinary ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('French numbers, distances and ages', () => {
  test.each([
    [0.2, 'moins d’1 km'],
    [1, '1,0 km'],
    [3.44, '3,4 km'],
    [9.96, '10,0 km'],
    [27.4, '27 km'],
  ])('%f km', (km, expected) => {
    expect(plain(formatDistance(km))).toBe(expected)
  })

  test('thousands and plurals; zero is singular in French', () => {
    expect(plain(formatCount(12345))).toBe('12 345')
    expect(plain(plural(0, 'service', 'services'))).toBe('0 service')
    expect(plain(plural(1, 'service', 'services'))).toBe('1 service')
    expect(plain(plural(1280, 'service', 'services'))).toBe('1 280 services')
  })

  test.each([
    [0, 'aujourd’hui'],
    [1, 'hier'],
    [3, 'il y a 3 jours'],
    [40, 'il y a 1 mois'],
    [200, 'il y a 6 mois'],
    [364, 'il y a 11 mois'],
    [366, 'il y a 1 an'],
    [800, 'il y a 2 ans'],
  ])('%i days', (days, expected) => {
    expect(plain(formatAge(days))).toBe(expected)
  })

  test('a date written by hand stays as it is; one in the future is today', () => {
    expect(formatDate('2026-11-23')).toBe('23 novembre 2026')
    expect(formatDate('vers la Toussaint')).toBe('vers la Toussaint')
    expect(daysSince('2030-01-01', new Date('2026-11-23T10:00:00'))).toBe(0)
    expect(daysSince('2026-11-22', new Date('2026-11-23T10:00:00'))).toBe(1)
  })

  test('freshness turns at six months and a year', () => {
    const now = new Date('2026-11-23T12:00:00')
    const states = ['2026-11-23', '2026-05-25', '2026-05-24', '2025-11-24', '2025-11-23'].map(
      (date) => freshnessOf(date, now).state,
    )
    expect(states).toEqual(['frais', 'frais', 'a-surveiller', 'a-surveiller', 'ancien'])
    expect(plain(freshnessOf('2026-06-20', now).words)).toBe('Actualisé il y a 5 mois')
    expect(freshnessOf(UNKNOWN_DATE, now)).toEqual({ state: 'ancien', words: 'Date de mise à jour inconnue' })
  })
})
