import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Poke, Problem } from '#shared/sync/wire.ts'
import type { Commit } from '../store/types.ts'
import { createLive } from './live.ts'
import { mutation, post, putPublic, startTestServer, type Server } from './testing/harness.ts'

// Passwords are judged, and readers starved, on a machine that does other things.
vi.setConfig({ testTimeout: 30_000 })

let server: Server
const aborts: AbortController[] = []
beforeAll(async () => {
  server = await startTestServer({ limits: { streamsPerAddress: 60 } })
})
afterEach(() => {
  for (const abort of aborts.splice(0)) abort.abort()
})
afterAll(() => server.stop())

/** Listens as a desk does; `next` waits for a poke that was not read yet. */
const listen = async (token: string | null = null) => {
  const abort = new AbortController()
  aborts.push(abort)
  const response = await fetch(`${server.origin}/sync/v1/live`, {
    signal: abort.signal,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  })
  const pokes: Poke[] = []
  const waiting: ((poke: Poke) => void)[] = []
  const parser = createParser({
    onEvent: ({ event, data }: EventSourceMessage) => {
      expect(event).toBe('head')
      const poke = Poke.parse(JSON.parse(data))
      const one = waiting.shift()
      if (one === undefined) pokes.push(poke)
      else one(poke)
    },
  })
  const ended = (async () => {
    const decoder = new TextDecoder()
    try {
      for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }))
    } catch {
      // Aborted by the test.
    }
  })()
  return {
    response,
    next: (): Promise<Poke> => {
      const one = pokes.shift()
      return one === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(one)
    },
    ended,
  }
}

describe('GET live', () => {
  it('says where the head is at once, then each commit', async () => {
    const desk = await listen()
    expect(desk.response.headers.get('content-type')).toContain('text/event-stream')
    const { seq } = await server.store.read((reader) => reader.head())
    expect(await desk.next()).toMatchObject({ head: seq, scopes: [] })
    const { commit } = await putPublic(server.store, 'st-live')
    expect(await desk.next()).toEqual({ epoch: commit.head.epoch, head: commit.head.seq, scopes: ['cat:dep:75', 'cat:fr'] })
  })
  it('tells commits close together in one poke', async () => {
    const desk = await listen()
    await desk.next()
    const commits = await Promise.all(['a', 'b', 'c', 'd'].map((id) => putPublic(server.store, `st-many-${id}`)))
    const last = Math.max(...commits.map(({ commit }) => commit.head.seq))
    const pokes = [await desk.next()]
    while (pokes.at(-1)?.head !== last) pokes.push(await desk.next())
    expect(pokes.length).toBeLessThan(commits.length)
  })
  it('tells a private change to its owner alone, without a name', async () => {
    const token = await server.signIn()
    const [owner, other] = [await listen(token), await listen()]
    await Promise.all([owner.next(), other.next()])
    await post(
      `${server.origin}/sync/v1/push`,
      { proto: 1, client_id: 'poste-live', mutations: [mutation(server.user.id)] },
      { authorization: `Bearer ${token}` },
    )
    expect(await owner.next()).toMatchObject({ scopes: ['u:me'] })
    // What the other hears next is something else.
    await putPublic(server.store, 'st-apres')
    expect(await other.next()).toMatchObject({ scopes: ['cat:dep:75', 'cat:fr'] })
  })
  it('refuses more streams from one address than agreed, and counts those that ended no more', async () => {
    await expect.poll(() => server.app.desks()).toBe(0)
    const desks = await Promise.all(Array.from({ length: 60 }, () => listen()))
    const refused = await fetch(`${server.origin}/sync/v1/live`)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Problem.parse(await refused.json())).toMatchObject({ code: 'rate_limited' })
    for (const abort of aborts.splice(0)) abort.abort()
    await Promise.all(desks.map(({ ended }) => ended))
    await expect.poll(() => server.app.desks()).toBe(0)
    expect((await listen()).response.status).toBe(200)
  })
})

describe('a reader that does not read', () => {
  it('is cut rather than remembered without bound, and the others go on', async () => {
    let tell: (commit: Commit) => void = () => {}
    const live = createLive(
      {
        onCommit: (listener) => {
          tell = listener
          return () => {}
        },
      },
      { coalesceMs: 0 },
    )
    const http = createServer((_, response) =>
      live.open({ response, userId: null, address: 'ici' }, { epoch: '0'.repeat(32), head: 0, scopes: [] }),
    )
    await once(http.listen(0, '127.0.0.1'), 'listening')
    const { port } = http.address() as AddressInfo
    const dial = async () => {
      const socket = connect(port, '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\nHost: ici\r\n\r\n')
      await once(socket, 'data')
      return socket
    }
    const [slow, reader] = [await dial(), await dial()]
    slow.pause()
    // A hundred scopes a poke fill the system's buffers, then ours.
    const scopes = Array.from({ length: 95 }, (_, n) => `cat:dep:${String(n + 1).padStart(2, '0')}`)
    const head = { epoch: '0'.repeat(32), floor: 0, durableSeq: 0 }
    for (let seq = 1; live.count() === 2 && seq < 50_000; seq++) {
      tell({ head: { ...head, seq }, scopes })
      await once(reader, 'data')
    }
    expect(live.count()).toBe(1)
    tell({ head: { ...head, seq: 50_001 }, scopes })
    expect(String((await once(reader, 'data'))[0])).toContain('"head":50001')
    live.close()
    for (const socket of [slow, reader]) socket.destroy()
    http.close()
  })
})
