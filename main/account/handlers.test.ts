import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CGU_VERSION, type Rattachement } from '#shared/accounts/compte.ts'
import type { ServiceSheet, StructureSheet } from '#shared/contract/catalogue.ts'
import { CATALOGUE_FOLDER } from '#shared/catalogue/file.ts'
import { installTestCatalogue, testService, testStructure } from '../testing/catalogue.ts'
import { type Central, membership, person, startCentral } from './testing/central.ts'
import { openDesk, type TestDesk } from './testing/desk.ts'

/** What the screens ask about accounts, through the real threads, over HTTP, with the real file. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const SOON = { timeout: 20_000, interval: 10 }

let folder: string
let central: Central
let desk: TestDesk
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-account-'))
  central = await startCentral()
  central.letIn(person())
  desk = openDesk(folder, central.address)
})
afterEach(async () => {
  await desk.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})
const signedIn = async (...rows: readonly Rattachement[]) => {
  central.tell(person(), ...rows)
  await desk.signIn()
  await vi.waitFor(async () => expect((await desk.state()).compte).not.toBeNull(), SOON)
}
const changes = () => desk.heard.filter(({ name }) => name === 'account.changed').length

test('in by the browser, and out: the screens are told of each step', async () => {
  expect(await desk.state()).toEqual({
    compte: null,
    rattachements: [],
    structure_courante: null,
    cgu_a_accepter: false,
    session_expiree: false,
    attente: null,
  })
  central.on('GET /auth/v1/methods', () => ({ body: { fournisseur: 'Le fournisseur', courriel: true, mot_de_passe: false } }))
  expect(await desk.call('account.methods')).toEqual({ fournisseur: 'Le fournisseur', courriel: true, mot_de_passe: false })

  const { attente } = await desk.call<{ attente: { adresse: string } }>('account.begin', { moyen: 'fournisseur' })
  expect(desk.opened.map(String)).toEqual([attente.adresse])
  const asked = new URL(attente.adresse).searchParams
  central.tell(person({ cgu: { [CGU_VERSION]: '2026-11-01T00:00:00.000Z' } }), membership('g1'))
  const code = central.code(asked.get('defi') ?? '', person())
  const back = await fetch(`${asked.get('retour')}?code=${code}&etat=${asked.get('etat')}`)
  expect(back.status).toBe(200)
  expect(desk.heard).toContainEqual({ name: 'account.signInEnded', payload: { erreur: null } })
  await vi.waitFor(async () => {
    expect(await desk.state()).toMatchObject({
      compte: { id: 'u-odette' },
      structure_courante: 'g1',
      cgu_a_accepter: false,
      session_expiree: false,
      attente: null,
    })
  }, SOON)
  expect(await desk.status()).toMatchObject({ compte: { courriel: 'odette@exemple.test' } })

  const before = changes()
  await desk.call('sync.signOut', { effacer: false })
  expect(changes()).toBeGreaterThan(before)
  expect((await desk.state()).compte).toBeNull()
  await vi.waitFor(() => expect(central.sessions()).toBe(0), SOON)
})

test('an attempt is given up, or ended by a typed code', async () => {
  let defi = ''
  central.on('POST /auth/v1/link', ({ body }) => {
    defi = String(body['defi'])
    return { status: 202, body: {} }
  })
  const begin = () => desk.call('account.begin', { moyen: 'courriel', courriel: ' Odette@Exemple.TEST ' })
  expect(await begin()).toMatchObject({ attente: { moyen: 'courriel', courriel: 'odette@exemple.test', adresse: null } })
  expect(await desk.call('account.cancel')).toMatchObject({ attente: null })
  expect(await desk.codeOf('account.finish', { code: 'ABCD-EFGH' })).toBe('connexion-abandonnee')
  await begin()
  expect(await desk.codeOf('account.finish', { code: 'ABCD-EFGH' })).toBe('compte-lien-invalide')
  expect(await desk.call('account.finish', { code: central.code(defi, person()) })).toMatchObject({ attente: null })
  expect((await desk.status()).compte?.id).toBe('u-odette')
  await begin()
  await desk.call('sync.setServer', { adresse: 'http://127.0.0.1:9/' })
  expect((await desk.state()).attente).toBeNull()
})

test('rows of the person come in by the exchanges, each change told; what is chosen is kept', async () => {
  await signedIn(membership('g1'))
  expect(await desk.state()).toMatchObject({ structure_courante: 'g1', cgu_a_accepter: true })
  await vi.waitFor(() => expect(central.streams()).toBe(1), SOON)
  const before = changes()
  central.tell(membership('g2', { admin: true }), membership('g3', { etat: 'invitation' }))
  await vi.waitFor(() => expect(changes()).toBeGreaterThan(before), SOON)
  expect(await desk.state()).toMatchObject({
    rattachements: [{ structure_id: 'g1' }, { structure_id: 'g2' }, { structure_id: 'g3', etat: 'invitation' }],
    structure_courante: null,
  })
  expect(await desk.call('account.setStructure', { structureId: 'g2' })).toMatchObject({ structure_courante: 'g2' })
  expect(await desk.codeOf('account.setStructure', { structureId: 'g3' })).toBe('compte-structure-inconnue')
  central.untell(membership('g2'))
  await vi.waitFor(async () => expect((await desk.state()).structure_courante).toBe('g1'), SOON)

  central.on('POST /account/v1/me/cgu', ({ body }) => {
    central.tell(person({ cgu: { [String(body['version'])]: '2026-11-27T10:00:00.000Z' } }))
    return { body: { compte: person(), rattachements: [] } }
  })
  await desk.call('account.acceptCgu')
  await vi.waitFor(async () => expect((await desk.state()).cgu_a_accepter).toBe(false), SOON)
})

test('what one may do travels with each sheet, and changes with who one is', async () => {
  await desk.close()
  installTestCatalogue(join(folder, CATALOGUE_FOLDER), {
    structures: [testStructure('g1', { code_insee: '59350' })],
    services: [testService('s1', { structure_id: 'g1' })],
  })
  // The catalogue stays as it is: only the account's rows are told.
  central.on('GET /sync/v1/info', () => ({ problem: 'unavailable' }))
  desk = openDesk(folder, central.address)
  const rights = async () => {
    const { droits: service } = await desk.call<ServiceSheet>('catalogue.service', { id: 's1' })
    const { droits: structure } = await desk.call<StructureSheet>('catalogue.structure', { id: 'g1' })
    return [service.ecrire, service.voir_contact, structure.gerer_membres, structure.est_membre]
  }
  expect(await rights()).toEqual([false, false, false, false])
  central.tell(person(), membership('g1', { admin: true }))
  await desk.signIn()
  expect(await rights()).toEqual([false, false, false, false])
  central.off('GET /sync/v1/info')
  const pulled = central.count('POST /sync/v1/pull')
  central.on('POST /sync/v1/pull', ({ token, ...asked }) =>
    token === null ? { problem: 'unavailable' } : central.known('POST /sync/v1/pull', { token, ...asked }),
  )
  await desk.call('sync.now')
  await vi.waitFor(async () => expect(await rights()).toEqual([true, true, true, true]), SOON)
  expect(central.count('POST /sync/v1/pull')).toBeGreaterThan(pulled)
  await desk.call('sync.signOut', { effacer: false })
  expect(await rights()).toEqual([false, false, false, false])
})

test('a contact is asked each time, remembered for when nobody answers, and forgotten when it is no longer for them', async () => {
  const contact = { nom: 'Bérengère Fictive', telephone: '0320000000', courriel: 'berengere@exemple.test' }
  const ask = () => desk.call('account.serviceContact', { serviceId: 'a/b' })
  const code = () => desk.codeOf('account.serviceContact', { serviceId: 'a/b' })
  const path = 'GET /account/v1/services/a%2Fb/contact'
  central.on(path, () => ({ body: contact }))
  expect(await code()).toBe('compte-non-connecte')
  await signedIn()
  expect(await ask()).toEqual(contact)
  central.on(path, () => ({ problem: 'unavailable' }))
  expect(await ask()).toEqual(contact)
  central.on(path, () => ({ body: { nom: 1 } }))
  expect(await code()).toBe('sync-reponse-illisible')
  central.on(path, () => ({ problem: 'forbidden' }))
  expect(await code()).toBe('compte-droit')
  central.on(path, () => ({ problem: 'unavailable' }))
  expect(await code()).toBe('compte-hors-ligne')
})

test('what cannot be right is not sent', async () => {
  await signedIn()
  const before = central.calls.filter((call) => call.includes('/account/')).length
  expect(await desk.codeOf('account.join', { siret: '123' })).toBe('compte-siret-incorrect')
  expect(await desk.codeOf('account.join', {})).toBe('compte-saisie')
  expect(await desk.codeOf('account.join', { siret: '55208131766522', structureId: 'g1' })).toBe('compte-saisie')
  expect(await desk.codeOf('members.inviteFirstAdmin', { siret: 'x', courriel: 'b@exemple.test' })).toBe('compte-siret-incorrect')
  expect(await desk.codeOf('members.list', { structureId: '..' })).toBe('compte-introuvable')
  expect(central.calls.filter((call) => call.includes('/account/'))).toHaveLength(before)
})

test('without a server, or when it is silent, each says so', async () => {
  await signedIn()
  await central.close()
  expect(await desk.codeOf('account.devices')).toBe('compte-hors-ligne')
  expect(await desk.codeOf('account.methods')).toBe('sync-hors-ligne')
  expect((await desk.state()).compte?.id).toBe('u-odette')
})

test('an account that is deleted leaves nothing of it on this desk', async () => {
  await signedIn(membership('g1'))
  await desk.call('favourites.add', { kind: 'service', id: 's1', nom: 'Atelier' })
  central.on('DELETE /account/v1/me', ({ body }) =>
    body['courriel'] === 'odette@exemple.test' ? {} : { problem: 'bad_request', motif: 'confirmation-fausse' },
  )
  expect(await desk.codeOf('account.remove', { courriel: 'autre@exemple.test' })).toBe('compte-confirmation-fausse')
  expect((await desk.state()).compte).not.toBeNull()
  await desk.call('account.remove', { courriel: 'Odette@exemple.test' })
  expect(await desk.state()).toMatchObject({ compte: null, rattachements: [], session_expiree: false })
  expect(await desk.call('favourites.list')).toEqual([])
  // Its session went with it: there is none to end.
  expect(central.count('DELETE /auth/v1/session')).toBe(0)
  await desk.signIn()
  expect(await desk.call('favourites.list')).toEqual([])
})

test('no name, address, token nor contact is in the clear in any file of the desk', async () => {
  const contact = { nom: 'Bérengère Fictive', telephone: '0320000000', courriel: 'berengere@exemple.test' }
  central.on('GET /account/v1/services/s1/contact', () => ({ body: contact }))
  await signedIn(membership('g1'))
  await desk.call('account.serviceContact', { serviceId: 's1' })
  const scan = (named = /./) => {
    const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    const files = all.filter((entry) => entry.isFile() && named.test(entry.name))
    expect(files.map(({ name }) => name)).toContain('user.db')
    for (const file of files)
      for (const word of [...new Set(central.tokens), 'Odette', 'Inventée', 'odette@', 'Bérengère', 'berengere@', '0320000000'])
        expect(readFileSync(join(file.parentPath, file.name)).includes(word), `${word} in ${file.name}`).toBe(false)
  }
  // While its journal is there, and the catalogue's files come and go.
  scan(/^user\.db/)
  await desk.close()
  scan()
})
