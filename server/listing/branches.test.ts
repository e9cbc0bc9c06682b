import { beforeEach, describe, expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import type { BranchCreation } from '#shared/listing/wire.ts'
import { inventedSiret } from '../accounts/testing/people.ts'
import { outcome } from '../accounts/testing/bench.ts'
import type { User } from '../store/types.ts'
import { emptyDesk, follow, mutation, publishable } from '../sync/testing.ts'
import { createBranch } from './branches.ts'
import { listingHistory } from './history-rights.ts'
import { type ListingBench, openListings } from './testing/bench.ts'

const ASK: BranchCreation = {
  nom: 'Antenne <b>de Lormont</b>',
  siret: null,
  adresse: '1 rue <script>x</script>Inventée',
  complement_adresse: null,
  code_postal: '33310',
  commune: 'Lormont',
  code_insee: '33249',
  latitude: 44.87,
  longitude: -0.52,
}
/** Of the same company. */
const ofCompany = (siret: string): string => {
  const siren = siret.slice(0, 9)
  for (let n = 0; n < 100_000; n++) {
    const one = siren + String(n).padStart(5, '0')
    if (one !== siret && luhn(one)) return one
  }
  throw new Error('none')
}
const luhn = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return sum + (doubled > 9 ? doubled - 9 : doubled)
  }, 0) %
    10 ===
  0

let bench: ListingBench
let here: Structure
let chef: User
beforeEach(async () => {
  bench = await openListings()
  here = await bench.people.structure()
  chef = await bench.people.person()
  await bench.people.belongs(chef, here, 'membre', true)
})
const make = (user: User, ask: Partial<BranchCreation> = {}, parent = here.id) =>
  createBranch(bench.parts, user, parent, { ...ASK, ...ask })

describe('who may', () => {
  test('whoever may change the parent', async () => {
    const { people } = bench
    const [member, asking, stranger] = [await people.person(), await people.person(), await people.person()]
    await people.belongs(member, here)
    await people.belongs(asking, here, 'demande', true)
    await people.belongs(stranger, await people.structure(), 'membre', true)
    for (const one of [member, asking, stranger, await people.person({ gestionnaire: true, departements: ['59'] })])
      expect(await outcome(make(one))).toBe('interdit')
    const inside = await people.person({ gestionnaire: true, departements: ['33'] })
    for (const one of [chef, inside, await people.person({ role: 'administrateur' })]) expect(await outcome(make(one))).toBe('ok')
  })
  test('of a structure that is there, is ours, and is no branch itself', async () => {
    const team = await bench.people.person({ role: 'administrateur' })
    const partner = await bench.people.structure({ source: 'partenaire' })
    const gone = await bench.people.structure({ dora: { is_obsolete: true } })
    const { id } = await make(chef)
    expect(await outcome(make(team, {}, 'inconnue'))).toBe('structure-inconnue')
    expect(await outcome(make(team, {}, gone.id))).toBe('structure-inconnue')
    expect(await outcome(make(team, {}, partner.id))).toBe('antenne-impossible')
    expect(await outcome(make(chef, {}, id))).toBe('antenne-impossible')
  })
})

test('its SIRET is of the same company, right, and nobody else’s', async () => {
  const siret = ofCompany(String(here.siret))
  expect(await outcome(make(chef, { siret: inventedSiret() }))).toBe('antenne-impossible')
  expect(await outcome(make(chef, { siret: '1234567890123' }))).toBe('siret-incorrect')
  expect(await outcome(make(chef, { siret: String(here.siret) }))).toBe('siret-pris')
  expect(await outcome(make(chef, { siret }))).toBe('ok')
  expect(await outcome(make(chef, { siret }))).toBe('siret-pris')
})

test('it is told to everyone at once, clean, moderated, under its parent, in the name of whoever made it', async () => {
  const { id } = await make(chef)
  expect(await bench.structure(id)).toMatchObject({
    id: expect.stringMatching(/^dora--[0-9a-f-]{36}$/) as string,
    source: 'dora',
    nom: 'Antenne de Lormont',
    adresse: '1 rue Inventée',
    date_maj: '2026-12-01',
    dora: { parent: here.id, moderation_status: 'VALIDATED' },
  })
  const desk = emptyDesk()
  await follow(bench.core, 'cat:dep:33', desk)
  expect(desk.rows.has(`structure ${id}`)).toBe(true)
  const { entrees } = await listingHistory(bench.parts, chef, { kind: 'structure', id }, null)
  expect(entrees).toMatchObject([{ acte: 'creation', moyen: 'poste' }])
  expect(await bench.journal()).toContainEqual(expect.objectContaining({ action: 'structure.creee' }))
})

test('the parent’s administrators who can answer are its own, and hear of it; its members are not', async () => {
  const { people, membership, told, said } = bench
  const [other, member, asking] = [await people.person(), await people.person(), await people.person()]
  const away = await people.person({ actif: false })
  await people.belongs(other, here, 'membre', true)
  await people.belongs(away, here, 'membre', true)
  await people.belongs(member, here)
  await people.belongs(asking, here, 'invitation', true)
  const { id } = await make(chef)
  const branch = { id }
  expect(await membership(chef, branch)).toMatchObject({ etat: 'membre', admin: true, structure_nom: 'Antenne de Lormont' })
  expect(await membership(other, branch)).toMatchObject({ etat: 'membre', admin: true, departement: '33' })
  for (const one of [member, asking, away]) expect(await membership(one, branch)).toBeNull()
  expect(await told()).toEqual([`antenne-creee → ${other.courriel}`])
  const made = publishable('dora--nouveau1', id)
  expect(await said(other, mutation('service.create', made.id, { patch: made as never }))).toBe('applied')
  expect(await said(member, mutation('service.update', made.id, { patch: { frais: 'gratuit' } }))).toBe('forbidden')
})

test('a name that is nothing but tags is no name', async () => {
  expect(await outcome(make(chef, { nom: '<b></b>' }))).toBe('antenne-impossible')
})

test('without a SIRET of its own, the parent vouches for none: nobody takes another company’s', async () => {
  const { people } = bench
  const bare = await people.structure({ siret: null })
  await people.belongs(chef, bare, 'membre', true)
  expect(await outcome(make(chef, { siret: inventedSiret() }, bare.id))).toBe('antenne-impossible')
  expect(await outcome(make(chef, {}, bare.id))).toBe('ok')
})

test('a gestionnaire puts no branch outside of their départements', async () => {
  const inside = await bench.people.person({ gestionnaire: true, departements: ['33'] })
  const nord = { code_insee: '59350', code_postal: '59000', commune: 'Lille' }
  expect(await outcome(make(inside, nord))).toBe('interdit')
})
