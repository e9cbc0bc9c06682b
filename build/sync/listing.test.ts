import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDesk, type TestDesk } from '#main/account/testing/desk.ts'
import type { AccountState } from '#shared/contract/account.ts'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import type { Done, Edit, Listing } from '#shared/contract/listing.ts'
import type { History } from '#shared/listing/wire.ts'
import type { SyncConflict } from '#shared/contract/sync.ts'
import { readConfig } from '#server/config.ts'
import { createServerLog } from '#server/ops/log.ts'
import { type Running, startServer } from '#server/ops/run.ts'
import { fill, publishable, structure } from '#server/sync/testing.ts'

/** A real server and real desks, headless: a structure keeps its listing, from one desk and from another. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const SOON = { timeout: 60_000, interval: 20 }
const SIRET = '55208131766522'
const STRUCTURE = 's-1'

const folder = mkdtempSync(join(tmpdir(), 'fiches-'))
let server: Running
let password = ''
const desks: TestDesk[] = []
const open = async (name: string): Promise<TestDesk> => {
  const desk = openDesk(join(folder, name), `${server.origin}/`)
  desks.push(desk)
  await desk.call('sync.signIn', { courriel: 'admin@dora.local', motDePasse: password })
  await vi.waitFor(async () => expect(await desk.status()).toMatchObject({ etat: 'a-jour', erreur: null }), SOON)
  return desk
}
const read = (desk: TestDesk) => desk.call<Listing>('listing.read', { structureId: STRUCTURE })
const line = async (desk: TestDesk, id: string) => (await read(desk)).services.find((one) => one.id === id)
/** What everyone has, seen from that desk. */
const seen = (desk: TestDesk, id: string, what: object) =>
  vi.waitFor(async () => expect(await line(desk, id)).toMatchObject(what), SOON)
const sent = (desk: TestDesk) => vi.waitFor(async () => expect(await desk.status()).toMatchObject({ en_attente: 0 }), SOON)

