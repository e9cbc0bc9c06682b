import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../listing/days.ts'
import { createAnswersOfMonth, SUITES } from './answers.ts'
import { AU_MOINS } from './event.ts'
import { answersToldOn, fraicheurOf, lastTold, nextTold, sumOf, toldMonths, toldOn } from './told.ts'

test('a month is told five days after its end, and its requests once they have had their month', () => {
  expect(toldOn('2026-10')).toBe('2026-11-06')
  expect(answersToldOn('2026-10')).toBe('2026-12-06')
  expect(lastTold('2026-11-05')).toBe('2026-09')
  expect(lastTold('2026-11-06')).toBe('2026-10')
  expect(toldMonths('2027-01-31', 3)).toEqual(['2026-10', '2026-11', '2026-12'])
  expect(nextTold('2026-12-31')).toEqual({ mois: '2026-12', le: '2027-01-06' })
})

test('whatever the day, the next month is told after the last, later than today', () => {
  fc.assert(
    fc.property(fc.nat(2_000), (n) => {
      const today = addDays('2026-01-01', n)
      expect(toldOn(lastTold(today)) <= today).toBe(true)
      expect(nextTold(today).le > today).toBe(true)
    }),
    { seed: 1 },
  )
})

test('a sum says how many months it leaves out', () => {
  expect(sumOf([3, null, 0, null, 4])).toEqual({ n: 7, mois_tus: 2 })
})

test('ages are those of the search', () => {
  const today = '2026-11-27'
  const ages = [0, 182, 183, 364, 365, 729, 730].map((days) => addDays(today, -days))
  expect([...ages, '2027-01-01', '2000-01-01'].map((day) => fraicheurOf(day, today))).toEqual([
    ...Array<string>(2).fill('moins-de-6-mois'),
    ...Array<string>(2).fill('de-6-a-12-mois'),
    ...Array<string>(2).fill('de-1-a-2-ans'),
    'plus-de-2-ans',
    'moins-de-6-mois',
    'inconnue',
  ])
})

test('what became of requests goes by fives; what is kept back, and what is beside it, is of five senders at least', () => {
  const one = fc.record({
    auteur: fc.nat(9).map((n) => `u-${n}`),
    departement: fc.option(fc.constantFrom('33', '59')),
    suite: fc.constantFrom(...SUITES),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60, size: 'max' }), (all) => {
      const month = createAnswersOfMonth('2026-09')
      all.forEach(month.add)
      const { total, departements } = month.tell()
      const people = (is: (one: (typeof all)[number]) => boolean) => new Set(all.filter(is).map(({ auteur }) => auteur)).size
      const enough = (n: number) => n === 0 || n >= AU_MOINS
      if (total !== null) {
        const kept = Object.keys(total).filter((suite) => total[suite] === null)
        expect(enough(people(({ suite }) => kept.includes(suite)))).toBe(true)
      }
      for (const [code, cells] of [['', total] as const, ...Object.entries(departements)])
        for (const [suite, n] of Object.entries(cells ?? {})) {
          if (n === null) continue
          expect(n % 5).toBe(0)
          if (cells === total) expect(enough(people((r) => r.suite === suite))).toBe(true)
          else
            for (const same of [true, false])
              expect(enough(people((r) => (r.departement ?? '') === code && (r.suite === suite) === same))).toBe(true)
        }
    }),
    { seed: 20261127, numRuns: 300 },
  )
})
