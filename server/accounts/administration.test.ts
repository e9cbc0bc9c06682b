import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { mutation, post, pullBody, startTestServer, type Server } from '../http/testing/harness.ts'
import type { User } from '../store/types.ts'
import { createAccount, listAccounts, patchAccount, removeAnyAccount, resetPassword } from './administration.ts'
import { addAdministrator } from './administrators.ts'
import { isPassword } from './password.ts'
import { setAdmin } from './members.ts'
import { createSessions } from './sessions.ts'
import { type AccountBench, of, openAccounts, outcome } from './testing/bench.ts'
import { invented } from './testing/people.ts'

/** Everyone's accounts, kept by the team. */

vi.setConfig({ testTimeout: 30_000 })

let bench: AccountBench
let team: User
beforeEach(async () => {
  bench = await openAccounts()
  team = await bench.people.person({ role: 'administrateur' })
})
const NEW = { prenom: 'Alix', nom: 'Nouvelle', role: 'professionnel', gestionnaire: false, departements: [] } as const

describe('an account made by the team', () => {
  test('has a password told once, is known by its address whatever its capitals, and is made once', async () => {
    const made = await createAccount(bench.parts, team, { ...NEW, courriel: 'Locale@Exemple.test' })
    expect(made.compte).toMatchObject({ courriel: 'locale@exemple.test', mot_de_passe: true, actif: true, structures: [] })
    const user = (await bench.store.accounts.userByEmail('locale@exemple.test')) as User
    expect(await isPassword(made.mot_de_passe, user.motDePasse)).toBe(true)
    expect(JSON.stringify(await bench.journal())).not.toContain(made.mot_de_passe)
    expect(await outcome(createAccount(bench.parts, team, { ...NEW, courriel: 'LOCALE@exemple.test' }))).toBe('courriel-pris')
  })
  test('given a new password, is signed out everywhere', async () => {
    const user = await bench.people.person({ motDePasse: 'x' })
    const sessions = createSessions(bench.store.accounts, bench.parts.now)
    const { token } = await sessions.open(user, { moyen: 'mot-de-passe', poste: 'Poste' })
    const { mot_de_passe, compte } = await resetPassword(bench.parts, team, user.id)
    expect(await sessions.of(token)).toBeNull()
    expect(await isPassword(mot_de_passe, (await bench.user(user))?.motDePasse ?? null)).toBe(true)
    expect(compte.mot_de_passe).toBe(true)
  })
})

test('nobody but the team: nothing is read, nothing is done', async () => {
  const structure = await bench.people.structure()
  const chef = await bench.people.person()
  await bench.people.belongs(chef, structure, 'membre', true)
  const gestionnaire = await bench.people.person({ gestionnaire: true, departements: ['33'] })
  for (const by of [chef, gestionnaire, await bench.people.person()]) {
    expect(await outcome(listAccounts(bench.parts, by))).toBe('interdit')
    expect(await outcome(createAccount(bench.parts, by, { ...NEW, courriel: 'x@exemple.test' }))).toBe('interdit')
    expect(await outcome(patchAccount(bench.parts, by, by.id, { role: 'administrateur' }))).toBe('interdit')
    expect(await outcome(resetPassword(bench.parts, by, team.id))).toBe('interdit')
    expect(await outcome(removeAnyAccount(bench.parts, by, team.id))).toBe('interdit')
    // Whether there is such an account is not told either.
    expect(await outcome(removeAnyAccount(bench.parts, by, 'inconnu'))).toBe('interdit')
  }
  expect(await bench.journal()).toEqual([])
})

