import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRoutes } from './routes.ts'

/** The shape of the Géoplateforme's service, over real HTTP. */
let server: Server
let answer: (request: IncomingMessage, response: ServerResponse) => void
let asked: URL[]
let baseUrl: string
beforeEach(async () => {
  asked = []
  server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://localhost'))
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/navigation/itineraire`
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

const says =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

let now = 0
const routes = () => createRoutes({ fetch: (url, init) => fetch(url, init), baseUrl, now: () => now })
const [HERE, THERE] = [
  { lat: 48.0763123, lon: -0.7606 },
  { lat: 48.1, lon: -0.7 },
]
const WHOLE = {
  resource: 'bdtopo-osrm',
  start: '-0.7606,48.07631',
  end: '-0.7,48.1',
  profile: 'pedestrian',
  distance: 5.24,
  duration: 78.2,
  geometry: { type: 'LineString', coordinates: [] },
  portions: [],
}

describe('a route', () => {
  it('sends two points to the metre and nothing more, and tells minutes rounded up', async () => {
    answer = says(200, WHOLE)
    expect(await routes()(HERE, THERE, 'pied')).toEqual({
      moyen: 'pied',
      minutes: 79,
      km: 5.2,
      depart: null,
      arrivee: null,
      correspondances: null,
      etapes: [],
    })
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      resource: 'bdtopo-osrm',
      start: '-0.76060,48.07631',
      end: '-0.70000,48.10000',
      profile: 'pedestrian',
      optimization: 'fastest',
      distanceUnit: 'kilometer',
      timeUnit: 'minute',
      getSteps: 'false',
      getBbox: 'false',
    })
    await routes()(HERE, THERE, 'voiture')
    expect(asked[1]?.searchParams.get('profile')).toBe('car')
  })

  it('waits as long as the service says before asking again', async () => {
    answer = says(429, {}, { 'retry-after': '7' })
    const route = routes()
    await expect(route(HERE, THERE, 'pied')).rejects.toMatchObject({ code: 'itineraires-satures' })
    now += 6_000
    await expect(route(HERE, THERE, 'pied')).rejects.toMatchObject({ code: 'itineraires-satures' })
    expect(asked).toHaveLength(1)
    now += 1_001
    answer = says(200, WHOLE)
    expect(await route(HERE, THERE, 'pied')).toMatchObject({ minutes: 79 })
  })

  it.each([
    ['no way between the two', says(404, { message: 'No path found' }), 'itineraire-introuvable'],
    ['an answer of another shape', says(200, { distance: '5' }), 'hors-ligne'],
    ['a failure of the service', says(500, {}), 'hors-ligne'],
    ['a line that drops', (request: IncomingMessage) => void request.socket.destroy(), 'hors-ligne'],
  ])('is told: %s', async (_, one, code) => {
    answer = one
    await expect(routes()(HERE, THERE, 'pied')).rejects.toMatchObject({ code })
  })
})
