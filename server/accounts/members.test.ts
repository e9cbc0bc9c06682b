import { beforeEach, describe, expect, test } from 'vitest'
import type { Etat } from '#shared/accounts/compte.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import type { User } from '../store/types.ts'
import { accept, inviteMember, listMembers, refuse, remove, resend, setAdmin } from './members.ts'
import { actorOf } from './memberships.ts'
import { type AccountBench, DAY_MS, idOf, of, openAccounts, outcome, seal } from './testing/bench.ts'

/** dora-backend.md §2.2, members and putative members: who may, what it leaves, who is written to. */

let bench: AccountBench
let structure: Structure
let chef: User
let second: User
let simple: User
beforeEach(async () => {
  bench = await openAccounts()
  structure = await bench.people.structure({ nom: 'Mission inventée' })
  ;[chef, second, simple] = [await bench.people.person(), await bench.people.person(), await bench.people.person()]
  await bench.people.belongs(chef, structure, 'membre', true)
  await bench.people.belongs(second, structure, 'membre', true)
  await bench.people.belongs(simple, structure)
})

const comes = async (etat: Etat, more: Partial<User> = {}, admin = false): Promise<User> => {
  const user = await bench.people.person(more)
  await bench.people.belongs(user, structure, etat, admin)
  return user
}
const state = async (user: User) => {
  const one = await bench.membership(user, structure)
  return one === null ? null : [one.etat, one.admin]
}
const written = async () =>
  (await bench.journal()).map(({ action, acteur, objet, details }) => [action, acteur, objet.id, details] as const)
const moderation = async () => (await bench.structure(structure.id))?.dora?.moderation_status
const invitation = (courriel: string, admin = false) => ({ courriel, prenom: 'Dominique', nom: 'Invitée', admin })
const list = async (by: User) =>
  bench.store.read(async (reader) => listMembers(reader, seal, await actorOf(reader, seal, by), structure.id))

