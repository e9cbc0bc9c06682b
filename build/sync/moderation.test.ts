import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDesk, type TestDesk } from '#main/account/testing/desk.ts'
import type { Acte, ActeEnAttente } from '#shared/moderation/acts.ts'
import { ALL_STRUCTURES, type BoardPage } from '#shared/moderation/board.ts'
import type { DossierView, Vu } from '#shared/moderation/dossier.ts'
import type { Queue } from '#shared/moderation/queue.ts'
import { readConfig } from '#server/config.ts'
import { createServerLog } from '#server/ops/log.ts'
import { type Running, startServer } from '#server/ops/run.ts'
import { fill, publishable, structure } from '#server/sync/testing.ts'

/** A real server and real desks, headless: two moderators of one panel. */

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })
const SOON = { timeout: 60_000, interval: 20 }
const SIRET = '55208131766522'
const FIRST = { kind: 'structure', id: 's-1' } as const

const folder = mkdtempSync(join(tmpdir(), 'moderation-'))
let server: Running
let password = ''
const desks: TestDesk[] = []
const open = async (name: string, courriel: string, motDePasse: string): Promise<TestDesk> => {
  const desk = openDesk(join(folder, name), `${server.origin}/`)
  desks.push(desk)
  await desk.call('sync.signIn', { courriel, motDePasse })
  return desk
}

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
        [
          structure('s-1', {
            nom: 'Relais neuf',
            siret: SIRET,
            code_insee: '59350',
            dora: { moderation_status: 'NEED_INITIAL_MODERATION' },
          }),
          structure('s-2', { nom: 'Maison des départs', code_insee: '62041', dora: { moderation_status: 'VALIDATED' } }),
        ],
        [publishable('v-1', 's-2', { nom: 'Atelier' })],
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

const id = (): string => randomUUID()
const act = (desk: TestDesk, acte: Acte, vu: Vu | null) =>
  desk.call<{ id: string }>('moderation.act', { cible: FIRST, nom: 'Relais neuf', acte, vu })
const dossier = (desk: TestDesk) => desk.call<DossierView>('moderation.dossier', FIRST)
const pending = (desk: TestDesk) => desk.call<ActeEnAttente[]>('moderation.pending')
const board = (desk: TestDesk, over: object = {}, fresh = false) =>
  desk.call<BoardPage>('moderation.board', { query: { ...ALL_STRUCTURES, ...over }, de: 0, fresh })

test('two moderators: one takes and decides, with a note of their own in between; the other is told, and does nothing twice', async () => {
  const odette = await open('odette', 'admin@dora.local', password)
  const account = async (prenom: string, role: string): Promise<TestDesk> => {
    const courriel = `${prenom.toLowerCase()}@exemple.test`
    const who = { courriel, nom: 'Inventée', prenom, role }
    const { mot_de_passe } = await odette.call<{ mot_de_passe: string }>('accounts.create', who)
    return open(prenom, courriel, mot_de_passe)
  }
  const berthe = await account('Berthe', 'administrateur')
  const alix = await account('Alix', 'professionnel')
  await alix.call('account.acceptCgu')
  expect(await alix.call('account.join', { siret: SIRET })).toMatchObject({ issue: 'administrateur' })
  expect(await alix.codeOf('moderation.queue')).toBe('compte-droit')
  expect(await alix.codeOf('moderation.board', { query: ALL_STRUCTURES, de: 0, fresh: false })).toBe('compte-droit')

  const { items } = await odette.call<Queue>('moderation.queue')
  expect(items.find((one) => one.id === 'structure/s-1')).toMatchObject({ nom: 'Relais neuf', prise: null })
  const before = await board(odette, { texte: 'relais' })
  expect([before.total, before.lignes[0]?.moderation]).toEqual([1, 'NEED_INITIAL_MODERATION'])
  expect((await board(berthe)).total).toBe(2)

  const [seen, theirs] = [await dossier(odette), await dossier(berthe)]
  const prendre = { geste: 'prendre', quand_meme: false } as const
  await act(odette, { id: id(), ...prendre }, seen.vu)
  expect(await berthe.codeOf('moderation.act', { cible: FIRST, nom: '', acte: { id: id(), ...prendre }, vu: theirs.vu })).toBe(
    'moderation-pris',
  )
  expect((await dossier(berthe)).item?.prise).not.toBeNull()

  // Both about what was on the screen before the sheet was taken: one’s own acts are nobody else’s.
  await act(odette, { id: id(), geste: 'noter', note: 'Appelée ce matin.' }, seen.vu)
  await act(odette, { id: id(), geste: 'statuer', statut: 'VALIDATED', note: '' }, seen.vu)
  const undone = await act(odette, { id: id(), geste: 'rendre-obsolete', note: '' }, seen.vu)
  expect(await odette.call('moderation.undo', { id: undone.id })).toBe(true)
  await vi.waitFor(async () => expect(await pending(odette)).toEqual([]), SOON)
  const after = await dossier(odette)
  expect(after.dossier.decisions.map(({ geste }) => geste)).toEqual(['noter', 'statuer'])
  await act(odette, { id: id(), geste: 'laisser' }, null)

  // Berthe has not looked since.
  await act(berthe, { id: id(), geste: 'rendre-obsolete', note: '' }, theirs.vu)
  await vi.waitFor(async () => {
    const [refused] = await pending(berthe)
    expect(refused?.refus).toMatch(/est passé avant vous/)
  }, SOON)
  expect((await dossier(berthe)).dossier.decisions.map(({ geste }) => geste)).toEqual(['noter', 'statuer'])
  // The board of who decided follows by itself; that of the other, when the exchanges bring the change or it is asked.
  await vi.waitFor(async () => expect((await board(odette, { texte: 'relais' })).lignes[0]?.moderation).toBe('VALIDATED'), SOON)
  expect((await board(berthe, { texte: 'relais' }, true)).lignes[0]?.moderation).toBe('VALIDATED')
})

test('the file of what is filtered, with what is said of people', async () => {
  const [desk] = desks
  const file = await desk?.call<{ nom: string; base64: string }>('moderation.boardExport', {
    query: { ...ALL_STRUCTURES, departements: ['62'] },
    format: 'csv',
  })
  expect(file?.nom).toMatch(/^structures-dora-62-toutes-\d{4}-\d\d-\d\d\.csv$/)
  const lines = Buffer.from(file?.base64 ?? '', 'base64')
    .toString('utf8')
    .split('\r\n')
  expect([lines.length, lines[1]?.startsWith('Maison des départs;')]).toEqual([3, true])
})
