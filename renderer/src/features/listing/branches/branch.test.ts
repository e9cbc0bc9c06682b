import { expect, it } from 'vitest'
import { branchOf, branchProblems, NO_BRANCH, type BranchDraft } from './branch.ts'

const DRAFT: BranchDraft = {
  ...NO_BRANCH,
  nom: ' Antenne de la Gare ',
  adresse: '12 rue des Lilas',
  commune: { nom: 'Lille', code: '59350' },
  codePostal: '59000',
}

it('asks for a name and a place, and for a SIRET of the same company when there is one', () => {
  expect(Object.keys(branchProblems(NO_BRANCH, null))).toEqual(['nom', 'adresse', 'commune', 'codePostal'])
  expect(branchProblems(DRAFT, '111111111')).toEqual({})
  expect(branchProblems({ ...DRAFT, siret: '111 111 111 00023' }, '111111111')).toEqual({})
  expect(branchProblems({ ...DRAFT, siret: '222 222 222 00023' }, '111111111').siret).toMatch(/SIREN/)
  expect(branchProblems({ ...DRAFT, siret: '123' }, null).siret).toMatch(/14 chiffres/)
})

it('is what the server takes as soon as nothing is wrong', () => {
  expect(branchOf(NO_BRANCH)).toBeNull()
  expect(branchOf({ ...DRAFT, siret: '111 111 111 00023', point: { latitude: 50.6, longitude: 3 } })).toEqual({
    nom: 'Antenne de la Gare',
    siret: '11111111100023',
    adresse: '12 rue des Lilas',
    complement_adresse: null,
    code_postal: '59000',
    commune: 'Lille',
    code_insee: '59350',
    latitude: 50.6,
    longitude: 3,
  })
})