describe('an invitation', () => {
  test('makes an account that has nothing but an address, and is told to the person only', async () => {
    const row = await inviteMember(bench.parts, chef, structure.id, invitation('nouvelle@exemple.test', true))
    const user = (await bench.store.accounts.userByEmail('nouvelle@exemple.test')) as User
    expect(user).toMatchObject({
      valide: false,
      motDePasse: null,
      sub: null,
      cgu: {},
      prenom: 'Dominique',
      role: 'professionnel',
    })
    expect(row).toMatchObject({ user_id: user.id, etat: 'invitation', admin: true, droits: { relancer: true, repondre: false } })
    const [letter, ...others] = await bench.letters()
    expect(others).toEqual([])
    expect(letter).toMatchObject({ to: 'nouvelle@exemple.test', template: { kind: 'invitation', structure: 'Mission inventée' } })
    expect(letter?.template).toMatchObject({ admin: true, invitePar: `${chef.prenom} ${chef.nom}` })
    expect(await written()).toEqual([['rattachement.invite', chef.id, idOf(user, structure), { admin: true }]])
  })
  test('of someone known tells nothing of them; of one who asked is an answer; of one who belongs is refused', async () => {
    const [known, asked, invited] = [await bench.people.person(), await comes('demande'), await comes('invitation')]
    // Whose the address is, is theirs to tell by coming: until then it has the name that was typed.
    expect(await inviteMember(bench.parts, chef, structure.id, invitation(known.courriel))).toMatchObject({ nom: 'Invitée' })
    expect((await bench.user(known))?.nom).toBe(known.nom)
    expect(await inviteMember(bench.parts, chef, structure.id, invitation(asked.courriel, true))).toMatchObject({
      etat: 'membre',
      admin: true,
    })
    expect(await bench.told()).toEqual([`acces-accorde → ${asked.courriel}`, `invitation → ${known.courriel}`])
    for (const { courriel } of [simple, chef, invited, known, asked])
      expect(await outcome(inviteMember(bench.parts, chef, structure.id, invitation(courriel)))).toBe('deja-rattache')
    expect([await bench.told(), await state(simple)]).toEqual([[], ['membre', false]])
  })
  test('by who may not, or for another domain than France Travail’s: no account is made', async () => {
    const agency = await bench.people.structure({ dora: { typology: 'FT' } })
    await bench.people.belongs(chef, agency, 'membre', true)
    const count = async () => (await bench.store.accounts.users()).length
    const before = await count()
    const stranger = invitation('inconnue@exemple.test')
    expect(await outcome(inviteMember(bench.parts, simple, structure.id, stranger))).toBe('interdit')
    expect(await outcome(inviteMember(bench.parts, chef, agency.id, stranger))).toBe('domaine-france-travail')
    expect(await outcome(inviteMember(bench.parts, chef, 'inconnue', stranger))).toBe('structure-inconnue')
    expect([await count(), await bench.told(), await written()]).toEqual([before, [], []])
  })
  test('is sent again, and cancelled', async () => {
    const invited = await comes('invitation')
    await resend(bench.parts, second, of(invited, structure))
    expect(await bench.told()).toEqual([`invitation → ${invited.courriel}`])
    // Nobody is written to without end.
    for (let n = 0; n < 4; n += 1) await resend(bench.parts, n % 2 === 0 ? chef : second, of(invited, structure))
    expect(await outcome(resend(bench.parts, chef, of(invited, structure)))).toBe('trop-de-rappels')
    bench.pass(DAY_MS)
    await resend(bench.parts, chef, of(invited, structure))
    expect(await bench.told()).toHaveLength(5)
    await remove(bench.parts, second, of(invited, structure))
    expect([await state(invited), await bench.told(), await moderation()]).toEqual([null, [], undefined])
    expect(await outcome(resend(bench.parts, second, of(invited, structure)))).toBe('personne-inconnue')
    expect(await written()).toEqual([
      ['rattachement.retire', second.id, idOf(invited, structure), { etat: 'invitation', par_soi: false }],
    ])
  })
  test('is accepted by the person only, with the conditions, and told to the administrators', async () => {
    const invited = await comes('invitation', {}, true)
    const without = await comes('invitation', { cgu: {} })
    expect(await outcome(accept(bench.parts, chef, of(invited, structure)))).toBe('interdit')
    expect(await outcome(accept(bench.parts, without, of(without, structure)))).toBe('cgu-a-accepter')
    await accept(bench.parts, invited, of(invited, structure))
    expect(await state(invited)).toEqual(['membre', true])
    expect(await bench.told()).toEqual(
      [`invitation-acceptee → ${chef.courriel}`, `invitation-acceptee → ${second.courriel}`].sort(),
    )
    expect(await outcome(accept(bench.parts, invited, of(invited, structure)))).toBe('interdit')
  })
  test('accepted where nobody keeps the structure, it goes to moderation', async () => {
    structure = await bench.people.structure()
    const invited = await comes('invitation', {}, true)
    await accept(bench.parts, invited, of(invited, structure))
    expect(await moderation()).toBe('NEED_INITIAL_MODERATION')
  })
  test('is declined by the person, without a letter to anyone', async () => {
    const invited = await comes('invitation')
    await refuse(bench.parts, invited, of(invited, structure))
    expect([await state(invited), await bench.told()]).toEqual([null, []])
    expect(await written()).toEqual([['rattachement.refuse', invited.id, idOf(invited, structure), {}]])
  })
  test('of a gestionnaire who sends it again to themselves is an invitation, not a request', async () => {
    const gestionnaire = await comes('invitation', { gestionnaire: true, departements: ['33'] })
    await resend(bench.parts, gestionnaire, of(gestionnaire, structure))
    expect(await bench.told()).toEqual([`invitation → ${gestionnaire.courriel}`])
  })
})

describe('a request', () => {
  test('is accepted: told to the person only', async () => {
    const asked = await comes('demande')
    await accept(bench.parts, chef, of(asked, structure))
    expect([await state(asked), await bench.told()]).toEqual([['membre', false], [`acces-accorde → ${asked.courriel}`]])
  })
  test('is refused: told to the person only, who may ask again', async () => {
    const asked = await comes('demande')
    await refuse(bench.parts, chef, of(asked, structure))
    expect([await state(asked), await bench.told()]).toEqual([null, [`acces-refuse → ${asked.courriel}`]])
  })
  test('is brought back to the administrators by the person only', async () => {
    const asked = await comes('demande')
    expect(await outcome(resend(bench.parts, chef, of(asked, structure)))).toBe('interdit')
    await resend(bench.parts, asked, of(asked, structure))
    expect(await bench.told()).toEqual([`demande-rappel → ${chef.courriel}`, `demande-rappel → ${second.courriel}`].sort())
  })
  test('of an account closed since is not answered, but put away', async () => {
    const closed = await comes('demande', { actif: false })
    const invited = await comes('invitation', { actif: false })
    expect(await outcome(accept(bench.parts, chef, of(closed, structure)))).toBe('interdit')
    expect(await outcome(resend(bench.parts, chef, of(invited, structure)))).toBe('interdit')
    const rows = (await list(chef)).membres.filter(({ user_id }) => [closed.id, invited.id].includes(user_id))
    expect(rows.map(({ droits }) => [droits.repondre, droits.relancer, droits.retirer])).toEqual([
      [false, false, true],
      [false, false, true],
    ])
    await remove(bench.parts, chef, of(closed, structure))
    expect([await state(closed), await bench.told()]).toEqual([null, []])
  })
})

