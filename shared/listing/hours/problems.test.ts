import { describe, expect, it } from 'vitest'
import { EMPTY_PLAN, type Exception, type Plage, withDay } from './plan.ts'
import { problemsOf } from './problems.ts'
import { isNight, readTime } from './times.ts'

const range = (text: string): Plage => {
  const [de = '', a = ''] = text.split('-')
  return { de, a }
}
const onMonday = (...ranges: string[]) => problemsOf(withDay(EMPTY_PLAN, 0, ranges.map(range)))
const closed = (du: string, au: string): Exception => ({ du, au, horaires: 'ferme', note: '' })

describe('ranges', () => {
  it.each([
    [['09:00-12:00', '12:00-14:00'], null],
    [['19:00-08:00'], null],
    [['00:00-24:00'], null],
    [['09:00-'], 'plage-incomplete'],
    [['9h-12:00'], 'plage-incomplete'],
    [['09:00-09:00'], 'plage-vide'],
    [['14:00-09:00'], 'fin-avant-debut'],
    [['09:00-12:00', '11:30-14:00'], 'plages-se-chevauchent'],
    [['09:00-17:00', '10:00-11:00'], 'plages-se-chevauchent'],
    [['09:00-12:00', '09:00-12:00'], 'plages-se-chevauchent'],
    [['20:00-02:00', '23:00-24:00'], 'plages-se-chevauchent'],
  ])('%s: %s', (ranges, code) => {
    expect(onMonday(...ranges).map((problem) => problem.code)).toEqual(code === null ? [] : [code])
  })

  it('says which day and which range', () => {
    const plan = withDay(EMPTY_PLAN, 4, [range('09:00-12:00'), range('10:00-11:00')])
    expect(problemsOf(plan)).toEqual([{ code: 'plages-se-chevauchent', lieu: 'semaine', index: 4, plage: 1 }])
  })

  it('sees a night that runs into the next morning, Sunday’s too', () => {
    const plan = withDay(withDay(EMPTY_PLAN, 6, [range('20:00-09:30')]), 0, [range('09:00-12:00')])
    expect(problemsOf(plan)).toEqual([{ code: 'plages-se-chevauchent', lieu: 'semaine', index: 0, plage: 0 }])
  })

  it('takes for a night what begins in the evening and ends by noon', () => {
    expect(['17:00-12:00', '23:00-00:30'].map(range).map(isNight)).toEqual([true, true])
    expect(['16:59-08:00', '17:00-12:01', '09:00-24:00'].map(range).map(isNight)).toEqual([false, false, false])
  })
})

describe('holidays, dates, length', () => {
  it('wants hours where it is said to be open', () => {
    expect(problemsOf({ ...EMPTY_PLAN, feries: [] })).toEqual([{ code: 'sans-plage', lieu: 'feries', index: 0 }])
  })

  it.each([
    [[closed('2026-12-24', '2027-01-02'), closed('2027-01-03', '2027-01-03')], []],
    [[closed('2026-12-24', '')], ['date-manquante']],
    [[closed('2026-02-30', '2026-03-01')], ['date-manquante']],
    [[closed('2027-01-02', '2026-12-24')], ['fin-avant-date']],
    [[closed('2026-12-24', '2027-01-02'), closed('2027-01-02', '2027-01-05')], ['exceptions-se-chevauchent']],
    [[{ ...closed('2026-12-24', '2026-12-24'), horaires: [] }], ['sans-plage']],
  ])('dates %#', (exceptions, codes) => {
    expect(problemsOf({ ...EMPTY_PLAN, exceptions }).map(({ code }) => code)).toEqual(codes)
  })

  it('says when DORA could not store it', () => {
    expect(problemsOf({ ...EMPTY_PLAN, remarque: 'x'.repeat(253) })).toEqual([])
    expect(problemsOf({ ...EMPTY_PLAN, remarque: 'x'.repeat(254) }).map(({ code }) => code)).toEqual(['trop-long'])
  })
})

describe('a time as it is typed', () => {
  it.each([
    ['9', '09:00'],
    ['9h', '09:00'],
    [' 9 H 30', '09:30'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['1745', '17:45'],
    ['midi', '12:00'],
    ['25', null],
    ['9h60', null],
    ['9h5', null],
    ['neuf', null],
    ['', null],
  ])('« %s »', (typed, time) => {
    expect(readTime(typed, 'de')).toBe(time)
    expect(readTime(typed, 'a')).toBe(time)
  })

  it('puts midnight at the right end of the day', () => {
    expect(['0', '00:00', 'minuit', '24h'].map((typed) => readTime(typed, 'a'))).toEqual(['24:00', '24:00', '24:00', '24:00'])
    expect(['0', '00:00', 'minuit', '24h'].map((typed) => readTime(typed, 'de'))).toEqual(['00:00', '00:00', '00:00', null])
  })
})
