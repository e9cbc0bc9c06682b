import { expect, test } from 'vitest'
import { registerLines } from './register.ts'

const ESTABLISHMENT = {
  siret: '00000101500014',
  nom: 'MISSION LOCALE DE L’EXEMPLE',
  adresse: '12 RUE DES TANNEURS',
  code_postal: '59000',
  commune: 'LILLE',
  code_insee: '59350',
  siege: true,
  structure: null,
}
const differing = (fiche: Readonly<Record<string, string | null>>, more = {}) =>
  registerLines({ siret: '00000101500014', nom: 'Mission locale de l’exemple', ...fiche }, { ...ESTABLISHMENT, ...more })
    .filter(({ differe }) => differe)
    .map(({ champ }) => champ)

test('case, accents and short forms are no difference', () => {
  expect(differing({ adresse: '12 rue des Tanneurs', code_postal: '59000', commune: 'Lille' })).toEqual([])
  expect(
    differing(
      { adresse: '3 bd Ste-Thérèse', code_postal: '59000', commune: 'Lille' },
      { adresse: '3 BOULEVARD SAINTE THERESE', commune: 'LILLE CEDEX 9' },
    ),
  ).toEqual([])
  expect(differing({ adresse: '12 rue des Tanneurs', code_postal: '59000', commune: 'Paris' }, { commune: 'PARIS 11' })).toEqual(
    [],
  )
})

test('what is said otherwise, and what is not said, is', () => {
  expect(differing({ nom: 'Garage', adresse: '14 rue des Tanneurs', code_postal: '59100', commune: null })).toEqual([
    'nom',
    'adresse',
    'code_postal',
    'commune',
  ])
})

test('a SIRET written with blanks is the same; an establishment may have none', () => {
  const place = { adresse: '12 rue des Tanneurs', code_postal: '59000', commune: 'Lille' }
  expect(differing({ ...place, siret: '000 001 015 00014' })).toEqual([])
  expect(differing(place, { siret: null })).toEqual(['siret'])
})
