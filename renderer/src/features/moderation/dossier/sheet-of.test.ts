import { describe, expect, test } from 'vitest'
import type { DossierView } from '#shared/moderation/dossier.ts'
import { administrators, sheetOf, stateOf } from './sheet-of.ts'

const person = (more: Partial<DossierView['personnes'][number]> = {}): DossierView['personnes'][number] => ({
  user_id: 'u1',
  nom: 'Noor Inventée',
  courriel: 'noor@exemple.test',
  admin: true,
  etat: 'membre',
  actif: true,
  depuis: '2026-11-20T08:00:00.000Z',
  ...more,
})

const view = (more: Partial<DossierView> = {}): DossierView => ({
  cible: { kind: 'structure', id: 's1' },
  vu: { fiche: 1, dossier: 0 },
  fiche: {
    id: 's1',
    source: 'dora',
    nom: 'Garage',
    siret: '00000101500014',
    latitude: 50.6,
    longitude: 3,
    dora: { moderation_status: 'VALIDATED' },
  },
  structure: null,
  item: null,
  dossier: { prise: null, decisions: [], invite_le: null, adresses: [] },
  differences: null,
  personnes: [person()],
  services: [],
  antennes: [],
  modeles: [],
  suggestions: [],
  retenues: null,
  demandes: { envoyees: 0, recues: 0, sans_reponse: 0 },
  historique: [],
  droits: { moderer: true, modifier: true, inviter: true, rejeter: true, voir_membres: true },
  vues: 0,
  ...more,
})

describe('a sheet', () => {
  test('of a structure', () =>
    expect(sheetOf(view())).toMatchObject({
      nom: 'Garage',
      statut: 'VALIDATED',
      moderee: true,
      publication: null,
      obsolete: false,
      structure: { id: 's1', nom: 'Garage' },
      point: { lat: 50.6, lon: 3 },
    }))
  test('of a service, with its structure or without one', () => {
    const service = view({ cible: { kind: 'service', id: 'v' }, fiche: { id: 'v', source: 'autre', nom: 'Atelier' } })
    expect(sheetOf(service)).toMatchObject({
      statut: null,
      moderee: false,
      publication: 'PUBLISHED',
      structure: null,
      point: null,
    })
    expect(sheetOf({ ...service, structure: { id: 's1', nom: 'Garage' } }).structure).toEqual({ id: 's1', nom: 'Garage' })
  })
  test('of another source has no status to give, unless somebody gave it one', () => {
    const other = (dora: Record<string, string>) =>
      sheetOf(view({ fiche: { id: 's1', source: 'autre', nom: 'Garage', dora } })).moderee
    expect(other({})).toBe(false)
    expect(other({ moderation_status: 'IN_PROGRESS' })).toBe(true)
  })
})

test('administrators who may be written to are members, and their accounts are open', () => {
  const personnes = [person(), person({ etat: 'invitation' }), person({ admin: false }), person({ actif: false })]
  expect(administrators({ personnes })).toHaveLength(1)
})

describe('where a structure stands', () => {
  const state = (more: Partial<DossierView>) => stateOf(view(more), sheetOf(view(more)))
  const service = {
    id: 'v',
    nom: 'Atelier',
    statut: 'PUBLISHED',
    date_maj: '2026-11-20',
    a_actualiser: false,
    moderation: null,
    vues: 0,
  }
  test.each([
    ['obsolete', { fiche: { nom: 'Garage', dora: { is_obsolete: true } } }],
    ['sans-utilisateur', { personnes: [] }],
    ['administrateur-invite', { personnes: [person({ etat: 'invitation' })] }],
    ['sans-service', {}],
    ['sans-service', { services: [{ ...service, statut: 'DRAFT' }] }],
    ['a-actualiser', { services: [{ ...service, a_actualiser: true }] }],
    ['en-ordre', { services: [service] }],
  ] as const)('%s', (expected, more) => expect(state(more as Partial<DossierView>)).toBe(expected))
  test('a service has none', () => expect(state({ cible: { kind: 'service', id: 'v' } })).toBeNull())
})
