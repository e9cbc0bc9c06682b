import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Service, Structure, Verification } from '../catalogue/record.ts'
import { currentAvailability, isEnding, renewed, wrongAvailability } from './availability.ts'
import { addDays, addMonths, daysBetween, parisDay } from './days.ts'
import { dueOn, isExpiredDraft, MONTHS, structureUpdateNeeded, sureOn, updateNeeded } from './freshness.ts'
import { groupsOf } from './groups.ts'

const service = (date_maj: string, dora: Service['dora'] = {}): Service => ({
  id: 'v',
  source: 'dora',
  structure_id: 's',
  nom: 'Service',
  date_maj,
  dora,
})
const said = (le: string): Verification => ({ le, par: 'structure', moyen: 'poste' })
const all = (kind: 'service' | 'structure', le: string): Record<string, Verification> =>
  Object.fromEntries(groupsOf(kind).map(({ code }) => [code, said(le)]))

const DAY = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('days', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-12-31', 16, '2028-04-30'],
    ['2026-11-15', 3, '2027-02-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months: %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to)
  })
  test('days added are days between; months never skip one', () => {
    fc.assert(
      fc.property(DAY, fc.integer({ min: -800, max: 800 }), fc.integer({ min: 0, max: 40 }), (day, days, months) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
        const later = addMonths(day, months)
        const [year = 0, month = 0] = day.split('-').map(Number)
        const [laterYear = 0, laterMonth = 0] = later.split('-').map(Number)
        expect(laterYear * 12 + laterMonth - (year * 12 + month)).toBe(months)
        expect(Number(later.slice(8))).toBeLessThanOrEqual(Number(day.slice(8)))
      }),
    )
  })
  test('today is that of Paris', () => {
    expect(parisDay(Date.parse('2026-12-31T23:30:00Z'))).toBe('2027-01-01')
    expect(parisDay(Date.parse('2026-06-30T21:59:00Z'))).toBe('2026-06-30')
    expect(parisDay(Date.parse('2026-06-30T22:00:00Z'))).toBe('2026-07-01')
  })
})

describe('when a listing is asked about', () => {
  test.each(Object.entries(MONTHS))('%s', (update_frequency, months) => {
    const one = service('2026-01-31', { update_frequency: update_frequency as keyof typeof MONTHS })
    expect(dueOn(one)).toBe(months === null ? null : addMonths('2026-01-31', months))
    if (months === null) expect(updateNeeded(one, '2090-01-01')).toBe(false)
    else {
      expect(updateNeeded(one, addDays(addMonths('2026-01-31', months), -1))).toBe(false)
      expect(updateNeeded(one, addMonths('2026-01-31', months))).toBe(true)
    }
  })
  test('without a frequency, six months; what is not published, never', () => {
    expect(dueOn(service('2026-01-31'))).toBe('2026-07-31')
    for (const status of ['DRAFT', 'SUGGESTION', 'ARCHIVED'] as const) expect(dueOn(service('2020-01-01', { status }))).toBeNull()
  })
  test('every group said to be right puts it off, from the oldest of them; one group missing does not; an edit always does', () => {
    const verifications = { ...all('service', '2026-06-10'), contact: said('2026-06-01') }
    expect(sureOn('service', service('2026-01-01', { verifications }))).toBe('2026-06-01')
    expect(sureOn('service', service('2026-07-01', { verifications }))).toBe('2026-07-01')
    const { contact: _, ...partial } = verifications
    expect(sureOn('service', service('2026-01-01', { verifications: partial }))).toBe('2026-01-01')
    const structure: Structure = { id: 's', source: 'dora', nom: 'S', date_maj: '2026-01-01' }
    expect(structureUpdateNeeded(structure, '2026-12-31')).toBe(false)
    expect(structureUpdateNeeded(structure, '2027-01-01')).toBe(true)
    const sure = { ...structure, dora: { verifications: all('structure', '2026-12-01') } }
    expect(structureUpdateNeeded(sure, '2027-01-01')).toBe(false)
  })
  test('a draft is old after seven days', () => {
    const draft = service('2026-11-01', { status: 'DRAFT', creation_date: '2026-11-01' })
    expect([isExpiredDraft(draft, '2026-11-07'), isExpiredDraft(draft, '2026-11-08')]).toEqual([false, true])
    expect(isExpiredDraft(service('2026-11-01', { creation_date: '2026-11-01' }), '2027-01-01')).toBe(false)
  })
})

describe('availability', () => {
  const places = { etat: 'places', places: 3, jusqu_au: '2026-12-07', dit_le: '2026-11-23' } as const
  test('holds on its last day, and is unknown the day after', () => {
    const one = service('2026-01-01', { disponibilite: places })
    expect(currentAvailability(one, '2026-12-07')).toEqual(places)
    expect(currentAvailability(one, '2026-12-08')).toBeNull()
    expect([isEnding(places, '2026-12-04'), isEnding(places, '2026-12-05')]).toEqual([false, true])
  })
  test('said again for as long', () => {
    expect(renewed(places, '2026-12-10')).toEqual({ ...places, dit_le: '2026-12-10', jusqu_au: '2026-12-24' })
    fc.assert(
      fc.property(DAY, DAY, DAY, (dit_le, jusqu_au, today) => {
        expect(wrongAvailability(renewed({ etat: 'complet', dit_le, jusqu_au }, today), today)).toBeNull()
      }),
    )
  })
  test.each([
    ['2026-11-22', 'jusqu_au'],
    ['2026-11-23', null],
    ['2027-02-23', null],
    ['2027-02-24', 'jusqu_au'],
    ['2026-13-01', 'jusqu_au'],
    ['2026-11-31', 'jusqu_au'],
    ['9999-99-99', 'jusqu_au'],
  ])('until %s', (jusqu_au, wrong) => {
    expect(wrongAvailability({ ...places, jusqu_au }, '2026-11-23')).toBe(wrong)
  })
  test('a number of places is said of places alone', () => {
    expect(wrongAvailability({ ...places, etat: 'complet' }, '2026-11-23')).toBe('places')
  })
})
