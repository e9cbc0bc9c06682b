import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { pullBody, putPublic, startTestServer } from './testing/harness.ts'

it('ends as soon as what it was answering is answered, whoever keeps the connection open', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await putPublic(store, 'st-1')
  let release = (): void => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  let asked = (): void => {}
  const reading = new Promise<void>((resolve) => (asked = resolve))
  const slow: SyncStore = {
    ...store,
    read: async (work) => {
      asked()
      await held
      return store.read(work)
    },
  }
  const server = await startTestServer({ store: slow })
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1')
  const body = JSON.stringify(pullBody())
  socket.write(
    `POST /sync/v1/pull HTTP/1.1\r\nHost: ici\r\nConnection: keep-alive\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  let answer = ''
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
  await reading
  const stopped = server.stop()
  // Once it accepts nobody, those that were idle have been closed too.
  await expect.poll(() => fetch(server.origin).catch(() => null)).toBeNull()
  release()
  // This client never ends its connection by itself.
  await Promise.all([stopped, once(socket, 'end')])
  expect(answer).toContain('HTTP/1.1 200')
  expect(answer).toContain('"id":"st-1"')
  await store.close()
}, 5_000)

it('does not wait for connections on which nothing was ever asked', async () => {
  const server = await startTestServer()
  const { port, hostname } = new URL(server.origin)
  const sockets = await Promise.all(
    ['', 'POST /sync/v1/pull HTTP/1.1\r\nHost:'].map(async (begun) => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      await once(socket, 'connect')
      socket.write(begun)
      return socket
    }),
  )
  // Both have been accepted once a later one is answered.
  await fetch(`${server.origin}/health`)
  const ended = sockets.map((socket) => once(socket, 'close'))
  await server.stop()
  await Promise.all(ended)
}, 5_000)
