import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BridgeEvent, Transport } from '#shared/rpc.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebContents } from 'electron'
import { createBroadcast } from '../broadcast.ts'
import { createRouter } from '../router.ts'
import { fake, WebContents as FakeWebContents } from '../testing/fake-electron.ts'
import { openSession } from '../testing/http-client.ts'
import { probeContract, probeHandlers } from '../testing/probe.ts'
import { serveElectron } from './electron.ts'
import { startHttpHost } from './http.ts'

const unexpected: [string, unknown][] = []
const router = createRouter(probeContract, probeHandlers, {
  onUnexpected: (procedure, error) => unexpected.push([procedure, error]),
  checkOutputs: true,
})
const broadcast = createBroadcast((error) => unexpected.push(['broadcast', error]))

type Running = { readonly transport: Transport; readonly stop: () => Promise<void> }

const ipc = async (): Promise<Running> => {
  serveElectron(router, broadcast, () => [new FakeWebContents() as unknown as WebContents])
  // By address: the preload belongs to another world, whose types this one does not see.
  await import(new URL('../../preload/index.ts', import.meta.url).href)
  return { transport: fake.exposed.get('bridge') as Transport, stop: async () => {} }
}

const http = async (): Promise<Running> => {
  const root = mkdtempSync(join(tmpdir(), 'dora-http-'))
  const host = await startHttpHost({ router, events: broadcast, root })
  const client = await openSession(host.openUrl())
  await client.ready
  return {
    transport: client,
    stop: async () => {
      client.close()
      await host.close()
      rmSync(root, { recursive: true })
    },
  }
}

describe.each([
  ['ipc', ipc],
  ['http', http],
])('the bridge over %s', (_, run) => {
  let running: Running
  beforeAll(async () => {
    running = await run()
  })
  afterAll(() => running.stop())
  const call = (name: string, input?: unknown) => running.transport.call(name, input)

  it('answers a value', async () => {
    expect(await call('probe.echo', { text: 'été' })).toEqual({ ok: true, value: { text: 'été' } })
  })
  it('takes no input and answers none', async () => {
    expect(await call('probe.void')).toEqual({ ok: true })
    expect(await call('probe.null')).toEqual({ ok: true, value: null })
  })
  it('carries a coded failure with its details', async () => {
    expect(await call('probe.coded')).toMatchObject({
      ok: false,
      error: { code: 'piece-trop-lourde', details: { limite: '6 Mo' } },
    })
  })
  it('tells an unknown failure as « interne », its detail kept for the log', async () => {
    const reply = await call('probe.crash')
    expect(reply).toMatchObject({ ok: false, error: { code: 'interne' } })
    expect(JSON.stringify(reply)).not.toContain('Camille')
    expect(unexpected.at(-1)?.[1]).toBeInstanceOf(Error)
  })
  it('names the wrong field and never what it holds', async () => {
    const reply = await call('probe.echo', { text: 'beaucoup trop long', nested: { n: 'x' } })
    expect(reply).toMatchObject({ ok: false, error: { code: 'requete-invalide', details: { champ: 'text, nested.n' } } })
    expect(JSON.stringify(reply)).not.toContain('beaucoup')
  })
  it('sees an answer outside the contract', async () => {
    expect(await call('probe.liar')).toMatchObject({ ok: false, error: { code: 'interne' } })
  })
  it.each(['toString', '__proto__', 'constructor', 'probe.none', ''])('knows no procedure « %s »', async (name) => {
    expect(await call(name, {})).toMatchObject({ ok: false })
  })
  it('carries events until the subscription ends', async () => {
    const seen: BridgeEvent[] = []
    const arrived = Promise.withResolvers<void>()
    const stop = running.transport.subscribe((event) => {
      seen.push(event)
      arrived.resolve()
    })
    broadcast.emit('drafts.changed', { id: 'a' })
    await arrived.promise
    expect(seen).toEqual([{ name: 'drafts.changed', payload: { id: 'a' } }])
    stop()
    broadcast.emit('drafts.changed', { id: 'b' })
    // A round trip later, anything sent before it has arrived.
    await call('probe.void')
    expect(seen).toHaveLength(1)
  })
})

describe('the IPC sender', () => {
  it.each([
    ['a frame already gone', null],
    ['another origin', { origin: 'https://exemple.fr', parent: null }],
    ['a look-alike', { origin: 'app://dora.exemple.fr', parent: null }],
    ['a frame inside our page', { origin: 'app://dora', parent: { origin: 'app://dora', parent: null } }],
  ])('is refused when it is %s', async (_, frame) => {
    fake.state.sender = frame
    const reply = await (fake.exposed.get('bridge') as Transport).call('probe.void', undefined)
    expect(reply).toMatchObject({ ok: false, error: { code: 'acces-refuse' } })
    fake.state.sender = { origin: 'app://dora', parent: null }
  })
  it('exposes exactly two functions to the page', () => {
    expect(Object.keys(fake.exposed.get('bridge') as object)).toEqual(['call', 'subscribe'])
    expect([...fake.exposed.keys()]).toEqual(['bridge'])
  })
})
