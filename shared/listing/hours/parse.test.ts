import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseHours } from './parse.ts'
import { copyDay, EMPTY_PLAN, EVERY_DAY, type Exception, type HoursPlan, type Plage, withDay, WORKING_DAYS } from './plan.ts'
import { problemsOf } from './problems.ts'
import { tidyPlan, writeHours } from './write.ts'

const reread = (text: string): string | null => {
  const plan = parseHours(text)
  return plan === null ? null : writeHours(plan)
}

describe('OSM text', () => {
  it.each([
    ['Mo 09:00-12:00,14:00-18:00;Tu 09:00-12:00,14:00-18:00', 'Mo,Tu 09:00-12:00,14:00-18:00'],
    ['Mo-Fr 9:00-12:00, 14:00-17:00 ; "Sonner  à l’interphone"', 'Mo-Fr 09:00-12:00,14:00-17:00; "Sonner à l’interphone"'],
    ['Mo 09:00-12:00; Sonner à l’interphone', 'Mo 09:00-12:00; "Sonner à l’interphone"'],
    ['Mo-Sa 09:00-12:00; We off', 'Mo,Tu,Th-Sa 09:00-12:00'],
    ['Mo-Fr 09:00-12:00, We 14:00-17:00', 'Mo,Tu,Th,Fr 09:00-12:00; We 09:00-12:00,14:00-17:00'],
    ['Mo-Fr 9h-12h30; PH off', 'Mo-Fr 09:00-12:30; PH off'],
    ['Mo-Fr,PH 10:00-11:00', 'Mo-Fr 10:00-11:00; PH 10:00-11:00'],
    ['Mo-Th 19:00-32:00, Fr 20:00-00:00', 'Mo-Th 19:00-08:00, Fr 20:00-24:00'],
    ['Mo-Su 00:00-24:00', '24/7'],
    ['Mo-Fr 09:00-12:00; 2026 Aug off', 'Mo-Fr 09:00-12:00; 2026 Aug 01-31 off'],
    ['2026 Dec 24-2027 Jan 02 off "Congés"', '2026 Dec 24-2027 Jan 02 off "Congés"'],
    ['2026 Jul 14-2026 Aug 15 10:00-12:00 open "Été"', '2026 Jul 14-2026 Aug 15 10:00-12:00 open "Été"'],
    ['"sur rendez-vous"', '"sur rendez-vous"'],
    ['', ''],
  ])('%s', (text, written) => {
    expect(reread(text)).toBe(written)
  })

  it.each([
    'Mo-Fr 09:00-12:00 "sur rendez-vous"',
    'Mo[1] 09:00-12:00',
    'week 1-53/2 Mo 09:00-12:00',
    'SH off',
    'Dec 25 off',
    'Mo 18:00+',
    'Mo 08:22',
    'Mo 09:00-12:00-14:00',
    'Mo sunrise-sunset',
    'Mo 09:00-12:00 || "sur rendez-vous"',
    'PH off; Mo-Fr 09:00-12:00',
    '2026 Dec 24 off; Mo-Fr 09:00-12:00',
    'Mo-Fr 09:00-12:00; 14:00-17:00',
    'Fr 20:00-02:00; Sa 09:00-12:00',
    '2026 Feb 30 off',
    'off',
    'WE 09:00-12:00',
    '"un" ; "deux"',
    ';;;"',
  ])('« %s » is more than the grid: left alone', (text) => {
    expect(parseHours(text)).toBeNull()
  })
})

describe('French sentences', () => {
  it.each([
    ['Du lundi au jeudi de 9h à 12h et de 13h30 à 17h, le vendredi de 9h à 12h', 'Mo-Th 09:00-12:00,13:30-17:00; Fr 09:00-12:00'],
    ['Lundi\n13h30 – 17h30\n\nMercredi\n10h – 12h  13h30 – 17h30\n\nSamedi\nFermé', 'Mo 13:30-17:30; We 10:00-12:00,13:30-17:30'],
    ['Mar et ven: 15h/18h - mer et sam: 10h/12h 15h/18h', 'Tu,Fr 15:00-18:00; We,Sa 10:00-12:00,15:00-18:00'],
    ['Du lundi au vendredi 9h-midi, fermé le mercredi et les jours fériés', 'Mo,Tu,Th,Fr 09:00-12:00; PH off'],
    ['Mo-Fr 9h-12h; fermé le mercredi', 'Mo,Tu,Th,Fr 09:00-12:00'],
    ['Tous les jours de 9 à 12h30', 'Mo-Su 09:00-12:30'],
    ['Tous les mardis : 9 h 30 à 11 h', 'Tu 09:30-11:00'],
  ])('%s', (text, written) => {
    expect(reread(text)).toBe(written)
  })

  it.each([
    '9h-18h',
    'Lundi matin, sur rendez-vous',
    'WE 9h-12h',
    'Du lundi au vendredi, sauf le mercredi, 9h-12h',
    'Mardi 9h-12h-14h',
    'Mardi 14h-17h 9h-12h',
    'Mardi 9h-12h, mardi 14h-17h',
    'Mardi 9h-12h ; 14h-17h',
    'Mardi 9h-12h. Fermé.',
    'Du lundi au vendredi',
    'Mardi et 2ème samedi 9h-12h',
  ])('« %s » can be read in two ways, or in none', (text) => {
    expect(parseHours(text)).toBeNull()
  })
})

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Ranges of a day that do not meet; sometimes a night at the end. */
const plages = (min: number): fc.Arbitrary<readonly Plage[]> =>
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 13 * 60, max: 24 * 60 }), { minLength: min * 2, maxLength: 6 }), fc.boolean())
    .map(([cuts, night]) => {
      const sorted = cuts.toSorted((x, y) => x - y)
      const day: Plage[] = []
      for (let i = 0; i + 1 < sorted.length; i += 2) day.push({ de: time(sorted[i] ?? 0), a: time(sorted[i + 1] ?? 0) })
      const free = (sorted.at(-1) ?? 0) < 23 * 60
      return night && free ? [...day, { de: '23:30', a: '12:00' }] : day
    })

