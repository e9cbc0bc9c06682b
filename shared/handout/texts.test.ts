import { expect, test } from 'vitest'
import { faultsOf, FALC_RULES } from './falc.ts'
import { EXPLANATIONS } from './glossary.ts'
import { LANGUES } from './handout.ts'
import { createSay, LANGUE_NOMS, TEXTS } from './texts.ts'
import { fr, type Key } from './texts/fr.ts'

const KEYS = Object.keys(fr) as Key[]
const holes = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([one]) => one).sort()
/** Words that are written alike in two languages: « Famille »… never a whole sentence. */
const SAME_AS_FRENCH = 6

test.each(LANGUES)('every text is in %s, with what is put in it, and is not the French one', (code) => {
  const texts = TEXTS[code]
  expect(Object.keys(texts).sort()).toEqual(KEYS.toSorted())
  for (const key of KEYS) {
    expect(texts[key].trim(), key).not.toBe('')
    expect(holes(texts[key]), key).toEqual(holes(fr[key]))
  }
  expect(KEYS.filter((key) => texts[key] === fr[key]).length).toBeLessThan(SAME_AS_FRENCH)
})

test.each(LANGUES)('days and dates are words of %s', (code) => {
  const s = createSay(code)
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => s.weekday(day).autre)
  expect(new Set(days).size).toBe(7)
  if (code !== 'en') expect(days).not.toContain('Monday')
  expect(s.date(new Date('2026-12-07T12:00:00Z'))).toMatchObject({ fr: '7 décembre 2026' })
  // The Gregorian year, in the digits of French papers.
  expect(s.date(new Date('2026-12-07T12:00:00Z')).autre).toMatch(/2026/)
})

test('languages have their names, in French and their own', () => {
  expect(LANGUE_NOMS.map(({ code }) => code).sort()).toEqual(LANGUES.toSorted())
  expect(new Set(LANGUE_NOMS.map(({ propre }) => propre)).size).toBe(LANGUES.length)
})

test('what is put in a right-to-left text keeps its own direction', () => {
  expect(createSay('ar').say('personne', { nom: 'Mme Dupont (12)' }).autre).toContain('\u2066Mme Dupont (12)\u2069')
  expect(createSay('uk').say('personne', { nom: 'Mme Dupont' }).autre).toBe('Запитайте: Mme Dupont.')
})

test('every fixed French text keeps the rules of easy reading', () => {
  const broken = KEYS.flatMap((key) => faultsOf(fr[key].replace(/\{\w+\}/g, '3')).map((fault) => ({ key, ...fault })))
  expect(broken).toEqual([])
})

test('every explanation keeps them too', () => {
  expect(EXPLANATIONS.flatMap(({ mot, sens }) => faultsOf(`${sens}.`).map((fault) => ({ mot, ...fault })))).toEqual([])
})

test.each([
  ['phrase-longue', 'Vous pouvez venir avec votre carte et aussi avec votre famille et tous vos amis le matin.'],
  ['sigle', 'Apportez votre XYZT.'],
  ['passif', 'Le dossier est étudié par une équipe.'],
  ['chiffres', 'Apportez trois photos.'],
  ['une-idee', 'Venez le matin ; le soir, téléphonez.'],
  ['negation', 'Ne venez pas le lundi.'],
  ['caracteres', 'APPORTEZ VOTRE CARTE.'],
  ['symbole', 'Papiers & photos.'],
  ['mot-long', 'Une anticonstitutionnalité.'],
  ['adresse', 'L’usager apporte sa carte.'],
] as const)('the rule « %s » finds its fault', (regle, text) => {
  expect(faultsOf(text).map((fault) => fault.regle)).toContain(regle)
  expect(FALC_RULES.map((rule) => rule.regle)).toContain(regle)
})
