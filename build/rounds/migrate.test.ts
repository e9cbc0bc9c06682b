import { afterEach, expect, test } from 'vitest'
import { createRandom } from '../sim/random.ts'
import { type Bed, openBed } from './bed.ts'
import { openSession, readCatalogue, readNotes } from './client.ts'
import { signInDesk, upToDate } from './desk-process.ts'
import { createEditor } from './editor.ts'
import { createFavouriteTruth } from './favourites.ts'
import { catalogueDiffers, catalogueFile } from './files.ts'
import { reportsOf } from './reports.ts'
import { PERSON, serverCommand, startServer } from './server-process.ts'
import { until } from './wait.ts'

let bed: Bed
afterEach(() => bed.close(), 60_000)

test('from SQLite to PostgreSQL: the desk goes on from where it was, with its session and what it wrote meanwhile', async () => {
  bed = await openBed()
  const { line } = bed
  const sqlite = await bed.newServer('server')
  const before = bed.keep(await startServer(sqlite))
  line.pointTo(before.origin)
  const { home, desk } = await bed.newDesk('desk')
  await signInDesk(desk)
  const random = createRandom(3)
  const truth = createFavouriteTruth(random)
  const editor = createEditor(line.origin, random)
  for (let n = 0; n < 6; n++) await Promise.all([editor.edit(), truth.act(desk)])
  await upToDate(desk)
  const token = await openSession(line.origin, PERSON)
  const { epoch, head } = await readCatalogue(line.origin)
  const file = catalogueFile(home.folder)

  line.pointTo(null)
  await before.stop()
  for (let n = 0; n < 6; n++) await truth.act(desk)
  const url = await bed.newDatabase()
  await serverCommand(sqlite, 'migrate', '--to', url)
  const after = bed.keep(await startServer({ ...sqlite, databaseUrl: url }))
  line.pointTo(after.origin)
  expect(await readCatalogue(line.origin)).toMatchObject({ epoch, head })

  await desk.call('sync.now')
  await editor.edit()
  await until('the same on both sides', async () => {
    const { rows } = await readCatalogue(line.origin)
    // The session opened before the move is still one.
    return editor.differs(rows) ?? catalogueDiffers(home.folder, rows) ?? truth.differs(await readNotes(line.origin, token))
  })
  await upToDate(desk)
  await truth.learn(desk)
  expect(catalogueFile(home.folder)).toBe(file)
  expect(reportsOf(home.folder).map((fact) => fact.split(' ')[0])).toEqual(['installed'])
  expect(await desk.status()).toMatchObject({ a_verifier: 0, session_expiree: false })
}, 120_000)
