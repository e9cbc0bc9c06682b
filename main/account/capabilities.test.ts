import { expect, test } from 'vitest'
import { catalogueContract } from '#shared/contract/catalogue.ts'
import type { Actor } from '#shared/rights.ts'
import { testService, testStructure } from '../testing/catalogue.ts'
import { sheetOf } from '../user/testing/people.ts'
import { actorOf } from './actor.ts'
import { withCapabilities } from './capabilities.ts'
import { membership, person } from './testing/central.ts'

test('a person is to the table of rights what their account and memberships make of them', () => {
  expect(actorOf({ compte: null, rattachements: [membership('g1')] })).toBeNull()
  expect(
    actorOf({
      compte: person({ gestionnaire: true, departements: ['59', '2A'] }),
      rattachements: [
        membership('g1', { admin: true }),
        membership('g2'),
        membership('g3', { etat: 'demande' }),
        membership('g4', { etat: 'invitation', admin: true }),
      ],
    }),
  ).toEqual({
    id: 'u-odette',
    equipe: false,
    departements: ['59', '2A'],
    structures: [
      { id: 'g1', admin: true },
      { id: 'g2', admin: false },
    ],
    attentes: ['g3', 'g4'],
  })
  // Départements say nothing of who is not a gestionnaire; a gestionnaire without any has no territory.
  expect(actorOf({ compte: person({ departements: ['59'] }), rattachements: [] })?.departements).toEqual([])
  expect(actorOf({ compte: person({ role: 'administrateur' }), rattachements: [] })?.equipe).toBe(true)
})

const service = testService('s1', { structure_id: 'g1', code_insee: '75056' })
const structure = testStructure('g1', { code_insee: '59350' })
const sheets = (actor: Actor, carried = true) =>
  withCapabilities(
    {
      'catalogue.service': () => ({ ...sheetOf('s1'), service, structure: carried ? structure : null }),
      'catalogue.structure': () => ({ structure, parent: null, antennes: [], horaires: null, services: [], score: 0 }),
    },
    () => Promise.resolve(actor),
  )
const rights = async (actor: Actor, carried = true) => {
  const handlers = sheets(actor, carried)
  const ofService = catalogueContract.procedures['catalogue.service'].output.parse(
    await handlers['catalogue.service']({ id: 's1' }),
  )
  const ofStructure = catalogueContract.procedures['catalogue.structure'].output.parse(
    await handlers['catalogue.structure']({ id: 'g1' }),
  )
  return { ...ofService.droits, ...ofStructure.droits }
}

test('what a person may do travels with each sheet, by the place of the structure', async () => {
  const nobody = await rights(null)
  expect(Object.values(nobody)).not.toContain(true)
  const manager = (departement: string) =>
    actorOf({ compte: person({ gestionnaire: true, departements: [departement] }), rattachements: [] })
  expect(await rights(manager('59'))).toMatchObject({ ecrire: true, moderer: true, gerer_membres: true, voir_contact: false })
  // The service is in Paris; its structure, which decides, is not.
  expect(await rights(manager('75'))).toEqual(nobody)
  // Nor is a structure that this desk does not carry in anyone's département, as far as it knows.
  expect((await rights(manager('59'), false)).ecrire).toBe(false)
  const member = actorOf({ compte: person(), rattachements: [membership('g1')] })
  expect(await rights(member, false)).toMatchObject({ ecrire: true, voir_contact: true, est_membre: true, moderer: false })
})
