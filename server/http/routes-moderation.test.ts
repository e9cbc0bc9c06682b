import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { Board, People } from '#shared/moderation/board.ts'
import { Calls } from '#shared/moderation/calls.ts'
import { Queue } from '#shared/moderation/queue.ts'
import { readJournal } from '../accounts/journal.ts'
import { invented } from '../accounts/testing/people.ts'
import { putStructure } from '../sync/commands/catalogue-rows.ts'
import type { User } from '../store/types.ts'
import { startTestServer, type Server } from './testing/harness.ts'

/** The panel over HTTP: what each may read of it, and answers that desks can read. */

vi.setConfig({ testTimeout: 60_000 })

let server: Server
let people: ReturnType<typeof invented>
let team: User
let gironde: User
let nord: User
let garage: Structure
let relais: Structure
beforeAll(async () => {
  server = await startTestServer({ limits: { perAddress: 1_000_000, perClient: 1_000_000 } })
  people = invented(server.account)
  team = await people.person({ role: 'administrateur' })
  gironde = await people.person({ gestionnaire: true, departements: ['33'] })
  nord = await people.person({ gestionnaire: true, departements: ['59'] })
  const asked = {
    telephone: '0556010203',
    horaires_accueil: 'Mo-Fr 09:00-12:00',
    dora: { moderation_status: 'NEED_NEW_MODERATION' },
  } as const
  garage = await people.structure({ nom: 'Garage solidaire', ...asked })
  relais = await people.structure({
    nom: 'Relais du Nord',
    code_insee: '59350',
    code_postal: '59000',
    commune: 'Lille',
    ...asked,
  })
  for (const one of [garage, relais]) await people.belongs(await people.person(), one, 'membre', true)
})
afterAll(() => server.stop())

const ask = async (user: User, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.origin}/moderation/v1/${path}`, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${await people.token(user)}` },
  })
const post = (user: User, path: string, body: unknown) =>
  ask(user, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('each reads of the panel what they moderate', () => {
  const seenBy = async (user: User): Promise<readonly (readonly string[])[]> => {
    const queue = Queue.parse(await (await ask(user, 'queue')).json())
    const board = Board.parse(await (await ask(user, 'board')).json())
    const calls = Calls.parse(await (await ask(user, 'calls')).json())
    const told = People.parse(await (await post(user, 'people', { ids: [garage.id, relais.id, 'inconnue'] })).json())
    expect([queue.moi, queue.total, calls.total]).toEqual([user.id, queue.items.length, calls.appels.length])
    return [
      queue.items.map(({ nom }) => nom),
      board.lignes.map(({ nom }) => nom),
      calls.appels.map(({ nom }) => nom),
      told.personnes.map(({ id }) => (id === garage.id ? garage.nom : relais.nom)),
    ].map((names) => names.toSorted())
  }
  test('a gestionnaire their départements, the team everything', async () => {
    expect(await seenBy(gironde)).toEqual(Array(4).fill(['Garage solidaire']))
    expect(await seenBy(nord)).toEqual(Array(4).fill(['Relais du Nord']))
    expect(await seenBy(team)).toEqual(Array(4).fill(['Garage solidaire', 'Relais du Nord']))
  })
  test('calls have the hours of their sheet, as many as asked, at most 200', async () => {
    const { appels, total } = Calls.parse(await (await ask(team, 'calls?n=1')).json())
    expect([appels.length, total, appels[0]?.horaires]).toEqual([1, 2, 'Mo-Fr 09:00-12:00'])
    for (const n of ['0', '201', 'x']) expect((await ask(team, `calls?n=${n}`)).status).toBe(400)
  })
  test('more people than may be asked at once are refused', async () => {
    expect((await post(team, 'people', { ids: Array.from({ length: 2_001 }, (_, n) => `s-${n}`) })).status).toBe(400)
  })
})

test('addresses that are told leave a line in the journal: how many structures, and nobody’s name', async () => {
  const lines = async () =>
    server.store.read(async (reader) => {
      const all: unknown[] = []
      for await (const { action, acteur, objet, legal, details } of readJournal(reader, server.account.seal))
        if (action === 'moderation.exportee') all.push({ acteur, objet, legal, details })
      return all
    })
  const before = (await lines()).length
  await post(gironde, 'people', { ids: [garage.id, relais.id, 'inconnue'] })
  // Nothing was told.
  await post(gironde, 'people', { ids: [relais.id] })
  expect((await lines()).slice(before)).toEqual([
    { acteur: gironde.id, objet: { kind: 'personne', id: '' }, legal: true, details: { structures: 1 } },
  ])
})

test('a board that has not changed is not sent again; one that has is', async () => {
  const first = await ask(gironde, 'board')
  const tag = first.headers.get('etag') ?? ''
  expect(tag).toBe(`"${Board.parse(await first.json()).version}"`)
  const again = (etag: string, user = gironde) => ask(user, 'board', { headers: { 'if-none-match': etag } })
  expect((await again(tag)).status).toBe(304)
  // As a proxy that compresses passes it on.
  expect((await again(`W/${tag}`)).status).toBe(304)
  expect((await again(tag, nord)).status).toBe(200)
  const renamed = { ...garage, nom: 'Garage du Quai' }
  await server.store.write((writer) => putStructure(writer, renamed as never))
  const after = await again(tag)
  expect([after.status, Board.parse(await after.json()).lignes.map(({ nom }) => nom)]).toEqual([200, ['Garage du Quai']])
  // Elsewhere nothing has changed, though the store has.
  const other = await ask(nord, 'board')
  await server.store.write((writer) => putStructure(writer, garage as never))
  expect((await again(other.headers.get('etag') ?? '', nord)).status).toBe(304)
})
