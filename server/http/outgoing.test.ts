import { connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createBody } from './encode.ts'
import { createOutgoing } from './outgoing.ts'
import { pullBody, putPublic, startTestServer } from './testing/harness.ts'
import { once, EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'

const response = () => new EventEmitter() as ServerResponse
const body = (bytes: number) => createBody('x'.repeat(bytes))

it('counts an answer once however many receive it, by address too, until the last of them has it', () => {
  const outgoing = createOutgoing({ bytes: 1_000, bytesPerAddress: 600 })
  const [shared, other] = [body(500), body(500)]
  const responses = [response(), response(), response(), response()] as const
  expect(outgoing.hold(shared, responses[0], 'a')).toBe(true)
  expect(outgoing.hold(shared, responses[1], 'a')).toBe(true)
  expect(outgoing.hold(shared, responses[2], 'b')).toBe(true)
  expect(outgoing.bytes()).toBe(500)
  expect(outgoing.hold(other, responses[3], 'a')).toBe(false)
  expect(outgoing.hold(other, responses[3], 'c')).toBe(true)
  expect(outgoing.hold(body(10), response(), 'd')).toBe(false)
  for (const one of responses) one.emit('close')
  expect(outgoing.bytes()).toBe(0)
  // One larger than the limit still goes, alone.
  expect(outgoing.hold(body(5_000), response(), 'a')).toBe(true)
})

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

it(
  'those who ask and do not read are told to come back, and memory is free again when they go',
  { timeout: 60_000 },
  async () => {
    const server = await startTestServer({ logLevel: 'info' })
    // Text that does not compress, and pages that differ, so that none is shared.
    const doc = JSON.stringify({
      nom: Array.from({ length: 200_000 }, (_, at) => ((at * 2_654_435_761) >>> 0).toString(36)).join(''),
    })
    for (let n = 0; n < 8; n++) await putPublic(server.store, `s-${n}`, doc)
    const { epoch } = await server.store.read((reader) => reader.head())
    const ask = (limit: number) => JSON.stringify(pullBody({ epoch, limit, max_bytes: 8 * 1024 * 1024 }))
    const { port, hostname } = new URL(server.origin)
    const first: string[] = []
    for (let n = 0; n < 14; n++) {
      const socket = connect(Number(port), hostname)
      sockets.push(socket)
      await once(socket, 'connect')
      const text = ask(100 + n)
      socket.write(
        `POST /sync/v1/pull HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      )
      const [part] = (await once(socket, 'data')) as [Buffer]
      socket.pause()
      first.push(part.toString('latin1').slice(9, 12))
    }
    expect(first.slice(0, 4)).toEqual(['200', '200', '200', '200'])
    expect(first.at(-1)).toBe('503')
    for (const socket of sockets.splice(0)) socket.destroy()
    await expect
      .poll(
        async () =>
          (await server.raw('POST', '/sync/v1/pull', { headers: { 'content-type': 'application/json' }, body: ask(200) })).status,
      )
      .toBe(200)
    await server.stop()
  },
)
