import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ActeTold } from '#shared/moderation/acts.ts'
import { DossierView } from '#shared/moderation/dossier.ts'
import { invented } from '../accounts/testing/people.ts'
import { openRequests, type RequestBench } from '../orientations/testing/bench.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { User } from '../store/types.ts'
import { post, type Server, startTestServer } from './testing/harness.ts'

/** Who may ask what is told in matrix.test.ts; what acts do, in server/moderation. */

let server: Server
let bench: RequestBench
let people: ReturnType<typeof invented>
let team: User
beforeAll(async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  bench = await openRequests({ store, validated: false })
  server = await startTestServer({ store, limits: { perAddress: 1_000_000, perClient: 1_000_000 } })
  people = invented(server.account)
  team = await people.person({ role: 'administrateur' })
})
afterAll(async () => {
  await server.stop()
  await bench.store.close()
})

const of = (id: string): string => `/moderation/v1/dossiers/structure/${encodeURIComponent(id)}`
const read = async (id: string) => {
  const answer = await fetch(server.origin + of(id), { headers: { authorization: `Bearer ${await people.token(team)}` } })
  return DossierView.parse(await answer.json())
}
const act = async (id: string, acte: object, vu: object | null = null, by = team) => {
  const answer = await post(
    `${server.origin}${of(id)}/actes`,
    { acte, vu },
    { authorization: `Bearer ${await people.token(by)}` },
  )
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const noted = (note = 'Vue.') => ({ id: randomUUID(), geste: 'noter', note })

test('a dossier is read, decided upon, and read again as it was left', async () => {
  await bench.send()
  const before = await read(bench.sender.id)
  expect(before.item?.raisons.map(({ motif }) => motif)).toEqual(['demandes-retenues', 'premier-administrateur'])
  expect(before.retenues?.orientations).toHaveLength(1)
  const { status, body } = await act(bench.sender.id, { id: randomUUID(), geste: 'approuver-demandes' }, before.vu)
  expect([status, ActeTold.parse(body)]).toMatchObject([200, { suite: 'fait', demandes: 1 }])
  const after = await read(bench.sender.id)
  expect(after).toMatchObject({ vu: body['vu'], item: null, retenues: null, differences: { champs: [] } })
  expect(after.dossier.decisions).toMatchObject([{ geste: 'approuver-demandes', apres: 'VALIDATED' }])
})

test.each([
  ['no act at all', {}],
  ['an act without a name', { geste: 'noter', note: 'x' }],
  ['an empty note', { ...noted(), note: ' \n' }],
  ['a status that is none', { id: randomUUID(), geste: 'statuer', statut: 'PUBLISHED', note: '' }],
  ['somebody that no row could name', { id: randomUUID(), geste: 'confier', a: 'a\u0000b' }],
  ['a rejection without a reason', { id: randomUUID(), geste: 'rejeter-demandes', motif: '' }],
  ['a message that is a book', { id: randomUUID(), geste: 'ecrire', objet: 'x', message: 'x'.repeat(5_001) }],
])('%s is refused, and nothing is kept of it', async (_, acte) => {
  const { vu } = await read(bench.receiver.id)
  expect((await act(bench.receiver.id, acte)).status).toBe(400)
  expect((await read(bench.receiver.id)).vu).toEqual(vu)
})

test('identifiers that no row has, or could have', async () => {
  expect((await act('dora--nulle-part', noted())).body).toMatchObject({ motif: 'structure-inconnue' })
  expect((await act('a\u0000b', noted())).status).toBe(400)
  expect((await act('x'.repeat(201), noted())).status).toBe(414)
})

test('letters are counted: the eleventh to one structure in a day is told', async () => {
  const letter = () => ({ id: randomUUID(), geste: 'ecrire', objet: 'Vos horaires', message: 'é'.repeat(5_000) })
  for (let n = 0; n < 10; n += 1) expect((await act(bench.receiver.id, letter())).body).toMatchObject({ suite: 'fait' })
  expect(await act(bench.receiver.id, letter())).toMatchObject({ status: 409, body: { motif: 'trop-de-messages' } })
})

test('nothing that people typed, nor their names, is in the log of the server', async () => {
  await act(bench.receiver.id, noted('Rappeler Madame Quintard.'))
  expect(server.logged().join('')).not.toMatch(/Quintard|Garage|garage/)
})