describe('the administrators', () => {
  test('give their role and take it back, but one is left', async () => {
    await setAdmin(bench.parts, chef, of(simple, structure), true)
    for (const one of [simple, second]) await setAdmin(bench.parts, chef, of(one, structure), false)
    expect(await outcome(setAdmin(bench.parts, chef, of(chef, structure), false))).toBe('dernier-administrateur')
    expect(await outcome(setAdmin(bench.parts, simple, of(chef, structure), false))).toBe('interdit')
    expect(await written()).toEqual([
      ['rattachement.role', chef.id, idOf(simple, structure), { admin: true }],
      ['rattachement.role', chef.id, idOf(simple, structure), { admin: false }],
      ['rattachement.role', chef.id, idOf(second, structure), { admin: false }],
    ])
    // Nothing to change is not an act.
    await setAdmin(bench.parts, chef, of(chef, structure), true)
    expect([(await written()).length, await bench.told()]).toEqual([3, []])
  })
  test('who wait have no role yet', async () => {
    const [asked, invited] = [await comes('demande'), await comes('invitation')]
    for (const one of [asked, invited])
      expect(await outcome(setAdmin(bench.parts, chef, of(one, structure), true))).toBe('personne-inconnue')
  })
  test('the last one: not by a gestionnaire, not by leaving the others; by the team, and it goes to moderation', async () => {
    await remove(bench.parts, second, of(second, structure))
    const gestionnaire = await bench.people.person({ gestionnaire: true, departements: ['33'] })
    const team = await bench.people.person({ role: 'administrateur' })
    for (const by of [gestionnaire, chef]) {
      expect(await outcome(remove(bench.parts, by, of(chef, structure)))).toBe('dernier-administrateur')
      expect(await outcome(setAdmin(bench.parts, by, of(chef, structure), false))).toBe('dernier-administrateur')
    }
    expect([await state(chef), await moderation()]).toEqual([['membre', true], undefined])
    await remove(bench.parts, team, of(chef, structure))
    expect([await state(chef), await moderation()]).toEqual([null, 'NEED_NEW_MODERATION'])
  })
  test('whose account is closed is not the one who is left', async () => {
    const closed = await comes('membre', { actif: false }, true)
    await remove(bench.parts, second, of(second, structure))
    expect(await outcome(remove(bench.parts, chef, of(chef, structure)))).toBe('dernier-administrateur')
    await setAdmin(bench.parts, chef, of(closed, structure), false)
    expect(await state(closed)).toEqual(['membre', false])
  })
  test('alone, the last one may leave, and whoever comes next is looked at', async () => {
    for (const one of [second, simple]) await remove(bench.parts, one, of(one, structure))
    expect(await moderation()).toBeUndefined()
    await remove(bench.parts, chef, of(chef, structure))
    expect([await state(chef), await moderation(), await bench.told()]).toEqual([null, 'NEED_NEW_MODERATION', []])
  })
})

test('the list is for those inside: administrators first, then by name, those who wait after', async () => {
  const noms = { zed: await comes('demande', { nom: 'Zed' }), abel: await comes('membre', { prenom: '', nom: 'Abel' }) }
  const invited = await comes('invitation')
  const { membres, structure: view } = await list(chef)
  expect(membres.map(({ user_id }) => user_id)).toEqual([
    ...[chef, second].sort((a, b) => a.nom.localeCompare(b.nom, 'fr')).map(({ id }) => id),
    ...[noms.abel, simple].map(({ id }) => id),
    noms.zed.id,
    invited.id,
  ])
  expect(view).toMatchObject({
    a_administrateur: true,
    administrateurs: expect.arrayContaining([`A. ${chef.nom}`, `A. ${second.nom}`]),
  })
  bench.pass(DAY_MS)
  for (const by of [noms.zed, invited, await bench.people.person()]) expect(await outcome(list(by))).toBe('interdit')
  expect((await list(simple)).membres.map(({ droits }) => droits.changer_role)).not.toContain(true)
})

test('five letters a day to one person about one structure, whoever asks; the sixth is refused, and said', async () => {
  const invited = await comes('invitation')
  for (let n = 0; n < 5; n++) await resend(bench.parts, chef, { structureId: structure.id, userId: invited.id })
  expect(await bench.told()).toHaveLength(5)
  expect(await outcome(resend(bench.parts, chef, { structureId: structure.id, userId: invited.id }))).toBe('trop-de-rappels')
  expect(await bench.told()).toEqual([])
})