describe('the team', () => {
  const LOSSES = [{ role: 'professionnel' }, { actif: false }, { role: 'professionnel', actif: false }] as const
  test('keeps its last one who can sign in', async () => {
    await bench.people.person({ role: 'administrateur', actif: false })
    for (const patch of LOSSES)
      expect(await outcome(patchAccount(bench.parts, team, team.id, patch))).toBe('dernier-administrateur')
    expect(await outcome(removeAnyAccount(bench.parts, team, team.id))).toBe('dernier-administrateur')
    expect(await bench.user(team)).toMatchObject({ role: 'administrateur', actif: true })
    // What takes nothing away is done.
    expect(await outcome(patchAccount(bench.parts, team, team.id, { gestionnaire: true, departements: ['33'] }))).toBe('ok')
  })
  test('lets one of two go', async () => {
    const other = await bench.people.person({ role: 'administrateur' })
    await patchAccount(bench.parts, team, other.id, { actif: false })
    expect(await outcome(removeAnyAccount(bench.parts, team, other.id))).toBe('ok')
    expect(await bench.told()).toEqual([`compte-supprime → ${other.courriel}`])
    expect((await bench.journal()).map(({ action, acteur, legal }) => [action, acteur, legal])).toEqual([
      ['compte.droits', team.id, true],
      ['compte.supprime', team.id, true],
    ])
  })
  test('sees everyone, with their structures, and what it changed is in the journal', async () => {
    const [user, structure] = [await bench.people.person(), await bench.people.structure({ nom: 'Mission inventée' })]
    await bench.people.belongs(user, structure)
    await bench.people.belongs(user, await bench.people.structure(), 'demande')
    const row = await patchAccount(bench.parts, team, user.id, { gestionnaire: true, departements: ['971', '2A'] })
    expect(row).toMatchObject({ gestionnaire: true, departements: ['2A', '971'], structures: ['Mission inventée'] })
    expect(await listAccounts(bench.parts, team)).toContainEqual(row)
    expect((await bench.journal()).at(-1)).toMatchObject({ details: { gestionnaire: true, departements: '971 2A' } })
    expect(await outcome(patchAccount(bench.parts, team, 'inconnu', { actif: false }))).toBe('personne-inconnue')
  })
})

test('someone deactivated keeps nothing of a structure: they count as administrator no more, and again once back', async () => {
  const structure = await bench.people.structure()
  const [chef, second] = [await bench.people.person(), await bench.people.person()]
  for (const one of [chef, second]) await bench.people.belongs(one, structure, 'membre', true)
  await patchAccount(bench.parts, team, second.id, { actif: false })
  expect(await bench.membership(second, structure)).toMatchObject({ admin: true, actif: false })
  const demote = () => outcome(setAdmin(bench.parts, chef, of(chef, structure), false))
  expect(await demote()).toBe('dernier-administrateur')
  await patchAccount(bench.parts, team, second.id, { actif: true })
  expect(await demote()).toBe('ok')
})

describe('over the network', () => {
  let server: Server
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  test('a deactivation ends the sessions under way: pulls, pushes and renewals are refused, and nothing new opens', async () => {
    const people = invented(server.account)
    const user = await people.person()
    const token = await people.token(user)
    const headers = { authorization: `Bearer ${token}` }
    const push = () =>
      post(`${server.origin}/sync/v1/push`, { proto: 1, client_id: 'c-1', mutations: [mutation(user.id)] }, headers)
    const pull = () => post(`${server.origin}/sync/v1/pull`, pullBody({ scopes: [{ id: 'u:me', since: 0 }] }), headers)
    expect([(await push()).status, (await pull()).status]).toEqual([200, 200])
    await patchAccount(server.account, server.user, user.id, { actif: false })
    for (const answer of [await push(), await pull()])
      expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'token_expired' })])
    expect(await server.store.accounts.sessionsOf(user.id)).toEqual([])
    // Public rows are for everyone, also for who has a token that is over.
    expect((await post(`${server.origin}/sync/v1/pull`, pullBody())).status).toBe(200)
  })
  test('a right taken away is seen by the next push, with the same session', async () => {
    const keeper = await addAdministrator(
      server.store.accounts,
      { courriel: 'autre.equipe@exemple.test', nom: 'Autre', password: 'un mot de passe assez long' },
      Date.now(),
    )
    const people = invented(server.account)
    const token = await people.token(keeper)
    const structure = await people.structure()
    const rename = async (nom: string) => {
      const one = mutation(keeper.id, {
        type: 'structure.update',
        key: {
          kind: 'structure',
          id: structure.id,
        },
        base_ver: 0,
        base: { nom: structure.nom },
        patch: { nom },
      })
      const body = { proto: 1, client_id: 'c-keeper', mutations: [one] }
      const answer = await post(`${server.origin}/sync/v1/push`, body, { authorization: `Bearer ${token}` })
      return ((await answer.json()) as { results: { status: string; code?: string }[] }).results[0]
    }
    await patchAccount(server.account, server.user, keeper.id, { role: 'professionnel' })
    expect(await rename('Renommée')).toMatchObject({ status: 'rejected', code: 'forbidden' })
  })
})

test('two of the team who remove each other at the same instant: one stays', async () => {
  const bench = await openAccounts()
  const [one, two] = [
    await bench.people.person({ role: 'administrateur' }),
    await bench.people.person({ role: 'administrateur' }),
  ]
  const done = await Promise.allSettled([
    removeAnyAccount(bench.parts, one, two.id),
    patchAccount(bench.parts, two, one.id, { role: 'professionnel' }),
  ])
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const left = (await bench.store.accounts.users()).filter(({ role, actif }) => role === 'administrateur' && actif)
  expect(left).toHaveLength(1)
})
