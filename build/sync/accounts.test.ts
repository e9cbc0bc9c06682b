import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openDesk, type TestDesk } from '#main/account/testing/desk.ts'
import type { AccountRow, Device, Members } from '#shared/accounts/wire.ts'
import type { AccountState } from '#shared/contract/account.ts'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { createBrowser } from '#server/accounts/sign-in/testing/browser.ts'
import { type Idp, startIdp } from '#server/accounts/sign-in/testing/idp.ts'
import { readConfig } from '#server/config.ts'
import { createServerLog } from '#server/ops/log.ts'
import { type Running, startServer } from '#server/ops/run.ts'
import { storeFile } from '#server/ops/open.ts'
import { fill, service, structure } from '#server/sync/testing.ts'

/** A real server, a real identity provider and real desks, headless: coming in, belonging, staying in, leaving. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const SOON = { timeout: 60_000, interval: 20 }
const SIRET = '55208131766522'

const folder = mkdtempSync(join(tmpdir(), 'comptes-'))
let idp: Idp
let server: Running
let file = ''
const desks: TestDesk[] = []
const open = (name: string): TestDesk => {
  const desk = openDesk(join(folder, name), `${server.origin}/`)
  desks.push(desk)
  return desk
}

beforeAll(async () => {
  idp = await startIdp()
  const read = readConfig({
    platform: process.platform,
    home: folder,
    env: {
      DORA_SERVER_FOLDER: join(folder, 'serveur'),
      DORA_SERVER_PORT: '0',
      DORA_SERVER_LOG: 'silent',
      DORA_SERVER_SIRENE_URL: 'aucun',
      DORA_SERVER_OIDC_ISSUER: idp.config.issuer,
      DORA_SERVER_OIDC_CLIENT_ID: idp.config.clientId,
      DORA_SERVER_OIDC_CLIENT_SECRET: idp.config.clientSecret,
      DORA_SERVER_OIDC_SCOPE: idp.config.scope,
    },
  })
  if ('errors' in read) throw new Error(read.errors.join('\n'))
  file = storeFile(read.config)
  server = await startServer({
    config: read.config,
    embedded: true,
    log: createServerLog('silent'),
    say: () => {},
    onListening: () => {},
    fill: ({ store }) =>
      fill(store, [structure('s-1', { siret: SIRET, code_insee: '59350' })], [service('v-1', 's-1', { nom: 'Atelier' })]),
  })
  await server.settled
  idp.serve(server.origin)
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
})
afterAll(async () => {
  await server.stop()
  await idp.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** In by the provider, through the browser, to the port that the desk has opened. */
const comeIn = async (desk: TestDesk, sub: string, prenom: string) => {
  const email = `${prenom.toLowerCase()}@exemple.test`
  idp.next({ sub, acr: 'eidas1', claims: { email, email_verified: true, given_name: prenom, usual_name: 'Inventée' } })
  const { attente } = await desk.call<AccountState>('account.begin', { moyen: 'fournisseur' })
  const browser = createBrowser()
  const back = await browser.follow(attente?.adresse ?? '', ({ pathname }) => pathname === '/retour')
  const page = await browser.get(back)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Connexion réussie')])
  await vi.waitFor(async () => expect((await desk.state()).compte).toMatchObject({ courriel: email, prenom }), SOON)
}
const expireAccesses = () => {
  const db = new Database(file)
  db.prepare(`UPDATE session SET acces_expire_le = '2020-01-01T00:00:00.000Z'`).run()
  db.close()
}

