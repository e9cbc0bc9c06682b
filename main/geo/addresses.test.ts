import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createAddresses } from './addresses.ts'
import { deliveredGeo } from './testing.ts'

let server: Server | null = null
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = null
})

const serve = async (listener: RequestListener): Promise<string> => {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/geocodage/search`
}

const json =
  (body: unknown): RequestListener =>
  (_, reply) =>
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(body))

const feature = (type: string, label: string, coordinates: readonly [number, number]) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties: { label, type, score: 0.9, citycode: '59350', context: '59, Nord, Hauts-de-France' },
})

const addresses = (baseUrl: string, now: () => number = Date.now) => createAddresses({ fetch: globalThis.fetch, baseUrl, now })

test('asks the address typed and nothing else, and leaves communes to the local completion', async () => {
  const asked: string[] = []
  const url = await serve((request, reply) => {
    asked.push(request.url ?? '')
    json({
      type: 'FeatureCollection',
      features: [
        feature('municipality', 'Lille', [3.06, 50.63]),
        feature('housenumber', '12 Rue de la Paix 59000 Lille', [3.0601, 50.6302]),
      ],
    })(request, reply)
  })
  const found = await addresses(url)('12 rue de la paix & lille')
  expect(asked).toEqual(['/geocodage/search?q=12+rue+de+la+paix+%26+lille&limit=8&autocomplete=1&index=address'])
  expect(found).toEqual([
    {
      place: { kind: 'point', lat: 50.6302, lon: 3.0601, label: '12 Rue de la Paix 59000 Lille', commune: '59350' },
      label: '12 Rue de la Paix 59000 Lille',
      detail: '59, Nord, Hauts-de-France',
      approximatif: false,
      lat: 50.6302,
      lon: 3.0601,
    },
  ])
})

test.each([
  ['an error page', async () => serve((_, reply) => reply.writeHead(503).end('panne'))],
  ['something else than JSON', async () => serve((_, reply) => reply.end('<html>'))],
  ['another shape', async () => serve(json({ features: [{ geometry: null }] }))],
  ['coordinates out of this world', async () => serve(json({ features: [feature('street', 'x', [999, 50])] }))],
  ['a cut connection', async () => serve((request) => request.socket.destroy())],
  ['no server', async () => 'http://127.0.0.1:1/'],
])('%s is being offline, without the address in the error', async (_, start) => {
  const error: unknown = await addresses(await start())('3 impasse secrète').catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'hors-ligne' })
  expect(JSON.stringify([(error as Error).message, (error as Error).cause ?? null])).not.toContain('secr')
})

test('a service that never answers is given up', async () => {
  const url = await serve(() => {})
  const fetch: typeof globalThis.fetch = (input, init) => {
    // The deadline itself, reached at once: no test waits for it.
    return globalThis.fetch(input, {
      ...init,
      signal: AbortSignal.any([init?.signal ?? AbortSignal.abort(), AbortSignal.timeout(1)]),
    })
  }
  await expect(createAddresses({ fetch, baseUrl: url, now: Date.now })('rue lente')).rejects.toMatchObject({ code: 'hors-ligne' })
})

test('told to slow down, it stops asking until the time given has passed', async () => {
  let [asked, clock] = [0, 1_000_000]
  const url = await serve((request, reply) => {
    asked += 1
    if (asked === 1) reply.writeHead(429, { 'retry-after': '7' }).end()
    else json({ features: [feature('street', 'Rue calme 59000 Lille', [3, 50])] })(request, reply)
  })
  const ask = addresses(url, () => clock)
  await expect(ask('rue calme')).rejects.toMatchObject({ code: 'adresses-saturees' })
  clock += 6_999
  await expect(ask('rue calme')).rejects.toMatchObject({ code: 'adresses-saturees' })
  expect(asked).toBe(1)
  clock += 1
  expect(await ask('rue calme')).toHaveLength(1)
})

test('nothing is sent without the consent of the settings', async () => {
  let asked = 0
  const addressUrl = await serve((request, reply) => {
    asked += 1
    json({ features: [] })(request, reply)
  })
  let adressesEnLigne = false
  const geo = deliveredGeo({ addressUrl, settings: () => ({ adressesEnLigne }) })
  expect(() => geo.handlers['geo.addresses']({ text: 'rue' })).toThrow(expect.objectContaining({ code: 'reseau-non-autorise' }))
  expect(asked).toBe(0)
  adressesEnLigne = true
  expect(await geo.handlers['geo.addresses']({ text: 'rue' })).toEqual([])
  expect(asked).toBe(1)
}, 60_000)
