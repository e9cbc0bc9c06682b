import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ActeEnAttente } from '#shared/moderation/acts.ts'
import { ALL_STRUCTURES, type BoardPage } from '#shared/moderation/board.ts'
import { type Central, person, startCentral } from '../account/testing/central.ts'
import { openDesk, type TestDesk } from '../account/testing/desk.ts'
import { TABLE_LIMITS } from '../listing/table/limits.ts'
import { parseTable } from '../listing/table/parse.ts'
import { actId, noteOf, structureOf } from '../user/testing/moderation.ts'
import { boardLine, boardPeople } from './testing/board.ts'

/** The services behind the screens, whole, with a small server. */

vi.setConfig({ testTimeout: 60_000 })
const SOON = { timeout: 30_000, interval: 10 }
const BOARD = 'GET /moderation/v1/board'
const ACTS = 'POST /moderation/v1/dossiers/structure/s1/actes'

let folder: string
let central: Central
let desk: TestDesk

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moderation-'))
  central = await startCentral()
  central.letIn(person({ role: 'administrateur' }))
  desk = openDesk(folder, central.address)
  await desk.signIn()
})
afterEach(async () => {
  await desk.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})

const told = () => desk.heard.filter(({ name }) => name === 'moderation.changed').length
const pending = () => desk.call<ActeEnAttente[]>('moderation.pending')
const page = (over: object = {}, fresh = false) =>
  desk.call<BoardPage>('moderation.board', { query: { ...ALL_STRUCTURES, ...over }, de: 0, fresh })
const act = (acte: object) => desk.call('moderation.act', { cible: structureOf('s1'), nom: 'Maison des départs', acte, vu: null })

const LINES = Array.from({ length: 450 }, (_, n) =>
  boardLine(`s${n}`, {
    nom: n === 0 ? '=HYPERLINK("http://exemple.test")' : `Structure ${String(n).padStart(3, '0')}`,
    etat: n % 3 === 0 ? 'a-valider' : 'en-ordre',
    departement: n % 2 === 0 ? '59' : '62',
    point: n % 10 === 0 ? null : [3, 50],
  }),
)
const serveBoard = () => {
  let version = 1
  const seen: (string | undefined)[] = []
  central.on(BOARD, ({ headers }) => {
    seen.push(headers?.['if-none-match'])
    return headers?.['if-none-match'] === `"${version}"`
      ? { status: 304 }
      : { body: { version: String(version), lignes: LINES.slice(0, version === 1 ? LINES.length : 10) } }
  })
  return { seen, change: () => version++ }
}

test('the board: slices of one list, counted by state, asked again only to know that nothing has changed', async () => {
  const board = serveBoard()
  const first = await page({ etats: ['a-valider'] })
  expect([first.total, first.lignes.length, first.par_etat['en-ordre'], first.facettes.departements]).toEqual([
    150,
    150,
    300,
    { '59': 75, '62': 75 },
  ])
  const all = { query: ALL_STRUCTURES, fresh: false }
  const slices = await Promise.all([0, 200, 400, 600].map((de) => desk.call<BoardPage>('moderation.board', { ...all, de })))
  expect(slices.map(({ lignes, de }) => [de, lignes.length])).toEqual([
    [0, 200],
    [200, 200],
    [400, 50],
    [600, 0],
  ])
  expect(new Set(slices.flatMap(({ lignes }) => lignes.map(({ id }) => id))).size).toBe(450)
  expect((await page({}, true)).total).toBe(450)
  board.change()
  expect((await page({}, true)).total).toBe(10)
  expect(board.seen).toEqual([undefined, '"1"', '"1"'])
})

test('the map of what is filtered says how many have no place', async () => {
  serveBoard()
  const map = await desk.call<{ points: { id: string; rang: number }[]; sans_lieu: number }>('moderation.boardMap', {
    query: { ...ALL_STRUCTURES, departements: ['59'] },
  })
  expect([map.points.length, map.sans_lieu]).toEqual([180, 45])
  const { lignes } = await page({ departements: ['59'] })
  const seen = map.points.filter(({ rang }) => rang < lignes.length)
  expect(seen.map(({ id }) => id)).toEqual(seen.map(({ rang }) => lignes[rang]?.id))
})

test.each(['csv', 'xlsx'] as const)('the export in %s: what is filtered, people included, no formula', async (format) => {
  serveBoard()
  const asked: number[] = []
  central.on('POST /moderation/v1/people', ({ body }) => {
    const { ids } = body as { ids: string[] }
    asked.push(ids.length)
    return { body: { personnes: ids.map((id) => boardPeople(id)) } }
  })
  const file = await desk.call<{ nom: string; type: string; base64: string }>('moderation.boardExport', {
    query: { ...ALL_STRUCTURES, etats: ['a-valider'], departements: ['59'] },
    format,
  })
  expect(file.nom).toMatch(new RegExp(`^structures-dora-59-a-valider-\\d{4}-\\d\\d-\\d\\d\\.${format}$`))
  const table = await parseTable(Buffer.from(file.base64, 'base64'), file.nom, TABLE_LIMITS)
  expect([table.lignes.length, asked]).toEqual([75, [75]])
  const formula = table.lignes.find(({ cellules }) => cellules[0]?.startsWith('=HYPERLINK'))
  expect(formula?.cellules[9]).toBe('odette@s0.exemple.test')
  if (format === 'csv') expect(Buffer.from(file.base64, 'base64').toString('utf8')).toContain(`'=HYPERLINK`)
})

