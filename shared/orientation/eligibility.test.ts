import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entriesOf } from '../reference/labels.ts'
import { VERDICTS, type Verdict } from './checks.ts'
import { ageOf, eligibilityOf, sayLine } from './eligibility.ts'

type Facts = Parameters<typeof eligibilityOf>[0]
const facts = (change: Partial<Facts> = {}): Facts => ({ situation: [], criteres: [], beneficiaire_age: '', ...change })

const said = (known: Partial<Facts>, publics: string[], criteres: string[] = []) =>
  eligibilityOf(facts(known), { publics, criteres })

describe('one public is enough, every condition is asked for', () => {
  it.each<[string, Partial<Facts>, string[], string[], Verdict]>([
    ['open to all', {}, [], [], 'eligible'],
    ['open to all publics, a condition not ticked', {}, [], ['Avoir le permis'], 'a-verifier'],
    ['open to all publics, its condition ticked', { criteres: ['Avoir le permis'] }, [], ['Avoir le permis'], 'eligible'],
    ['nothing ticked', {}, ['Jeunes', 'Femmes'], [], 'a-verifier'],
    ['one of two', { situation: ['Femmes'] }, ['Jeunes', 'Femmes'], [], 'eligible'],
    ['another service’s word', { situation: ['Séniors'] }, ['Femmes'], [], 'a-verifier'],
    ['one condition of two', { criteres: ['A'] }, [], ['A', 'B'], 'a-verifier'],
    ['too old for the only public', { beneficiaire_age: '34' }, ['Jeunes'], [], 'non'],
    ['too old for it, though ticked', { beneficiaire_age: '34', situation: ['Jeunes'] }, ['Jeunes'], [], 'non'],
    ['too old for one of two', { beneficiaire_age: '34' }, ['Jeunes', 'Femmes'], [], 'a-verifier'],
    [
      'too old for one, the other ticked',
      { beneficiaire_age: '34', situation: ['Femmes'] },
      ['Jeunes', 'Femmes'],
      [],
      'eligible',
    ],
    ['young at large', { beneficiaire_age: '30', situation: ['Jeunes'] }, ['Jeunes'], [], 'eligible'],
    ['too young to be a senior', { beneficiaire_age: '44' }, ['Séniors'], [], 'non'],
    ['old enough, not ticked', { beneficiaire_age: '45' }, ['Séniors'], [], 'a-verifier'],
    ['between the two', { beneficiaire_age: '38' }, ['Jeunes', 'Séniors'], [], 'non'],
    ['a condition of age', { beneficiaire_age: '17', criteres: ['Avoir 18 ans'] }, [], ['Avoir 18 ans'], 'non'],
    ['a condition of age met, not ticked', { beneficiaire_age: '18' }, [], ['Avoir 18 ans'], 'a-verifier'],
    ['an age that is none', { beneficiaire_age: '3x', situation: ['Jeunes'] }, ['Jeunes'], [], 'eligible'],
  ])('%s', (_, known, publics, criteres, verdict) => {
    expect(said(known, publics, criteres).verdict).toBe(verdict)
  })

  it('is said in words', () => {
    const [line] = said({ beneficiaire_age: '34' }, ['Jeunes']).lignes
    expect(line && sayLine(line)).toBe(
      'Public\u202f: jeunes — non, parce que la personne a 34 ans (attendu\u202f: 30 ans au plus).',
    )
    expect(said({}, []).lignes).toEqual([
      { quoi: 'Public\u202f: tous', verdict: 'eligible', raison: 'ce service est ouvert à tous, sans condition.' },
    ])
    expect(said({}, [], ['RSA depuis 6 mois']).lignes.map(({ quoi }) => quoi)).toEqual([
      'Public\u202f: tous',
      'Condition\u202f: RSA depuis 6 mois',
    ])
  })

  it('an age is whole years of a life', () => {
    expect(['0', '34', ' 34 ', '120', '121', '-1', '3.5', '', 'x'].map(ageOf)).toEqual([
      0,
      34,
      34,
      120,
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('whatever is known', () => {
  const label = fc.constantFrom(
    ...entriesOf('publics').map((entry) => entry.label),
    'Avoir 18 ans',
    'Moins de 26 ans',
    '16-25 ans',
    'Avoir le permis B',
    'Habiter le quartier',
  )
  const labels = fc.uniqueArray(label, { maxLength: 5 })
  const known = fc.record({
    situation: labels,
    criteres: labels,
    beneficiaire_age: fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 120 }).map(String), fc.string({ maxLength: 3 })),
  })
  const service = fc.record({ publics: labels, criteres: labels })

  it('unknown is never shown as yes: what is eligible was ticked, or asks for nothing', () => {
    fc.assert(
      fc.property(known, service, (one, asked) => {
        const { verdict, lignes } = eligibilityOf(one, asked)
        const lines = lignes.slice(asked.publics.length === 0 ? 1 : 0)
        const ticks = [
          ...asked.publics.map((name) => one.situation.includes(name)),
          ...asked.criteres.map((name) => one.criteres.includes(name)),
        ]
        lines.forEach((line, index) => {
          if (line.verdict === 'eligible') expect(ticks[index]).toBe(true)
          if (line.verdict === 'non') expect(ageOf(one.beneficiaire_age)).not.toBeNull()
        })
        if (verdict === 'eligible') {
          expect(asked.publics.length === 0 || asked.publics.some((name) => one.situation.includes(name))).toBe(true)
          expect(asked.criteres.every((name) => one.criteres.includes(name))).toBe(true)
        }
      }),
    )
  })

  it('knowing less never makes the answer surer: without ticks nor age, only what is open to all is a yes, and nothing is a no', () => {
    fc.assert(
      fc.property(service, (asked) => {
        const { verdict } = eligibilityOf(facts(), asked)
        expect(verdict).toBe(asked.publics.length + asked.criteres.length === 0 ? 'eligible' : 'a-verifier')
      }),
    )
  })

  it('« non » only where each public, or some condition, is contradicted', () => {
    fc.assert(
      fc.property(known, service, (one, asked) => {
        const { verdict, lignes } = eligibilityOf(one, asked)
        const publics = lignes.slice(0, Math.max(1, asked.publics.length))
        const conditions = lignes.slice(publics.length)
        const contradicted = publics.every((line) => line.verdict === 'non') || conditions.some((line) => line.verdict === 'non')
        expect(verdict === 'non').toBe(contradicted)
        expect(VERDICTS).toContain(verdict)
      }),
    )
  })
})