const WORDS = fc.string({ maxLength: 20 }).map((text) => text.replaceAll('"', '').replaceAll(/\s+/g, ' ').trim())

const exceptions: fc.Arbitrary<readonly Exception[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 800 }), { maxLength: 6 })
  .chain((days) => {
    const sorted = days.toSorted((x, y) => x - y)
    const iso = (day: number) => new Date(Date.UTC(2026, 6, 1 + day)).toISOString().slice(0, 10)
    const pairs = Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => [sorted[i * 2] ?? 0, sorted[i * 2 + 1] ?? 0])
    const each = pairs.map(([from = 0, to = 0]) =>
      fc.record({
        du: fc.constant(iso(from)),
        au: fc.constantFrom(iso(from), iso(to)),
        horaires: fc.oneof(fc.constant('ferme' as const), plages(1)),
        note: WORDS,
      }),
    )
    return fc.tuple(...each)
  })

const anyPlan: fc.Arbitrary<HoursPlan> = fc.record({
  semaine: fc.tuple(...EVERY_DAY.map(() => plages(0))),
  feries: fc.oneof(fc.constantFrom('non-dit' as const, 'ferme' as const), plages(1)),
  exceptions,
  remarque: WORDS,
})

describe('any valid plan', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(problemsOf(plan).filter(({ code }) => code !== 'trop-long')).toEqual([])
        expect(parseHours(writeHours(plan))).toEqual(plan)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('is written the same whatever the order of its ranges, and tidying twice changes nothing', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const turned: HoursPlan = { ...plan, semaine: plan.semaine.map((day) => day.toReversed()) }
        expect(writeHours(turned)).toBe(writeHours(plan))
        expect(tidyPlan(turned)).toEqual(plan)
      }),
    )
  }, 60_000)
})

describe('any text', () => {
  it('is read without a throw, and what is opened is written in a form that says the same thing again', () => {
    const word = fc.constantFrom(
      'Mo',
      'Tu-Fr',
      'PH',
      'off',
      '9:00-12:00',
      '20:00-08:00',
      '9h',
      'à',
      'lundi',
      ';',
      ',',
      '"',
      '2026 Dec 24',
      'fermé',
      '24/7',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(text, (brut) => {
        const plan = parseHours(brut)
        if (plan !== null) expect(parseHours(writeHours(plan))).toEqual(tidyPlan(plan))
      }),
      { numRuns: 1000 },
    )
  }, 60_000)
})

describe('filling days', () => {
  const morning = [{ de: '09:00', a: '12:00' }]

  it('copies a day, closed days too', () => {
    const monday = withDay(EMPTY_PLAN, 0, morning)
    expect(writeHours(copyDay(monday, 0, WORKING_DAYS))).toBe('Mo-Fr 09:00-12:00')
    expect(writeHours(copyDay(copyDay(monday, 0, EVERY_DAY), 0, [6]))).toBe('Mo-Su 09:00-12:00')
    expect(writeHours(copyDay(copyDay(monday, 0, EVERY_DAY), 3, []))).toBe('Mo-Su 09:00-12:00')
    expect(writeHours(copyDay(monday, 6, [0]))).toBe('')
  })

  it('leaves out what is not finished', () => {
    expect(writeHours(withDay(EMPTY_PLAN, 0, [...morning, { de: '14:00', a: '' }]))).toBe('Mo 09:00-12:00')
    expect(
      writeHours({ ...EMPTY_PLAN, feries: [], exceptions: [{ du: '2026-12-24', au: '', horaires: 'ferme', note: '' }] }),
    ).toBe('')
  })

  it('keeps words on one line, without the quotes that would end them', () => {
    expect(writeHours({ ...EMPTY_PLAN, remarque: ' Sonner\nau "2" ' })).toBe('"Sonner au ”2”"')
  })
})
