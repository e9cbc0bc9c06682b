import { expect, test } from 'vitest'
import { changeInWords, missingInWords, pointsOf, sumInWords } from './figures.ts'

const sum = (n: number, mois_tus = 0) => ({ n, mois_tus })

test('what is kept back is no zero, and a sum says what it leaves out', () => {
  expect(sumInWords(sum(0, 3), 3)).toBe('moins de 5 personnes')
  expect(sumInWords(sum(0), 3)).toBe('0')
  expect(sumInWords(sum(1_200, 1), 3)).toBe('1\u202f200')
  expect([0, 1, 2, 3].map((tus) => missingInWords(sum(4, tus), 3))).toEqual([
    null,
    '1\u00a0mois sur 3 non publié',
    '2\u00a0mois sur 3 non publiés',
    null,
  ])
})

test('a change is told between sums of as many months', () => {
  expect(changeInWords(sum(120), sum(100), 3)).toBe('+\u202f20\u202f% sur la période précédente')
  expect(changeInWords(sum(80), sum(100), 3)).toBe('−\u202f20\u202f% sur la période précédente')
  expect(changeInWords(sum(100), sum(100), 3)).toBe('comme la période précédente')
  expect(changeInWords(sum(100), sum(0), 3)).toBe('rien de publié la période précédente')
  expect(changeInWords(sum(100), sum(0, 3), 3)).toBe('rien de publié la période précédente')
  expect(changeInWords(sum(100), sum(90, 1), 3)).toBe('période précédente incomplète')
  expect(changeInWords(sum(100, 1), sum(90), 3)).toBeNull()
  expect(changeInWords(sum(0, 3), sum(90), 3)).toBeNull()
  expect(changeInWords(sum(0), sum(0), 3)).toBeNull()
})

test('points have the names of their months', () => {
  expect(pointsOf(['2026-10', '2026-11'], [4, null])).toEqual([
    { label: 'octobre 2026', short: 'oct.', value: 4 },
    { label: 'novembre 2026', short: 'nov.', value: null },
  ])
})
