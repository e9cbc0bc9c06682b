import { afterAll, beforeAll, expect, it } from 'vitest'
import { PullAnswer, PushAnswer } from '#shared/sync/wire.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { mutation, post, pullBody, putPublic, startTestServer } from './testing/harness.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
}, 120_000)
afterAll(() => postgres.stop())

it('two replicas on one PostgreSQL: one goes, desks go on at the other with the same answers', async () => {
  const url = await postgres.newDatabase()
  const [left, right] = [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })]
  const [one, other] = [await startTestServer({ store: left }), await startTestServer({ store: right })]
  await putPublic(left, 'st-1')
  const token = await one.signIn()
  const auth = { authorization: `Bearer ${token}` }
  const push = (origin: string, body: object) =>
    post(`${origin}/sync/v1/push`, body, auth).then(async (r) => PushAnswer.parse(await r.json()))
  const pull = (origin: string, scope: string) =>
    post(`${origin}/sync/v1/pull`, pullBody({ scopes: [{ id: scope, since: 0 }] }), scope === 'u:me' ? auth : {}).then(
      async (r) => PullAnswer.parse(await r.json()),
    )
  const same = ({ results, epoch, head }: PullAnswer) => ({ results, epoch, head })
  const sent = { proto: 1, client_id: 'poste-1', mutations: [mutation(one.user.id)] }
  const answered = await push(one.origin, sent)
  expect(answered.results).toMatchObject([{ status: 'applied' }])
  // What one has committed, the other's very next answer holds, asked before or not.
  const pages = { public: await pull(one.origin, 'cat:fr'), mine: await pull(one.origin, 'u:me') }
  expect(same(await pull(other.origin, 'cat:fr'))).toEqual(same(pages.public))
  expect(same(await pull(other.origin, 'u:me'))).toEqual(same(pages.mine))
  const heard = new Promise<number>((resolve) => right.onCommit(({ head }) => resolve(head.seq)))
  const { commit } = await putPublic(left, 'st-2')
  expect(await heard).toBe(commit.head.seq)
  expect((await pull(other.origin, 'cat:fr')).head).toBe(commit.head.seq)

  await one.stop()
  await left.close()
  // The desk does not know whether its last push was heard: it asks again, elsewhere.
  expect((await push(other.origin, sent)).results).toEqual(answered.results)
  const next = {
    proto: 1,
    client_id: 'poste-1',
    mutations: [
      mutation(one.user.id, {
        key: { kind: 'favourite', id: `${one.user.id}/service:s-2` },
        patch: {
          cible: { kind: 'service', id: 's-2' },
          nom: 'Garde d’enfant',
          note: '',
          listes: [],
          cree_le: '2026-11-23T10:00:00.000Z',
        },
      }),
    ],
  }
  expect((await push(other.origin, next)).results).toMatchObject([{ status: 'applied' }])
  const mine = (await pull(other.origin, 'u:me')).results[0]?.changes.map(({ kind }) => kind)
  expect(mine?.sort()).toEqual(['compte', 'favourite', 'favourite'])
  await other.stop()
  await right.close()
}, 120_000)

it('a base that does not answer is 503 with a time to come back, and nothing of it is told', async () => {
  const own = await startPostgres()
  const store = await openPostgresqlStore({ url: await own.newDatabase() })
  const server = await startTestServer({ store })
  const token = await server.signIn()
  await own.stop()
  for (const ask of [
    () => fetch(`${server.origin}/ready`),
    () => fetch(`${server.origin}/sync/v1/info`),
    () => post(`${server.origin}/sync/v1/pull`, pullBody()),
    () =>
      post(
        `${server.origin}/sync/v1/push`,
        { proto: 1, client_id: 'a', mutations: [mutation('x')] },
        { authorization: `Bearer ${token}` },
      ),
  ]) {
    const response = await ask()
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ status: 503, code: 'unavailable' })
  }
  expect((await fetch(`${server.origin}/health`)).status).toBe(200)
  expect(server.logged().join('')).not.toContain('dora:dora')
  await server.stop()
  await store.close()
}, 120_000)
