import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areNeighbours, editDistance } from './distance.ts'
import { soundsOf } from './phonetic.ts'
import { createSpeller } from './spelling.ts'

const VOCABULARY: readonly (readonly [string, number])[] = [
  ['permis', 900],
  ['permet', 120],
  ['hebergement', 300],
  ['logement', 800],
  ['surendettement', 60],
  ['pharmacie', 20],
  ['orthographe', 15],
  ['illettrisme', 40],
  ['vetements', 90],
  ['vetement', 30],
  ['alimentaire', 400],
  ['formation', 2000],
  ['information', 1500],
  ['psychologue', 80],
  ['garde', 300],
  ['grade', 4],
  ['gare', 50],
  ['creche', 60],
  ['velo', 150],
  ['voiture', 200],
  ['conduite', 180],
  ['addiction', 70],
  ['association', 900],
  ['rqth', 25],
  ['violences', 90],
  ['francais', 500],
  ['accompagnement', 3000],
  ['entretien', 200],
  ['appartement', 30],
  ['travail', 700],
  ['travaux', 40],
  ['pere', 10],
  ['mere', 12],
]
const speller = createSpeller(VOCABULARY)

describe('editDistance', () => {
  it.each([
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['abc', 'abcd', 1],
    ['abc', 'xbc', 1],
    ['kitten', 'sitting', 3],
    ['', 'ab', 2],
  ])('%s %s → %i', (a, b, expected) => expect(editDistance(a, b, 5)).toBe(expected))

  it('is symmetric, zero only between equals, and stops at the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        const full = editDistance(a, b, 20)
        expect(editDistance(b, a, 20)).toBe(full)
        expect(full === 0).toBe(a === b)
        expect(editDistance(a, b, 1)).toBe(Math.min(full, 2))
      }),
    )
  })

  it('knows the keyboard', () => {
    expect(areNeighbours('a', 'z')).toBe(true)
    expect(areNeighbours('a', 'q')).toBe(true)
    expect(areNeighbours('a', 'p')).toBe(false)
  })
})

describe('sounds', () => {
  it.each([
    ['pharmacie', 'farmacie'],
    ['orthographe', 'ortografe'],
    ['hebergement', 'hebergemant'],
    ['association', 'assosiasion'],
    ['vetement', 'vetements'],
    ['psychologue', 'psychologe'],
  ])('%s sounds like %s', (a, b) => expect(soundsOf(a)).toBe(soundsOf(b)))
  it.each([
    ['permis', 'permet'],
    ['mere', 'pere'],
    ['tenir', 'tamir'],
  ])('%s does not sound like %s', (a, b) => expect(soundsOf(a)).not.toBe(soundsOf(b)))
})

describe('suggest', () => {
  it.each([
    ['permi', 'permis'],
    ['premis', 'permis'],
    ['hebergemant', 'hebergement'],
    ['ebergement', 'hebergement'],
    ['logemnt', 'logement'],
    ['surendetement', 'surendettement'],
    ['farmacie', 'pharmacie'],
    ['ortographe', 'orthographe'],
    ['iletrisme', 'illettrisme'],
    ['vetemen', 'vetement'],
    ['alimantaire', 'alimentaire'],
    ['formaton', 'formation'],
    ['psycologue', 'psychologue'],
    ['creshe', 'creche'],
    ['voitrue', 'voiture'],
    ['conduitte', 'conduite'],
    ['adiction', 'addiction'],
    ['asociation', 'association'],
    ['violance', 'violences'],
    ['fransais', 'francais'],
    ['acompagnement', 'accompagnement'],
    ['appartment', 'appartement'],
    ['gadre', 'garde'],
  ])('%s → %s', (typed, meant) => expect(speller.suggest(typed)[0]?.word).toBe(meant))

  it('never corrects a known word, a short word or a number', () => {
    for (const [word] of VOCABULARY) expect(speller.suggest(word)).toEqual([])
    for (const word of ['rqt', 'caf', '115', 'a1b2c', '']) expect(speller.suggest(word)).toEqual([])
  })

  it('prefers the frequent word', () => {
    const two = createSpeller([
      ['barde', 3],
      ['carde', 3000],
    ])
    expect(two.suggest('darde').map(({ word }) => word)).toEqual(['carde', 'barde'])
  })

  it('never goes beyond one edit under seven letters and two from seven, sounds aside', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aeilmnoprstv'), minLength: 4, maxLength: 12 }), (typed) => {
        for (const { word } of speller.suggest(typed, 50)) {
          const max = typed.length < 7 ? 1 : 2
          expect(editDistance(typed, word, 9)).toBeLessThanOrEqual(soundsOf(typed) === soundsOf(word) ? max + 1 : max)
        }
      }),
    )
  })

  it('finds every word one slip away', () => {
    const word = fc.constantFrom(...VOCABULARY.map(([w]) => w).filter((w) => w.length >= 7))
    fc.assert(
      fc.property(word, fc.nat(), (w, n) => {
        const at = n % w.length
        const typed = w.slice(0, at) + w.slice(at + 1)
        if (speller.has(typed)) return
        expect(speller.suggest(typed, 50).map((s) => s.word)).toContain(w)
      }),
    )
  })
})
