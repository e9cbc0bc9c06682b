import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import { queueMail } from '../mail/queue.ts'
import type { User } from '../store/types.ts'
import { benchOn, favourite, mutation, pushOne } from '../sync/testing.ts'
import { runAccount } from './context.ts'
import { hashPassword, isPassword } from './password.ts'
import { acceptCgu, changePassword, exportAccount, isWeak, readMe, recordConsent, updateProfile } from './profile.ts'
import { createSessions } from './sessions.ts'
import { type AccountBench, DAY_MS, openAccounts, outcome, seal } from './testing/bench.ts'

/** What a person does with their own account. */

// Passwords are judged, on a machine that does other things.
vi.setConfig({ testTimeout: 30_000 })

let bench: AccountBench
beforeEach(async () => {
  bench = await openAccounts()
})
const fresh = async (user: User): Promise<User> => (await bench.user(user)) as User
const actions = async () => (await bench.journal()).map(({ action }) => action)

describe('the profile', () => {
  test('changes what is named, and the name that the structures show with it', async () => {
    const [user, structure] = [await bench.people.person({ activite: 'autre' }), await bench.people.structure()]
    await bench.people.belongs(user, structure, 'membre', true)
    const { compte, rattachements } = await updateProfile(bench.parts, user, { nom: 'Renommée', infolettre: true })
    expect(compte).toMatchObject({ nom: 'Renommée', prenom: user.prenom, activite: 'autre', infolettre: true })
    expect(rattachements).toMatchObject([{ nom: 'Renommée', admin: true, etat: 'membre' }])
    expect(await readMe(bench.parts, await fresh(user))).toEqual({ compte, rattachements })
    const told = async () => (await bench.store.read((reader) => reader.head())).seq
    const before = await told()
    await updateProfile(bench.parts, await fresh(user), { nom: 'Renommée' })
    expect(await told()).toBe(before)
  })
  test('the first acceptance of the conditions stands; those of another day are not accepted', async () => {
    const user = await bench.people.person({ cgu: { 20200101: '2020-01-01T00:00:00.000Z' } })
    expect(await outcome(acceptCgu(bench.parts, user, '20200101'))).toBe('cgu-a-accepter')
    await acceptCgu(bench.parts, user, CGU_VERSION)
    const { cgu } = await fresh(user)
    expect(cgu).toEqual({ 20200101: '2020-01-01T00:00:00.000Z', [CGU_VERSION]: new Date(bench.parts.now()).toISOString() })
    bench.pass(DAY_MS)
    // Also by a request that had read the account before.
    for (const known of [await fresh(user), user]) await acceptCgu(bench.parts, known, CGU_VERSION)
    expect([(await fresh(user)).cgu, await actions()]).toEqual([cgu, ['cgu.acceptees']])
  })
  test('a choice of consent is a record that nothing changes', async () => {
    const user = await bench.people.person()
    const ids: string[] = []
    for (const infolettre of [true, false, true]) {
      ids.push(await recordConsent(bench.parts, user, { version: '1.0', choix: { infolettre } }))
      bench.pass(1_000)
    }
    const rows = await Promise.all(ids.map((id) => bench.store.read((reader) => reader.entity({ kind: 'consentement', id }))))
    expect(rows.map((row) => [row?.ver, row?.scopes])).toEqual(ids.map(() => [1, [`u:${user.id}`]]))
    expect((await exported(user)).consentements.map(({ choix }) => choix['infolettre']).sort()).toEqual([false, true, true])
    // A desk cannot write one, nor change one.
    const { core } = await benchOn(bench.store)
    for (const type of [
      'consentement.update',
      'consentement.create',
      'consentement.remove',
      'compte.update',
      'rattachement.create',
    ]) {
      const key = { kind: type.slice(0, type.indexOf('.')), id: ids[0] as string }
      const asked = { ...favourite(user, 'v'), type, key, base_ver: 1 }
      expect(await pushOne(core, user, asked)).toMatchObject({ status: 'rejected', code: 'unknown-type' })
    }
  })
})

