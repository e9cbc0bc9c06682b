import { expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import { mutation, post, startTestServer } from './testing/harness.ts'

it('a stop lets what has begun finish: every change acknowledged is stored, every other is told to come back or unheard', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const server = await startTestServer({ store })
  const authorization = `Bearer ${await server.signIn()}`
  const { id: user } = server.user
  const sent = Array.from({ length: 40 }, (_, n) => ({ key: { kind: 'favourite', id: `${user}/service:s-${n}` } }))
  const answers = sent.map(({ key }, n) => {
    const patch = {
      cible: { kind: 'service', id: `s-${n}` },
      nom: 'Nom',
      note: '',
      listes: [],
      cree_le: '2026-11-23T10:00:00.000Z',
    }
    const body = { proto: 1, client_id: 'poste-1', mutations: [mutation(user, { key, patch })] }
    return post(`${server.origin}/sync/v1/push`, body, { authorization }).then(
      async (response) => ({
        key,
        status: response.status,
        body: (await response.json()) as { code?: string; results?: unknown },
      }),
      () => ({ key, status: 0, body: {} }),
    )
  })
  // Some have been answered, others are under way, others have not come in.
  await answers[3]
  await server.stop()
  let stored = 0
  for (const { key, status, body } of await Promise.all(answers)) {
    const entity = await store.read((reader) => reader.entity(key))
    if (status === 200) expect(body).toMatchObject({ results: [{ status: 'applied' }] })
    if (status === 200) expect(entity).not.toBeNull()
    if (status === 200) stored++
    else if (status !== 0) expect(body).toMatchObject({ code: 'unavailable', status: 503 })
  }
  expect(stored).toBeGreaterThan(3)
  await expect(fetch(`${server.origin}/health`)).rejects.toThrow()
  await store.close()
})
