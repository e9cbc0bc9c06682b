import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRandom } from '../sim/random.ts'
import { type Bed, openBed } from './bed.ts'
import { openSession, readCatalogue, readNotes } from './client.ts'
import { search, signInDesk, upToDate } from './desk-process.ts'
import { createEditor } from './editor.ts'
import { createFavouriteTruth } from './favourites.ts'
import { catalogueDiffers } from './files.ts'
import { reportsOf } from './reports.ts'
import { PERSON, type RunningServer, startServer } from './server-process.ts'
import { until } from './wait.ts'

let bed: Bed
afterEach(() => bed.close(), 60_000)

test('two servers on one PostgreSQL, each killed in its turn under pushes: nothing lost nor done twice, the desk only tries again', async () => {
  bed = await openBed()
  const { line } = bed
  const url = await bed.newDatabase()
  const left = await bed.newServer('left', url)
  const right = { ...left, folder: join(bed.folder, 'right'), output: [] }
  const homes = { left, right }
  const start = async (side: keyof typeof homes): Promise<RunningServer> => bed.keep(await startServer(homes[side]))
  const servers = { left: await start('left'), right: await start('right') }
  line.pointTo(servers.left.origin)

  const { home, desk } = await bed.newDesk('desk')
  await signInDesk(desk)
  await upToDate(desk)
  const random = createRandom(7)
  const truth = createFavouriteTruth(random)
  const editor = createEditor(line.origin, random)

  // The desk listens at the left; what is written at the right reaches it without being asked for.
  line.pointTo(servers.right.origin)
  await editor.edit()
  const told = editor.last()
  await until('a poke from the other replica', async () =>
    (await search(desk, told?.word ?? '')).includes(told?.nom ?? '') ? null : 'not there',
  )

  for (const [dying, other] of [
    ['left', 'right'],
    ['right', 'left'],
  ] as const) {
    // Pushes go to one and the other in turn; one dies in the middle of them.
    const edits = (async () => {
      for (let n = 0; n < 12; n++) {
        line.pointTo(n % 2 === 0 || !servers[dying].alive() ? servers[other].origin : servers[dying].origin)
        await Promise.all([editor.edit(), truth.act(desk)])
        if (n !== 5) continue
        line.pointTo(servers[dying].origin)
        const pushed = Promise.all([editor.edit(), truth.act(desk)])
        await servers[dying].kill()
        line.pointTo(servers[other].origin)
        await pushed
      }
    })()
    await edits
    await upToDate(desk)
    servers[dying] = await start(dying)
  }

  const token = await openSession(line.origin, PERSON)
  await truth.learn(desk)
  await until('the same everywhere', async () => {
    const { rows } = await readCatalogue(line.origin)
    return editor.differs(rows) ?? catalogueDiffers(home.folder, rows) ?? truth.differs(await readNotes(line.origin, token))
  })
  // Both replicas say the same.
  for (const { origin } of Object.values(servers)) expect(editor.differs((await readCatalogue(origin)).rows)).toBeNull()
  expect(await desk.status()).toMatchObject({ etat: 'a-jour', a_verifier: 0, erreur: null, session_expiree: false })
  expect(reportsOf(home.folder).map((fact) => fact.split(' ')[0])).toEqual(['installed'])
  expect(editor.retries()).toBeGreaterThan(0)
}, 180_000)
