import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createRandom } from '../sim/random.ts'
import { type Bed, openBed } from './bed.ts'
import { openSession, readCatalogue, readNotes } from './client.ts'
import { search, signInDesk, upToDate } from './desk-process.ts'
import { createEditor } from './editor.ts'
import { createFavouriteTruth } from './favourites.ts'
import { catalogueDiffers } from './files.ts'
import { reportsOf } from './reports.ts'
import { firstName, PERSON, startServer } from './server-process.ts'
import { until } from './wait.ts'

let bed: Bed
afterEach(() => bed.close(), 60_000)

const WAIT = { 'retry-after': '1' }
/** What stands between a desk and its server on a bad day, and what the desk says of it. */
const DAYS: readonly (readonly [name: string, answer: RequestListener, code: string])[] = [
  [
    'a captive portal',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<form>Wi-Fi</form>'),
    'sync-portail',
  ],
  [
    'a server behind its proxy that is being restarted',
    (_, response) => response.writeHead(503, WAIT).end('busy'),
    'sync-indisponible',
  ],
  ['too many requests from one office', (_, response) => response.writeHead(429, WAIT).end('slow down'), 'sync-sature'],
]

test('a captive portal, 503, 429: each is said for what it is, work goes on, and all is sent once the line is good', async () => {
  bed = await openBed()
  const { line } = bed
  const { origin } = bed.keep(await startServer(await bed.newServer('server')))
  line.pointTo(origin)
  const { home, desk } = await bed.newDesk('desk')
  await signInDesk(desk)
  await upToDate(desk)
  const truth = createFavouriteTruth(createRandom(2))
  // Its own line is good.
  const editor = createEditor(origin, createRandom(3))
  const token = await openSession(origin, PERSON)

  for (const [name, answer, code] of DAYS) {
    const between = createServer(answer).listen(0, '127.0.0.1')
    await once(between, 'listening')
    line.pointTo(`http://127.0.0.1:${(between.address() as AddressInfo).port}`)
    line.cut()
    await Promise.all([editor.edit(), truth.act(desk), truth.act(desk), truth.act(desk)])
    await desk.call('sync.now')
    await until(name, async () => {
      const { etat, erreur, en_attente } = await desk.status()
      return etat === 'hors-ligne' && erreur?.code === code && en_attente > 0 ? null : `${etat} ${erreur?.code} ${en_attente}`
    })
    await truth.learn(desk)
    expect(await search(desk, 'départ59')).toContain(firstName(59))
    line.pointTo(origin)
    line.cut()
    between.close()
    // By itself: nobody asks.
    await upToDate(desk)
    await until('the same on both sides', async () => {
      const { rows } = await readCatalogue(origin)
      return editor.differs(rows) ?? catalogueDiffers(home.folder, rows) ?? truth.differs(await readNotes(origin, token))
    })
  }
  expect(await desk.status()).toMatchObject({ a_verifier: 0, erreur: null, session_expiree: false })
  expect(reportsOf(home.folder).map((fact) => fact.split(' ')[0])).toEqual(['installed'])
}, 120_000)
