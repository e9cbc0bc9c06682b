import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deadlineWords, shortDate } from './deadline.ts'

const at = (day: number, hour = 10, month = 10) => new Date(2026, month, day, hour, 20)
const now = at(27)
const QUOI = ['reponse-attendue', 'rappel', 'expiration', 'pas-avant'] as const

describe('what happens next, in words', () => {
  test.each([
    ['reponse-attendue', at(27, 23), 'Réponse attendue aujourd’hui'],
    ['reponse-attendue', at(28, 1), 'Réponse attendue avant demain'],
    ['reponse-attendue', at(31), 'Réponse attendue avant mardi'],
    ['reponse-attendue', at(12, 10, 11), 'Réponse attendue avant le 12 décembre'],
    ['reponse-attendue', new Date(2027, 0, 12), 'Réponse attendue avant le 12 janvier 2027'],
    ['rappel', at(27, 11), 'Rappel automatique aujourd’hui'],
    ['rappel', at(28), 'Rappel automatique demain'],
    ['expiration', at(30), 'Expire dans 3\u00a0jours'],
    ['pas-avant', at(12, 10, 11), 'Pas avant le 12 décembre'],
  ] as const)('%s %s: %s', (quoi, le, words) => {
    expect(deadlineWords({ quoi, le: le.toISOString() }, now)).toBe(words)
  })

  test('none is no words', () => {
    expect(deadlineWords(null, now)).toBeNull()
  })

  test('whatever the hour, a deadline that has gone by is never said in the past', () => {
    fc.assert(
      fc.property(fc.constantFrom(...QUOI), fc.integer({ min: -400, max: 400 }), (quoi, hours) => {
        const le = new Date(now.getTime() + hours * 3600_000).toISOString()
        expect(deadlineWords({ quoi, le }, now)).toMatch(/^[A-ZÀ-Ý][^-]*$/)
      }),
    )
  })
})

describe('a date in a narrow place', () => {
  test.each([
    [at(27, 1), 'aujourd’hui'],
    [at(26, 23), 'hier'],
    [at(12), '12 nov.'],
    [new Date(2025, 10, 12), '12 nov. 2025'],
  ])('%s: %s', (date, words) => {
    expect(shortDate(date.toISOString(), now)).toBe(words)
  })
})