beforeAll(async () => {
  const config = readConfig({
    platform: process.platform,
    home: folder,
    env: {
      DORA_SERVER_FOLDER: join(folder, 'serveur'),
      DORA_SERVER_PORT: '0',
      DORA_SERVER_LOG: 'silent',
      DORA_SERVER_SIRENE_URL: 'aucun',
    },
  })
  if ('errors' in config) throw new Error(config.errors.join('\n'))
  server = await startServer({
    config: config.config,
    embedded: true,
    log: createServerLog('silent'),
    say: () => {},
    onListening: () => {},
    fill: ({ store }) =>
      fill(
        store,
        [structure(STRUCTURE, { siret: SIRET, code_insee: '59350' })],
        [
          publishable('v-1', STRUCTURE, { nom: 'Atelier', date_maj: '2020-01-01' }),
          publishable('v-2', STRUCTURE, {
            nom: 'Permis',
            courriel: 'accueil@exemple.test',
            dora: { is_contact_info_public: true, status: 'PUBLISHED' },
          }),
        ],
      ),
  })
  await server.settled
  password = /Mot de passe[^:]*: (\S+)/.exec(readFileSync(join(folder, 'serveur/premier-administrateur.txt'), 'utf8'))?.[1] ?? ''
})
afterAll(async () => {
  for (const desk of desks) await desk.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a listing kept from two desks: the team’s, then a member’s', async () => {
  const a = await open('a')
  const b = await open('b')

  // Not a member: what the account's rows do not have is asked of the server.
  await vi.waitFor(
    async () => expect(await read(a)).toMatchObject({ complet: true, droits: { ecrire_services: true, est_membre: false } }),
    SOON,
  )
  expect((await read(a)).page).toContain('http')

  // Begun on one desk, sent, read back on both.
  const edit = await a.call<Edit>('listing.edit', { kind: 'service', id: 'v-1' })
  expect(edit).toMatchObject({ version: 0, statut: 'PUBLISHED', structure_nom: 'Structure s-1', heurts: [] })
  await a.call('listing.save', { kind: 'service', id: 'v-1', doc: { ...edit.doc, nom: 'Atelier vélo' }, base: 0 })
  expect(await line(a, 'v-1')).toMatchObject({ copie: true, doc: { nom: 'Atelier' } })
  await a.call('listing.submit', { kind: 'service', id: 'v-1', statut: null })
  expect(await line(a, 'v-1')).toMatchObject({ copie: false, doc: { nom: 'Atelier vélo' } })
  await sent(a)
  await seen(a, 'v-1', { envoi: 'a-jour', doc: { nom: 'Atelier vélo' } })
  await seen(b, 'v-1', { doc: { nom: 'Atelier vélo' }, a_actualiser: false })
  const { entrees } = await b.call<History>('listing.history', { kind: 'service', id: 'v-1', depuis: null })
  expect(entrees).toMatchObject([{ acte: 'modification', champs: [{ champ: 'nom', avant: 'Atelier', apres: 'Atelier vélo' }] }])

  // A contact kept for professionals leaves the public row, and comes back whole in the editor.
  await a.call('listing.change', { structureId: STRUCTURE, ids: ['v-2'], patch: { 'dora.is_contact_info_public': false } })
  await sent(a)
  await vi.waitFor(async () => {
    const { service } = await b.call<ServiceSheet>('catalogue.service', { id: 'v-2' })
    expect(service).toMatchObject({ dora: { contact_masque: ['courriel'] } })
    expect(service.courriel).toBeUndefined()
  }, SOON)
  await vi.waitFor(async () => {
    const hidden = await b.call<Edit>('listing.edit', { kind: 'service', id: 'v-2' })
    expect(hidden).toMatchObject({ masques: [], doc: { courriel: 'accueil@exemple.test' } })
  }, SOON)

  // A new service: a draft, which only those who may write it have.
  const { id } = await a.call<{ id: string }>('listing.create', { kind: 'service', structureId: STRUCTURE, depuis: null })
  const fresh = await a.call<Edit>('listing.edit', { kind: 'service', id })
  await a.call('listing.save', { kind: 'service', id, doc: { ...fresh.doc, nom: 'Nouveau' }, base: fresh.version })
  await a.call('listing.submit', { kind: 'service', id, statut: null })
  await sent(a)
  await seen(b, id, { statut: 'DRAFT', doc: { nom: 'Nouveau' } })
  await seen(a, id, { statut: 'DRAFT', envoi: 'a-jour' })
  expect(await a.codeOf('listing.submit', { kind: 'service', id, statut: 'PUBLISHED' })).toBe('fiche-incomplete')

  // A member now: their rows come by the exchanges.
  if ((await a.call<AccountState>('account.state')).cgu_a_accepter) await a.call('account.acceptCgu')
  await a.call('account.join', { siret: SIRET })
  await vi.waitFor(async () => expect((await read(a)).droits.est_membre).toBe(true), SOON)
  await seen(a, id, { statut: 'DRAFT', doc: { nom: 'Nouveau' } })

  // Many at once, and undone.
  const said = await a.call<Done>('listing.verify', { kind: 'service', structureId: STRUCTURE, ids: ['v-1', 'v-2'], groupes: [] })
  expect(said.faits).toBe(2)
  await sent(a)
  await vi.waitFor(
    async () => expect((await line(b, 'v-2'))?.doc['dora.verifications']).toMatchObject({ contact: { par: 'structure' } }),
    SOON,
  )
  const archived = await a.call<Done>('listing.setStatus', { structureId: STRUCTURE, ids: ['v-1', 'v-2'], statut: 'ARCHIVED' })
  await sent(a)
  await seen(b, 'v-1', { statut: 'ARCHIVED' })
  await a.call('listing.undo', { annuler: archived.annuler ?? '' })
  await sent(a)
  await seen(b, 'v-1', { statut: 'PUBLISHED', envoi: 'a-jour' })
  await seen(b, 'v-2', { statut: 'PUBLISHED', envoi: 'a-jour' })

  // The same field from both, neither having read the other: nothing is written over in silence.
  await Promise.all([
    a.call('listing.change', { structureId: STRUCTURE, ids: ['v-1'], patch: { nom: 'Atelier auto' } }),
    b.call('listing.change', { structureId: STRUCTURE, ids: ['v-1'], patch: { nom: 'Atelier train' } }),
  ])
  await sent(a)
  await sent(b)
  const clashes = async () => (await Promise.all([a, b].map((desk) => desk.call<SyncConflict[]>('sync.conflicts')))).flat()
  await vi.waitFor(async () => {
    const [one] = await clashes()
    const names = new Set([(await line(a, 'v-1'))?.doc['nom'], (await line(b, 'v-1'))?.doc['nom']])
    expect(names.size === 1 || one !== undefined).toBe(true)
  }, SOON)
  expect((await clashes()).length).toBe(1)

  // A suggestion, and its answer.
  await b.call('suggestions.make', { cible: { kind: 'service', id: 'v-2' }, champ: 'nom', valeur: 'Permis B', message: '' })
  await sent(b)
  await vi.waitFor(async () => expect((await read(a)).suggestions).toMatchObject([{ etat: 'ouverte', valeur: 'Permis B' }]), SOON)
  const [asked] = (await read(a)).suggestions
  await a.call('suggestions.answer', { id: asked?.id ?? '', etat: 'acceptee', texte: '' })
  await sent(a)
  await seen(b, 'v-2', { doc: { nom: 'Permis B' } })

  // A suggestion of a service is removed, a model made, followed and removed.
  const made = await a.call<{ id: string }>('listing.create', {
    kind: 'modele',
    structureId: STRUCTURE,
    depuis: { kind: 'service', id: 'v-2' },
  })
  await a.call('listing.submit', { kind: 'modele', id: made.id, statut: null })
  await sent(a)
  await vi.waitFor(
    async () =>
      expect((await read(a)).modeles).toMatchObject([{ id: made.id, services: 1, a_mettre_a_jour: 0, envoi: 'a-jour' }]),
    SOON,
  )
  expect((await a.call<Done>('listing.remove', { kind: 'modele', structureId: STRUCTURE, ids: [made.id] })).refus).toHaveLength(1)
  await a.call('listing.followModel', { structureId: STRUCTURE, ids: ['v-2'], acte: 'detacher' })
  expect((await a.call<Done>('listing.remove', { kind: 'modele', structureId: STRUCTURE, ids: [made.id] })).faits).toBe(1)
  await sent(a)
  await vi.waitFor(async () => expect((await read(a)).modeles).toEqual([]), SOON)

  expect(await a.call('listing.presence', { kind: 'service', id: 'v-1', actif: true })).toEqual({ autres: [] })
  expect(a.heard.some(({ name }) => name === 'listing.changed')).toBe(true)
})
