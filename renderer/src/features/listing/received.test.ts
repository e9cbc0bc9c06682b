import { expect, it } from 'vitest'
import type { OrientationLine } from '#shared/contract/orientation.ts'
import { receivedBy } from './received.ts'

const line = (over: Partial<OrientationLine> = {}): OrientationLine => ({
  sens: 'reception',
  id: '7b0f2f0e-6f0b-4a50-9d3a-0d2f1f9d3a11',
  numero: '7F3K-Q2',
  personne: 'Dominique Inventé',
  serviceId: 'service',
  serviceNom: 'Aide inventée',
  structure_id: 'ours',
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
const lines = [
  line(),
  line({ retard: true }),
  line({ echeance: { quoi: 'pas-avant', le: '2026-12-01T00:00:00.000Z' } }),
  line({ etat: 'VALIDÉE', tour: 'personne' }),
  line({ etat: 'VALIDÉE', tour: null, issue: 'terminee' }),
  line({ etat: 'REFUSÉE', tour: 'prescripteur' }),
  // Not ours: sent by us, received by another of our structures, or by nobody knows whom.
  line({ sens: 'envoi', retard: true }),
  line({ structure_id: 'elsewhere' }),
  line({ structure_id: '' }),
]

it('counts what this structure received, by what is to be done', () => {
  expect(receivedBy(lines, 'ours')).toEqual({ toutes: 6, a_traiter: 2, en_retard: 1, a_constater: 1 })
})

it('neither the service nor the name of the structures says whose it is', () => {
  const alike = [line(), line({ structure_id: 'theirs' }), line({ serviceId: 'gone', structureNom: 'Autre' })]
  expect([receivedBy(alike, 'ours').toutes, receivedBy(alike, 'theirs').toutes]).toEqual([2, 1])
})

it('of a structure that received nothing, nothing', () => {
  expect(receivedBy([], 'ours')).toEqual({ toutes: 0, a_traiter: 0, en_retard: 0, a_constater: 0 })
})
