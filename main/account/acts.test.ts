import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import type { Member, Members, StructureView } from '#shared/accounts/wire.ts'
import { accountContract } from '#shared/contract/account.ts'
import { type Central, membership, person, startCentral } from './testing/central.ts'
import { openDesk, type TestDesk } from './testing/desk.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: string
let central: Central
let desk: TestDesk
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-acts-'))
  central = await startCentral()
  central.letIn(person())
  desk = openDesk(folder, central.address)
})
afterEach(async () => {
  await desk.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})

const droits = {
  modifier: true,
  moderer: false,
  ecrire_services: true,
  voir_membres: true,
  gerer_membres: true,
  inviter_premier_administrateur: false,
  est_membre: true,
  est_administrateur: true,
  est_en_attente: false,
}
const structure: StructureView = {
  id: 'g1',
  nom: 'Maison',
  siret: null,
  commune: null,
  departement: '59',
  parent: null,
  moderation: null,
  a_administrateur: true,
  administrateurs: ['O. Inventée'],
  antennes: [],
  droits,
}
const row = { ...person(), actif: true, derniere_connexion: null, structures: [] }
const created = { compte: row, mot_de_passe: 'mot de passe inventé' }
const membre: Member = {
  user_id: 'u-basile',
  etat: 'invitation',
  admin: false,
  courriel: 'basile@exemple.test',
  prenom: 'Basile',
  nom: '',
  cree_le: '2026-01-01T00:00:00.000Z',
  moi: false,
  droits: { changer_role: true, retirer: true, relancer: true, repondre: false },
}
const members: Members = { structure, membres: [membre] }
const who = { structureId: 'g/1', userId: 'u 2' }
const M = '/account/v1/structures/g%2F1/members'
const etablissements = { sirene: true, etablissements: [] }

/** Every act on the server: what it is asked by, and what is made of its answer. */
const ACTS: readonly (readonly [name: string, input: unknown, asked: string, body: object, answer: unknown, value: unknown])[] = [
  [
    'account.updateProfile',
    { userId: person().id, patch: { nom: 'Nouveau' } },
    'PATCH /account/v1/me',
    { nom: 'Nouveau' },
    { compte: person(), rattachements: [] },
    undefined,
  ],
  [
    'account.changePassword',
    { ancien: 'ancien', nouveau: 'nouveau' },
    'POST /account/v1/me/password',
    { ancien: 'ancien', nouveau: 'nouveau' },
    undefined,
    undefined,
  ],
  ['account.devices', undefined, 'GET /account/v1/me/sessions', {}, { sessions: [] }, []],
  ['account.revokeDevice', { id: 'x' }, 'DELETE /account/v1/me/sessions/x', {}, undefined, undefined],
  ['account.revokeDevice', {}, 'DELETE /account/v1/me/sessions', {}, undefined, undefined],
  [
    'account.export',
    undefined,
    'GET /account/v1/me/export',
    {},
    { a: [1] },
    { nom: expect.stringMatching(/^dora-mes-donnees-\d{4}-\d\d-\d\d\.json$/), contenu: '{\n  "a": [\n    1\n  ]\n}' },
  ],
  [
    'account.establishments',
    { safir: '59001' },
    'GET /account/v1/establishments?safir=59001',
    {},
    etablissements,
    etablissements,
  ],
  [
    'account.join',
    { siret: '552 081 317 66522' },
    'POST /account/v1/join',
    { siret: '55208131766522', cgu_version: CGU_VERSION },
    { issue: 'demande', structure, rattachement: membership('g1') },
    { issue: 'demande', structure, rattachement: membership('g1') },
  ],
  ['members.list', { structureId: 'g/1' }, `GET ${M}`, {}, members, members],
  [
    'members.invite',
    { structureId: 'g/1', courriel: 'B@exemple.test', prenom: 'Basile', nom: '', admin: true },
    `POST ${M}`,
    { courriel: 'b@exemple.test', prenom: 'Basile', nom: '', admin: true },
    membre,
    membre,
  ],
  ['members.resend', who, `POST ${M}/u%202/resend`, {}, undefined, undefined],
  ['members.accept', who, `POST ${M}/u%202/accept`, {}, undefined, undefined],
  ['members.refuse', who, `POST ${M}/u%202/refuse`, {}, undefined, undefined],
  ['members.cancel', who, `DELETE ${M}/u%202`, {}, undefined, undefined],
  ['members.remove', who, `DELETE ${M}/u%202`, {}, undefined, undefined],
  ['members.setAdmin', { ...who, admin: true }, `PATCH ${M}/u%202`, { admin: true }, undefined, undefined],
  [
    'members.inviteFirstAdmin',
    { siret: '55208131766522', courriel: 'b@exemple.test' },
    'POST /account/v1/first-admin',
    { siret: '55208131766522', courriel: 'b@exemple.test' },
    members,
    members,
  ],
  ['accounts.list', undefined, 'GET /account/v1/accounts', {}, { comptes: [row] }, [row]],
  [
    'accounts.create',
    { courriel: 'b@exemple.test' },
    'POST /account/v1/accounts',
    { courriel: 'b@exemple.test', prenom: '', nom: '', role: 'professionnel', gestionnaire: false, departements: [] },
    created,
    created,
  ],
  ['accounts.update', { userId: 'x', patch: { actif: false } }, 'PATCH /account/v1/accounts/x', { actif: false }, row, row],
  ['accounts.resetPassword', { userId: 'x' }, 'POST /account/v1/accounts/x/password', {}, created, created],
  ['accounts.remove', { userId: 'x' }, 'DELETE /account/v1/accounts/x', {}, undefined, undefined],
]

test('each act is asked of the server as agreed, in the person’s name, and its refusal is told', async () => {
  await desk.signIn()
  const local = ['state', 'methods', 'begin', 'finish', 'cancel', 'setStructure', 'acceptCgu', 'remove', 'serviceContact']
  const tried = [...new Set(ACTS.map(([name]) => name)), ...local.map((name) => `account.${name}`)]
  expect(Object.keys(accountContract.procedures).sort()).toEqual(tried.toSorted())
  for (const [name, input, asked, body, answer, value] of ACTS) {
    const [method, path] = asked.split(' ') as [string, string]
    const at = `${method} ${new URL(path, 'http://x').pathname}`
    const seen: unknown[] = []
    central.on(at, ({ body: given, url, token }) => {
      seen.push([`${method} ${url.pathname}${url.search}`, given, token !== null])
      return { body: answer }
    })
    expect([name, (await desk.call(name, input)) ?? undefined]).toEqual([name, value])
    expect([name, seen]).toEqual([name, [[asked, body, true]]])
    central.on(at, () => ({ problem: 'forbidden' }))
    expect([name, await desk.codeOf(name, input)]).toEqual([name, 'compte-droit'])
  }
})

test('what was typed over one person’s profile is never written into another’s account', async () => {
  await desk.signIn()
  const before = central.count('PATCH /account/v1/me')
  expect(await desk.codeOf('account.updateProfile', { userId: 'quelqu-un-d-autre', patch: { nom: 'Nouveau' } })).toBe(
    'compte-non-connecte',
  )
  expect(central.count('PATCH /account/v1/me')).toBe(before)
})
