import { expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import { startTestServer } from './testing/harness.ts'

it('a supervisor is told « unavailable » of a database that never answers', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const server = await startTestServer({ store: { ...store, ping: () => new Promise(() => {}) }, limits: { pingMs: 20 } })
  const { status, headers } = await server.raw('GET', '/ready')
  expect(status).toBe(503)
  expect(headers['retry-after']).toBe('5')
  await server.stop()
  await store.close()
})