describe('a password', () => {
  test.each([
    ['douze lettre', 'camille@exemple.test', false],
    ['onze lettre', 'camille@exemple.test', true],
    ['éàü éàü éàü ', 'camille@exemple.test', false],
    ['🔑🔑🔑🔑🔑🔑', 'camille@exemple.test', true],
    ['je suis Camille ici', 'camille@exemple.test', true],
    ['mon adresse camille@exemple.test', 'camille@exemple.test', true],
    // One letter is in every sentence.
    ['une phrase assez longue', 'a@exemple.test', false],
    ['une phrase assez longue', 'se@exemple.test', false],
  ])('« %s » of %s: weak is %s', (password, courriel, weak) => {
    expect(isWeak(password, courriel)).toBe(weak)
  })
  test('is changed with the former one; the other desks are signed out', async () => {
    const former = 'l’ancien mot de passe'
    const user = await bench.people.person({ motDePasse: await hashPassword(former) })
    const sessions = createSessions(bench.store.accounts, bench.parts.now)
    const [here, elsewhere] = [
      await sessions.open(user, { moyen: 'mot-de-passe', poste: 'Ici' }),
      await sessions.open(user, { moyen: 'mot-de-passe', poste: 'Ailleurs' }),
    ]
    const own = (await sessions.of(here.token))?.session.id as string
    const change = (ancien: string, nouveau: string, of = user) =>
      outcome(changePassword(bench.parts, of, own, { ancien, nouveau }))
    expect(await change('un autre que l’ancien', 'le nouveau mot de passe')).toBe('mot-de-passe-faux')
    expect(await change(former, 'trop court')).toBe('mot-de-passe-faible')
    expect(await change(former, 'le nouveau', await bench.people.person())).toBe('mot-de-passe-faux')
    expect((await sessions.of(elsewhere.token))?.user.id).toBe(user.id)
    expect(await change(former, 'le nouveau mot de passe')).toBe('ok')
    expect([(await sessions.of(here.token))?.user.id, await sessions.of(elsewhere.token)]).toEqual([user.id, null])
    expect(await isPassword('le nouveau mot de passe', (await fresh(user)).motDePasse)).toBe(true)
    expect(await actions()).toEqual(['compte.mot-de-passe'])
  })
})

type Exported = { readonly consentements: { readonly choix: Record<string, boolean> }[] }
const exported = async (user: User): Promise<Exported> => (await exportAccount(bench.parts, user)) as Exported

test('an export holds everything of the person, nothing of anyone else, and no secret', async () => {
  const PLANTED = {
    courriel: 'zorglub.plante@exemple.test',
    prenom: 'Zorglubine',
    nom: 'Plantee',
    autre: 'decouverte-plantee',
    sub: 'sub-plante',
    poste: 'Poste planté',
    note: 'note-plantee',
    liste: 'liste-plantee',
    recherche: 'recherche-plantee',
    structure: 'structure-plantee',
    consentement: 'choix-plante',
    attend: 'attente-plantee',
  }
  const { courriel, prenom, nom, autre, sub } = PLANTED
  const user = await bench.people.person({ courriel, prenom, nom, sub, decouverteAutre: autre })
  const other = await bench.people.person({ nom: 'Autrui' })
  const { core } = await benchOn(bench.store)
  for (const one of [user, other]) {
    await pushOne(core, one, favourite(one, 'v-1', { note: one === user ? PLANTED.note : 'd’autrui', listes: [PLANTED.liste] }))
    await recordConsent(bench.parts, one, { version: '1.0', choix: { [one === user ? PLANTED.consentement : 'autrui']: true } })
    await bench.people.belongs(one, await bench.people.structure({ nom: one === user ? PLANTED.structure : 'd’autrui' }))
  }
  const kept = { nom: PLANTED.recherche, query: {}, lieu: '', frequence: 'mois', cree_le: '2026-11-23T08:00:00Z' }
  await pushOne(core, user, mutation('recherche.create', `${user.id}/0b0e7d0e-3f49-4f0e-8b64-6f6e2f1a9c01`, { patch: kept }))
  await bench.people.belongs(user, await bench.people.structure({ nom: PLANTED.attend }), 'demande')
  const session = await createSessions(bench.store.accounts, bench.parts.now).open(user, {
    moyen: 'courriel',
    poste: PLANTED.poste,
  })
  await updateProfile(bench.parts, user, { infolettre: true })
  const [open] = await bench.store.accounts.sessionsOf(user.id)
  await runAccount(bench.parts, null, ({ journal }) =>
    journal({ action: 'session.volee', objet: { kind: 'session', id: open?.id ?? '' }, details: { compte: user.id } }),
  )
  await bench.store.write((writer) =>
    queueMail(writer, seal, { to: courriel, template: { kind: 'acces-refuse', structure: 'letter' } }, bench.parts.now()),
  )
  const text = JSON.stringify(await exportAccount(bench.parts, await fresh(user)))
  for (const value of Object.values(PLANTED)) expect(text).toContain(value)
  for (const action of ['consentement', 'session.volee']) expect(text).toContain(`"action":"${action}"`)
  expect(text).toContain('acces-refuse')
  for (const secret of ['utrui', other.id, other.courriel, session.token, session.renouvellement, 'scrypt', 'scelle1'])
    expect(text).not.toContain(secret)
})
