import { expect, it } from 'vitest'
import { DraftContent, DraftService } from '#shared/orientation/draft.ts'
import { knownOf, nameOf, withPerson } from './person-at-hand.ts'

const service = DraftService.parse({
  id: 's',
  nom: 'Aide inventée',
  structure: '',
  publics: ['Jeunes', 'Séniors'],
  criteres: [],
  documents: [],
  formulaires: [],
  formulaire_en_ligne: null,
  payant: null,
  orientable: true,
})
const typed = DraftContent.parse({
  situation: ['Jeunes', 'Familles'],
  criteres: ['Avoir 18 ans'],
  beneficiaire_prenom: ' Dominique',
  beneficiaire_nom: 'Inventé ',
  beneficiaire_age: '34',
  motif: 'Un autre besoin.',
  engagement: true,
})

it('what is known of the person follows them to another service; what was said of the first one does not', () => {
  const fresh = DraftContent.parse({ referent_nom: 'Exemple', beneficiaire_disponibilite: '2026-11-23' })
  const content = withPerson({ content: fresh, service }, knownOf(typed))
  expect(content).toMatchObject({ beneficiaire_prenom: ' Dominique', beneficiaire_age: '34', referent_nom: 'Exemple' })
  expect(content.situation).toEqual(['Jeunes'])
})

it('is named as typed', () => {
  expect(nameOf(typed)).toBe('Dominique Inventé')
  expect(nameOf(DraftContent.parse({}))).toBe('')
})
