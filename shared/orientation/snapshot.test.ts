import { describe, expect, it } from 'vitest'
import type { ServiceSheet } from '../contract/catalogue.ts'
import { userContract } from '../contract/user.ts'
import { draftServiceOf } from './snapshot.ts'

const sheet = (service: Partial<ServiceSheet['service']>): Omit<ServiceSheet, 'droits'> => ({
  service: { source: 'dora', structure_id: 'g1', id: 's1', nom: 'Atelier', date_maj: '2026-01-05', ...service },
  structure: {
    source: 'dora',
    id: 'g1',
    nom: 'Maison des départs',
    date_maj: '2026-01-05',
    telephone: '0320000000',
    commune: 'Valbourg',
  },
  horaires: null,
  orientable: { ok: true, raison: '' },
  zone: { label: '', noms: [] },
  score: 0,
  autres: [],
})

describe('what a draft keeps of its service', () => {
  it('lists conditions of a DORA listing, without those that ask for nothing, and documents without carte Vitale', () => {
    const kept = draftServiceOf(
      sheet({
        publics: ['jeunes', 'publics-inventes'],
        dora: {
          access_conditions: ['Avoir 18 ans', 'Sans condition', 'Avoir 18 ans'],
          requirements: ['Aucun'],
          credentials: ['Copie de la carte vitale', 'Pièce d’identité'],
        },
      }),
    )
    expect(kept.publics).toEqual(['Jeunes', 'Publics inventes'])
    expect(kept.criteres).toEqual(['Avoir 18 ans'])
    expect(kept.documents).toEqual(['Pièce d’identité'])
  })

  it('names documents so that a file can be attached to each, however long its name', () => {
    const long = 'Justificatif de '.repeat(60)
    const { documents, formulaires } = draftServiceOf(
      sheet({ dora: { credentials: [long], forms: [{ nom: `${long}\n(fiche)` }] } }),
    )
    const names = [...documents, ...formulaires.map(({ nom }) => nom)]
    expect(names.every((nom) => nom.length > 200)).toBe(true)
    for (const pour of names) {
      const asked = { draftId: 'd', nom: 'cv.pdf', taille: 1, pour }
      expect(userContract.procedures['drafts.attachBegin'].input.safeParse(asked).success).toBe(true)
    }
  })

  it('makes boxes of the lines of a data·inclusion text', () => {
    const kept = draftServiceOf(
      sheet({ conditions_acces: '- Résider à Valbourg\n• Être inscrit à France Travail\n\n1. Avoir un projet' }),
    )
    expect(kept.criteres).toEqual(['Résider à Valbourg', 'Être inscrit à France Travail', 'Avoir un projet'])
  })

  it('of DORA’s own listing, takes no document for a condition', () => {
    const asked = {
      conditions_acces: 'Justificatifs à fournir :\n* Justificatif de domicile',
      dora: { credentials: ['Justificatif de domicile'] },
    }
    expect(draftServiceOf(sheet({ ...asked, source: 'dora' }))).toMatchObject({
      criteres: [],
      documents: ['Justificatif de domicile'],
    })
    expect(draftServiceOf(sheet({ conditions_acces: 'Savoir lire', source: 'dora' })).criteres).toEqual(['Savoir lire'])
  })

  it('asks for no public when the service is open to all', () => {
    expect(draftServiceOf(sheet({ publics: ['tous-publics', 'jeunes'] })).publics).toEqual([])
    expect(draftServiceOf(sheet({ publics: null })).publics).toEqual([])
  })

  it('tells the fees, and the structure’s phone when the service has none', () => {
    expect(draftServiceOf(sheet({ frais: 'payant' })).payant).toBe('Ce service est payant.')
    expect(draftServiceOf(sheet({ frais: 'gratuit', frais_precisions: 'rien' })).payant).toBe(null)
    expect(draftServiceOf(sheet({}))).toMatchObject({
      telephone: '0320000000',
      adresse: 'Valbourg',
      structure: 'Maison des départs',
    })
  })
})