test('in by the provider, conditions accepted, a structure joined: rights follow on the desk, and stay while the session renews', async () => {
  const desk = open('odette')
  expect(await desk.call('account.methods')).toMatchObject({ fournisseur: 'ProConnect', mot_de_passe: true })
  await comeIn(desk, 'sub-odette', 'Odette')
  expect(await desk.state()).toMatchObject({ cgu_a_accepter: true, rattachements: [], attente: null })
  await desk.call('account.acceptCgu')
  await vi.waitFor(async () => expect((await desk.state()).cgu_a_accepter).toBe(false), SOON)
  const { compte } = await desk.call<AccountState>('account.state', undefined)
  await desk.call('account.updateProfile', { userId: compte?.id ?? '', patch: { activite: 'accompagnateur', infolettre: true } })
  await vi.waitFor(async () => expect((await desk.state()).compte?.infolettre).toBe(true), SOON)

  expect(await desk.call('account.establishments', { siret: SIRET })).toMatchObject({
    etablissements: [{ siret: SIRET, structure: { id: 's-1' } }],
  })
  expect(await desk.call('account.join', { siret: SIRET })).toMatchObject({ issue: 'administrateur', structure: { id: 's-1' } })
  await vi.waitFor(async () => {
    expect(await desk.state()).toMatchObject({ rattachements: [{ structure_id: 's-1', admin: true }], structure_courante: 's-1' })
    const { droits } = await desk.call<ServiceSheet>('catalogue.service', { id: 'v-1' })
    expect(droits).toEqual({ ecrire: true, voir_contact: true })
  }, SOON)

  expireAccesses()
  const [devices, members] = await Promise.all([
    desk.call<Device[]>('account.devices'),
    desk.call<Members>('members.list', { structureId: 's-1' }),
    desk.call('sync.now'),
  ])
  expect(devices).toMatchObject([{ moyen: 'fournisseur', actuelle: true }])
  expect(members.membres).toMatchObject([{ moi: true, admin: true }])
  expect((await desk.state()).session_expiree).toBe(false)
  expect(await desk.codeOf('account.serviceContact', { serviceId: 'v-1' })).toBe('ok')

  // Another person asks, is accepted, and knows it at once.
  const other = open('basile')
  await comeIn(other, 'sub-basile', 'Basile')
  expect(await other.codeOf('account.serviceContact', { serviceId: 'v-1' })).toBe('compte-droit')
  await other.call('account.acceptCgu')
  expect(await other.call('account.join', { siret: SIRET })).toMatchObject({ issue: 'demande' })
  const userId = (await other.state()).compte?.id
  expect(await other.codeOf('members.accept', { structureId: 's-1', userId })).toBe('compte-droit')
  await desk.call('members.accept', { structureId: 's-1', userId })
  await vi.waitFor(async () => expect((await other.state()).rattachements).toMatchObject([{ etat: 'membre' }]), SOON)
  expect(await desk.codeOf('members.remove', { structureId: 's-1', userId: (await desk.state()).compte?.id })).toBe(
    'compte-dernier-administrateur',
  )

  expect(JSON.parse((await other.call<{ contenu: string }>('account.export')).contenu)).toBeTypeOf('object')
  expect(await other.codeOf('account.remove', { courriel: 'autre@exemple.test' })).toBe('compte-confirmation-fausse')
  await other.call('account.remove', { courriel: 'basile@exemple.test' })
  expect(await other.state()).toMatchObject({ compte: null, rattachements: [] })

  // Leaving, with an access that has expired: the server has no session left, and the provider's is ended in the browser.
  expireAccesses()
  await desk.call('sync.signOut', { effacer: false })
  await vi.waitFor(() => expect(desk.opened.at(-1)?.href).toContain('/session/end'), SOON)
  const db = new Database(file, { readonly: true })
  expect(db.prepare('SELECT count(*) FROM session').pluck().get()).toBe(0)
  db.close()
})

test('the team makes an account and gives its password; a session revoked elsewhere ends here, with nothing lost', async () => {
  const admin = open('equipe')
  const password = /Mot de passe[^:]*: (\S+)/.exec(readFileSync(join(folder, 'serveur/premier-administrateur.txt'), 'utf8'))?.[1]
  await admin.call('sync.signIn', { courriel: 'admin@dora.local', motDePasse: password })
  const { mot_de_passe } = await admin.call<{ mot_de_passe: string }>('accounts.create', { courriel: 'camille@exemple.test' })
  const signIn = { courriel: 'camille@exemple.test', motDePasse: mot_de_passe }
  const [here, there] = [open('ici'), open('la')]
  await here.call('sync.signIn', signIn)
  await there.call('sync.signIn', signIn)
  expect(await here.codeOf('accounts.list')).toBe('compte-droit')
  await here.call('account.changePassword', { ancien: mot_de_passe, nouveau: 'une phrase assez longue' })
  // The other desk finds out, by itself or when it asks; this one goes on.
  expect(await there.codeOf('account.devices')).toBe('compte-non-connecte')
  expect(await there.status()).toMatchObject({ session_expiree: true, compte: { courriel: 'camille@exemple.test' } })
  expect(await here.call('account.devices')).toHaveLength(1)
  const rows = await admin.call<AccountRow[]>('accounts.list')
  const camille = rows.find(({ courriel }) => courriel === 'camille@exemple.test')
  await admin.call('accounts.update', { userId: camille?.id, patch: { actif: false } })
  expect(await here.codeOf('account.devices')).toBe('compte-non-connecte')
  // As for an address that nobody has: whether there is an account is not told.
  expect(await here.codeOf('sync.signIn', { ...signIn, motDePasse: 'une phrase assez longue' })).toBe('sync-identifiants')
})
