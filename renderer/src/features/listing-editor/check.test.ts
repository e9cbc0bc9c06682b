import { describe, expect, test } from 'vitest'
import { requiredFields, wholeProblems } from './check.ts'

describe('fields that publication asks for', () => {
  test('those that always are, and those that others make so', () => {
    const bare = requiredFields('service', {})
    expect(bare).toContain('nom')
    expect(bare).toContain('thematiques')
    expect(bare).toContain('modes_accueil')
    expect(bare).not.toContain('adresse')
    expect(bare).not.toContain('telephone')
    const asked = requiredFields('service', {
      modes_accueil: ['en-presentiel'],
      frais: 'payant',
      'dora.coach_orientation_modes': ['telephoner', 'envoyer-un-mail-avec-une-fiche-de-prescription'],
    })
    for (const champ of ['adresse', 'commune', 'code_postal', 'telephone', 'courriel', 'dora.forms', 'frais_precisions'])
      expect(asked).toContain(champ)
  })

  test('of a structure and of a model', () => {
    expect([...requiredFields('structure', {})].toSorted()).toEqual(['adresse', 'code_postal', 'commune', 'dora.typology', 'nom'])
    expect([...requiredFields('modele', {})]).toEqual(['nom'])
  })

  test('what is asked for and missing is a problem, whatever the rest says', () => {
    const doc = { modes_accueil: ['en-presentiel'], 'dora.beneficiaries_access_modes': ['autre'] }
    const told = new Set(wholeProblems('service', doc).map(({ champ }) => champ))
    for (const champ of requiredFields('service', doc))
      if (!(champ in doc) && champ !== 'dora.coach_orientation_modes') expect(told).toContain(champ)
  })
})
