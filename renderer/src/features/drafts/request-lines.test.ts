import { describe, expect, it } from 'vitest'
import { DraftContent, type DraftService } from '#shared/orientation/draft.ts'
import { requestBlocks, requestText } from './request-lines.ts'

const service: DraftService = {
  id: 's1',
  nom: 'Atelier mobilité',
  structure: 'Maison des départs',
  publics: ['Jeunes', 'Séniors'],
  criteres: [],
  documents: [],
  formulaires: [],
  formulaire_en_ligne: null,
  payant: null,
  orientable: true,
  orientable_raison: '',
  courriel: null,
  telephone: null,
  adresse: '',
}
const content = DraftContent.parse({
  situation: ['Jeunes', 'Public retiré depuis'],
  beneficiaire_prenom: ' Zéphirine ',
  beneficiaire_nom: 'Imaginaire',
  beneficiaire_telephone: '0612345678',
  beneficiaire_disponibilite: '2026-12-01',
  preferences_contact: ['TELEPHONE', 'REFERENT'],
})

describe('the request on paper', () => {
  it('holds what was filled in, and nothing empty', () => {
    expect(requestText({ content, service, attachments: [] })).toBe(
      [
        'Demande d’orientation',
        'SERVICE\nAtelier mobilité\nMaison des départs',
        'CONFORMITÉ\nPublics concernés\u202f: Jeunes\nCritères et conditions d’accès\u202f: Aucun critère d’admission spécifique',
        'PERSONNE ORIENTÉE\nNom\u202f: Zéphirine Imaginaire\nDisponible à partir du\u202f: 1 décembre 2026',
        'CONTACT SOUHAITÉ\nPréférence de contact\u202f: Téléphone, Via le conseiller référent\nTéléphone\u202f: 06 12 34 56 78',
        'ENGAGEMENT D’INFORMATION DE LA PERSONNE\nEngagement non pris.',
      ].join('\n\n'),
    )
  })

  it('names the files that go with it', () => {
    const attachments = [{ id: 'a', nom: 'cv.pdf', taille: 3, type: 'application/pdf', pour: 'CV', ajoute_le: '' }]
    expect(requestBlocks({ content, service, attachments }).find(({ title }) => title.startsWith('Documents'))).toEqual({
      title: 'Documents joints (à transmettre séparément)',
      lines: [['CV', 'cv.pdf']],
    })
  })
})