test('somebody else sees nothing of what was read, and signing out leaves nothing', async () => {
  const board = serveBoard()
  await page()
  await desk.call('sync.signOut', { effacer: false })
  expect(await desk.codeOf('moderation.board', { query: ALL_STRUCTURES, de: 0, fresh: false })).toBe('compte-non-connecte')
  central.letIn(person({ id: 'u-basile', courriel: 'basile@exemple.test' }))
  await desk.signIn()
  await page()
  expect(board.seen).toEqual([undefined, undefined])
})

test('an act that may wait is kept on the disk, and taken back', async () => {
  const before = told()
  await act(noteOf(1))
  expect((await pending()).map(({ id, refus }) => [id, refus])).toEqual([[actId(1), null]])
  await desk.close()
  desk = openDesk(folder, central.address)
  expect((await pending()).length).toBe(1)
  expect([await desk.call('moderation.undo', { id: actId(1) }), await pending(), before]).toEqual([true, [], before])
  expect(central.count(ACTS)).toBe(0)
})

test('an act that need not wait leaves at once; one that is refused is told, then forgotten', async () => {
  central.on(ACTS, () => ({ body: { suite: 'pris', par: 'Berthe Inventée' } }))
  await act({ id: actId(1), geste: 'confier', a: 'u-basile' })
  await vi.waitFor(async () => {
    expect((await pending()).map(({ refus }) => refus)).toEqual([expect.stringContaining('Berthe Inventée')])
  }, SOON)
  await desk.call('moderation.forget', { id: actId(1) })
  expect(await pending()).toEqual([])
  central.on(ACTS, ({ body }) => {
    expect(body).toEqual({ acte: { id: actId(2), geste: 'laisser' }, vu: null })
    return { body: { suite: 'fait', vu: { fiche: 1, dossier: 2 }, demandes: 0 } }
  })
  await act({ id: actId(2), geste: 'laisser' })
  await vi.waitFor(async () => expect([await pending(), central.count(ACTS)]).toEqual([[], 2]), SOON)
  expect(told()).toBeGreaterThanOrEqual(5)
})

test('an act made while the server does not answer leaves once it does', async () => {
  central.on(ACTS, () => ({ problem: 'unavailable' }))
  await act({ id: actId(1), geste: 'laisser' })
  await vi.waitFor(() => expect(central.count(ACTS)).toBeGreaterThan(0), SOON)
  expect((await pending()).length).toBe(1)
  central.on(ACTS, () => ({ body: { suite: 'sans-objet' } }))
  await vi.waitFor(async () => expect(await pending()).toEqual([]), SOON)
})

test('the rest is asked of the server, and said to be out of reach without it', async () => {
  const queue = { items: [], total: 0, moi: 'u-odette' }
  central.on('GET /moderation/v1/queue', () => ({ body: queue }))
  central.on('GET /moderation/v1/calls', ({ url }) => ({ body: { appels: [], total: Number(url.searchParams.get('n')) } }))
  central.on('GET /moderation/v1/dossiers/service/a%2Fb/moderateurs', () => ({
    body: [{ user_id: 'u', nom: 'Berthe Inventée' }],
  }))
  central.on('GET /moderation/v1/doublons', () => ({ body: { doublons: [], total: 0, fusions: [] } }))
  central.on('POST /moderation/v1/doublons/d1', ({ body }) => ({ body }))
  central.on('DELETE /moderation/v1/fusions/structure/s1', () => ({}))
  expect(await desk.call('moderation.queue')).toEqual(queue)
  expect(await desk.call('moderation.calls', { n: 12 })).toEqual({ appels: [], total: 12 })
  expect(await desk.call('moderation.moderators', { kind: 'service', id: 'a/b' })).toEqual([
    { user_id: 'u', nom: 'Berthe Inventée' },
  ])
  expect(await desk.call('moderation.doublons')).toEqual({ doublons: [], total: 0, fusions: [] })
  const before = told()
  await desk.call('moderation.decideDoublon', { id: 'd1', acte: { geste: 'distinct' } })
  await desk.call('moderation.unmerge', { kind: 'structure', garde: 's1' })
  expect(told()).toBe(before + 2)
  expect(await desk.codeOf('moderation.dossier', { kind: 'structure', id: 'nulle-part' })).toBe('compte-introuvable')
  expect(await desk.codeOf('moderation.dossier', { kind: 'structure', id: '..' })).toBe('compte-introuvable')
  central.on('GET /moderation/v1/queue', () => ({ problem: 'forbidden' }))
  expect(await desk.codeOf('moderation.queue')).toBe('compte-droit')
  central.on('GET /moderation/v1/queue', () => ({ body: { items: 'non' } }))
  expect(await desk.codeOf('moderation.queue')).toBe('sync-reponse-illisible')
  await central.close()
  expect(await desk.codeOf('moderation.queue')).toBe('compte-hors-ligne')
  expect(await desk.codeOf('moderation.board', { query: ALL_STRUCTURES, de: 0, fresh: false })).toBe('compte-hors-ligne')
  const take = { id: actId(1), geste: 'prendre', quand_meme: false }
  expect(await desk.codeOf('moderation.act', { cible: structureOf('s1'), nom: 'x', acte: take, vu: null })).toBe(
    'compte-hors-ligne',
  )
})
