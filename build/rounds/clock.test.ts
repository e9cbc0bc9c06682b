import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRandom } from '../sim/random.ts'
import { type Bed, openBed } from './bed.ts'
import { readCatalogue } from './client.ts'
import { type Desk, noteOf, search, signInDesk, upToDate } from './desk-process.ts'
import { createEditor } from './editor.ts'
import { catalogueDiffers } from './files.ts'
import { serviceId, startServer } from './server-process.ts'
import { until } from './wait.ts'

let bed: Bed
afterEach(() => bed.close(), 60_000)

const TEN_YEARS_MS = 10 * 365.25 * 24 * 3_600_000
const MINUTE_S = 60

test('two desks of one person, ten years ahead and ten years behind: all goes through, and the clock is said', async () => {
  bed = await openBed()
  const { line } = bed
  line.pointTo(bed.keep(await startServer(await bed.newServer('server'))).origin)
  const preload = [pathToFileURL(join(import.meta.dirname, 'shifted-clock.ts')).href]
  const off = async (name: string, ms: number) => {
    const { home, desk } = await bed.newDesk(name, { preload, env: { ROUNDS_CLOCK_SHIFT_MS: String(ms) } })
    await signInDesk(desk)
    await upToDate(desk)
    return { folder: home.folder, desk, ms }
  }
  const ahead = await off('ahead', TEN_YEARS_MS)
  const behind = await off('behind', -TEN_YEARS_MS)

  const id = serviceId(5)
  const written = async (by: Desk, note: string) => by.call('favourites.update', { kind: 'service', id, note })
  const seen = (by: Desk, note: string) =>
    until(`« ${note} » seen`, async () => ((await noteOf(by, id)) === note ? null : 'not yet'))
  await ahead.desk.call('favourites.add', { kind: 'service', id, nom: 'Un service' })
  await written(ahead.desk, 'du futur')
  await seen(behind.desk, 'du futur')
  // Written ten years before what it replaces, and after it: the clocks have no say.
  await written(behind.desk, 'du passé')
  await seen(ahead.desk, 'du passé')

  const editor = createEditor(line.origin, createRandom(5))
  await editor.edit()
  const edited = editor.last()
  for (const { desk, folder, ms } of [ahead, behind]) {
    await until('an edit found by a search', async () =>
      (await search(desk, edited?.word ?? '')).includes(edited?.nom ?? '') ? null : 'not there',
    )
    await upToDate(desk)
    const { decalage_horloge_s, ...status } = await desk.status()
    expect(status).toMatchObject({ etat: 'a-jour', erreur: null, session_expiree: false, a_verifier: 0 })
    expect(Math.abs((decalage_horloge_s ?? 0) - ms / 1000)).toBeLessThan(MINUTE_S)
    expect(catalogueDiffers(folder, (await readCatalogue(line.origin)).rows)).toBeNull()
  }
  // Every thread of the desk lived in its own time.
  const [kept] = await ahead.desk.call<readonly { readonly cree_le: string }[]>('favourites.list')
  expect(Math.abs(Date.parse(kept?.cree_le ?? '') - Date.now() - TEN_YEARS_MS)).toBeLessThan(10 * MINUTE_S * 1000)
}, 120_000)
