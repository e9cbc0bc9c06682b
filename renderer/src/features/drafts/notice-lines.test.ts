import { expect, it } from 'vitest'
import { DraftContent, DraftService } from '#shared/orientation/draft.ts'
import { noticeBlocks } from './notice-lines.ts'

const service = DraftService.parse({
  id: 's',
  nom: 'Aide au permis inventée',
  structure: 'Le Relais inventé',
  publics: [],
  criteres: [],
  documents: [],
  formulaires: [],
  formulaire_en_ligne: null,
  payant: null,
  orientable: true,
})
const said = (content: Partial<DraftContent>, files: readonly string[] = []) =>
  noticeBlocks({
    content: DraftContent.parse(content),
    service,
    attachments: files.map((nom) => ({
      id: nom,
      nom,
      taille: 1,
      type: 'application/pdf',
      pour: '',
      ajoute_le: '2026-11-23T08:00:00Z',
    })),
  })
    .flatMap(({ title, lines }) => [title, ...lines])
    .join('\n')
    .replace(/\u202f/g, ' ')

it('says who asks what to whom, what goes, for how long, and that one may say no', () => {
  const words = said(
    {
      referent_prenom: 'Camille',
      referent_nom: 'Exemple',
      structure_prescriptrice: 'Mission inventée',
      referent_telephone: '03 20 00 00 00',
    },
    ['devis.pdf'],
  )
  expect(words).toContain(
    'Camille Exemple (Mission inventée) demande une aide pour vous à Le Relais inventé, pour « Aide au permis inventée ».',
  )
  expect(words).toContain('Ce document : devis.pdf.')
  expect(words).toContain('6 mois après')
  expect(words).toContain('effacés 2 ans après')
  expect(words).toContain('Vous pouvez dire non')
  expect(words).toContain('au 03 20 00 00 00')
})

it('speaks of a number only when there is one, and never of what stays on this desk', () => {
  expect(said({})).not.toContain('France Travail')
  expect(said({ beneficiaire_numero_france_travail: '01234567890' })).toContain('ne le voit que si elle accepte')
  const kept = said({ beneficiaire_age: '34', beneficiaire_commune_nom: 'Lille (59)' })
  expect(kept).not.toContain('34')
  expect(kept).not.toContain('Lille')
})
