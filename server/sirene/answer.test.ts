import { expect, test } from 'vitest'
import { communesOf } from './arrondissements.ts'
import { establishmentsOf, publicName, RegisterAnswer } from './answer.ts'
import { createMemory } from './memory.ts'

test.each([
  ['LE BON ESSAI', 'ASSOCIATION LE BON ESSAI', 'LE BON ESSAI'],
  ['MISSION LOCALE DE LILLE', 'Mission Locale', 'MISSION LOCALE DE LILLE'],
  ['Éssai', 'ESSAI', 'Éssai'],
  ['ANTENNE', 'MISSION', 'ANTENNE (MISSION)'],
  ['', 'MISSION', 'MISSION'],
  ['ANTENNE', '', 'ANTENNE'],
  ['', '', ''],
])('%j of %j is shown as %j', (own, parent, shown) => {
  expect(publicName(own, parent)).toBe(shown)
})

test('a public name is 255 characters at most', () => {
  expect(publicName('A'.repeat(200), 'B'.repeat(200))).toBe(`${'A'.repeat(200)} (${'B'.repeat(53)}`)
  expect(publicName('', '👩'.repeat(300))).toBe('👩'.repeat(255))
})

test('the cities that are placed by arrondissement', () => {
  expect(communesOf('75056')).toHaveLength(21)
  expect(communesOf('69123')).toEqual(['69123', ...Array.from({ length: 9 }, (_, at) => String(69_381 + at))])
  expect(communesOf('13055').at(-1)).toBe('13216')
  expect(communesOf('59350')).toEqual(['59350'])
})

const office = (more: object) => ({
  siret: '00000101000012',
  etat_administratif: 'A',
  statut_diffusion_etablissement: 'O',
  commune: '59350',
  liste_enseignes: ['ENSEIGNE'],
  ...more,
})
const shown = (more: object, unit: object = {}) =>
  establishmentsOf(
    RegisterAnswer.parse({
      results: [{ nom_complet: 'PARENT', etat_administratif: 'A', matching_etablissements: [office(more)], ...unit }],
    }),
  )

test.each([
  ['12 RUE DU 8 MAI 1945 59000 LILLE', '12 RUE DU 8 MAI 1945'],
  ['BATIMENT B 12 RUE X BP 10030 59020 LILLE CEDEX 9', 'BATIMENT B 12 RUE X BP 10030'],
  ['59000 LILLE', ''],
  ['LIEU DIT LE BOURG', 'LIEU DIT LE BOURG'],
  ['1 RUE  A\t75015 PARIS 15', '1 RUE A'],
  [null, ''],
])('the street of %j is %j', (adresse, street) => {
  expect(shown({ adresse })).toMatchObject([{ adresse: street }])
})

test.each([
  ['48.83002', '2.275688', 48.83002, 2.275688],
  ['48.83002', null, null, null],
  ['[NON-DIFFUSIBLE]', '2.2', null, null],
  ['91', '2', null, null],
  ['', '', null, null],
  ['NaN', 'Infinity', null, null],
])('placed at %j, %j', (latitude, longitude, lat, lon) => {
  expect(shown({ latitude, longitude })).toMatchObject([{ latitude: lat, longitude: lon }])
})

test.each([
  ['closed', { etat_administratif: 'F' }, {}],
  ['of an organisation that has ended', {}, { etat_administratif: 'C' }],
  ['withheld', { statut_diffusion_etablissement: 'P' }, {}],
  ['of an organisation withheld', {}, { statut_diffusion: 'P' }],
  ['masked', { liste_enseignes: ['[NON-DIFFUSIBLE]'] }, {}],
  ['masked by INSEE', { liste_enseignes: null }, { nom_complet: '[ND] [ND]' }],
  ['abroad', { commune: null }, {}],
  ['without a number', { siret: null }, {}],
  ['without any name', { liste_enseignes: null }, { nom_complet: null }],
])('%s: not shown', (_, more, unit) => {
  expect(shown({})).toHaveLength(1)
  expect(shown(more, unit)).toEqual([])
})

test('answers of the last minutes are kept, the oldest going first, and failures are not', async () => {
  let now = 0
  const asked: string[] = []
  const remember = createMemory<string>({ keepMs: 10, most: 2, now: () => now })
  const ask = (key: string) =>
    remember(key, async () => {
      asked.push(key)
      return key
    })
  for (const key of ['a', 'b', 'a', 'c', 'a', 'c']) expect(await ask(key)).toBe(key)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
  now = 10
  await ask('c')
  expect(asked).toHaveLength(5)
  await expect(remember('d', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await ask('d')).toBe('d')
})
