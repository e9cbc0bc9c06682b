import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../listing/days.ts'
import { groupsOf } from '../listing/groups.ts'
import { likelihood, reasonsOf, scoreOf, type Sheet } from './calls-score.ts'

const TODAY = '2026-11-27'
const ago = (days: number): string => addDays(TODAY, -days)
const sheet = (more: Partial<Sheet> = {}): Sheet => ({
  kind: 'service',
  groupes: ['contact', 'periodicite', 'lieu'],
  verifie: null,
  date_maj: ago(400),
  vues: 0,
  demandes: 0,
  portee: 2_000,
  ...more,
})
const score = (more: Partial<Sheet>): number => scoreOf(sheet(more), TODAY)

describe('chances that a group of fields has become wrong', () => {
  it('are none on the day, one in two after a half-life, and grow towards one', () => {
    expect(likelihood('service', 'contact', 0)).toBe(0)
    expect(likelihood('service', 'contact', 450)).toBeCloseTo(0.5)
    expect(likelihood('service', 'contact', 36_500)).toBeCloseTo(1)
  })
  it('grow faster for hours and contact than for place and identity', () => {
    const order = (kind: Sheet['kind']) =>
      groupsOf(kind)
        .map(({ code }) => code)
        .toSorted((a, b) => likelihood(kind, b, 365) - likelihood(kind, a, 365))
    expect(order('structure')).toEqual(['horaires', 'coordonnees', 'presentation', 'lieu', 'identite'])
    expect(order('service').slice(0, 3)).toEqual(['periodicite', 'contact', 'modalites'])
    expect(order('service').slice(-2)).toEqual(['lieu', 'typologie'])
  })
})

describe('the score of a sheet', () => {
  it('is more for what is older, more used, or for more people; less for what was vouched for', () => {
    const bare = score({})
    expect(score({ date_maj: ago(500) })).toBeGreaterThan(bare)
    expect(score({ vues: 1 })).toBeGreaterThan(bare)
    expect(score({ demandes: 1 })).toBeGreaterThan(score({ vues: 1 }))
    expect(score({ portee: 675_000 })).toBeGreaterThan(bare)
    expect(score({ verifie: { contact: ago(10) } })).toBeLessThan(bare)
    // Said to be right before the last edit: nothing more is known.
    expect(score({ verifie: { contact: ago(900) } })).toBe(bare)
    expect(score({ groupes: [] })).toBe(0)
  })
  it('counts reach twice at most', () => {
    expect(score({ portee: 10 ** 12 })).toBeCloseTo(2 * score({ portee: 0 }))
  })
  it('counts use three times at most: what was verified this month is not called before what is years old', () => {
    expect(score({ vues: 10 ** 9 })).toBeLessThanOrEqual(3 * score({}))
    const all = (day: string) => ({ date_maj: ago(2_000), verifie: { contact: day, periodicite: day, lieu: day } })
    expect(score({ ...all(ago(30)), vues: 100_000, portee: 68_000_000 })).toBeLessThan(score(all(ago(900))))
  })
  it('is more for one group that is probably wrong than for two that are half as likely to be', () => {
    // After half-lives 2 and log2(8/5): three chances in four, and three in eight.
    const alone = score({ groupes: ['contact'], date_maj: ago(900) })
    const twice = score({ groupes: ['contact', 'contact'], date_maj: ago(Math.round(450 * Math.log2(8 / 5))) })
    expect(alone).toBeGreaterThan(1.9 * twice)
  })
  it('is a number, 0 or more, that never falls with age, use or reach, whatever the sheet', () => {
    const arbitrary = fc.record({
      kind: fc.constantFrom('structure' as const, 'service' as const),
      groupes: fc.uniqueArray(fc.constantFrom('contact', 'horaires', 'lieu', 'identite', 'inconnu')),
      verifie: fc.option(fc.dictionary(fc.constantFrom('contact', 'horaires', 'lieu'), fc.nat(3_000).map(ago))),
      date_maj: fc.integer({ min: -400, max: 9_000 }).map(ago),
      vues: fc.nat(10_000),
      demandes: fc.nat(500),
      portee: fc.nat(80_000_000),
    })
    fc.assert(
      fc.property(arbitrary, fc.nat(2_000), fc.nat(1_000), (one, days, n) => {
        const [before, later] = [scoreOf(one, TODAY), scoreOf(one, addDays(TODAY, days))]
        expect(before).toBeGreaterThanOrEqual(0)
        expect(later).toBeGreaterThanOrEqual(before)
        expect(scoreOf({ ...one, vues: one.vues + n, demandes: one.demandes + n }, TODAY)).toBeGreaterThanOrEqual(before)
        expect(scoreOf({ ...one, portee: one.portee + n }, TODAY)).toBeGreaterThanOrEqual(before)
      }),
    )
  })
  it('is 0, and no more, for a date that is none', () => {
    expect(score({ date_maj: '' })).toBe(0)
  })
})

it('the reasons are the groups, the likeliest to be wrong first, with their age and whether anybody ever vouched for them', () => {
  expect(reasonsOf(sheet({ verifie: { periodicite: ago(30), lieu: ago(900) } }), TODAY)).toEqual([
    { groupe: 'contact', label: 'Contact', jours: 400, jamais: true },
    { groupe: 'lieu', label: 'Périmètre et lieu d’accueil', jours: 400, jamais: false },
    { groupe: 'periodicite', label: 'Périodicité et horaires', jours: 30, jamais: false },
  ])
})
