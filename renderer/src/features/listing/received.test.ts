import { expect, it } from 'vitest'
import type { OrientationLine } from '#shared/contract/orientation.ts'
import { receivedBy } from './received.ts'

const line = (over: Partial<OrientationLine> = {}): OrientationLine => ({
  sens: 'reception',
  id: '7b0f2f0e-6f0b-4a50-9d3a-0d2f1f9d3a11',
  numero: '7F3K-Q2',
  personne: 'Dominique Inventé',
  serviceId: 'ours',
  serviceNom: 'Aide inventée',
  structureNom: 'Mission inventée',
  prescripteur: 'Camille Exemple',
  suivi_par: '',
  a_moi: false,
  etat: 'OUVERTE',
  issue: null,
  cree_le: '2026-11-20T08:00:00.000Z',
  bouge_le: '2026-11-20T08:00:00.000Z',
  lue: false,
  tour: 'structure',
  echeance: null,
  retard: false,
  plan_b: false,
  envoi: 'a-jour',
  muette: false,
  ...over,
})
const listing = { services: [{ id: 'ours' }, { id: 'other' }] }
const lines = [
  line(),
  line({ retard: true }),
  line({ echeance: { quoi: 'pas-avant', le: '2026-12-01T00:00:00.000Z' } }),
  line({ etat: 'VALIDÉE', tour: 'personne' }),
  line({ etat: 'VALIDÉE', tour: null, issue: 'terminee' }),
  line({ etat: 'REFUSÉE', tour: 'prescripteur' }),
  // Not ours: sent by us, or received by another of our structures.
  line({ sens: 'envoi', retard: true }),
  line({ serviceId: 'elsewhere' }),
]

it('counts what this structure received, by what is to be done', () => {
  expect(receivedBy(lines, listing, false)).toEqual({ toutes: 6, a_traiter: 2, en_retard: 1, a_constater: 1 })
})

it('of an only structure, also those of a service that has left', () => {
  expect(receivedBy(lines, listing, true)).toMatchObject({ toutes: 7, a_traiter: 3 })
})

it('of a structure that received nothing, nothing', () => {
  expect(receivedBy([], listing, true)).toEqual({ toutes: 0, a_traiter: 0, en_retard: 0, a_constater: 0 })
})
