import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { STORE_FILE } from '#server/ops/backup.ts'
import { createRandom } from '../sim/random.ts'
import { type Bed, openBed } from './bed.ts'
import { openSession, push, readCatalogue, readNotes, rename } from './client.ts'
import { type Desk, signInDesk, upToDate } from './desk-process.ts'
import { createFavouriteTruth, type FavouriteTruth } from './favourites.ts'
import { catalogueDiffers } from './files.ts'
import { reportsOf } from './reports.ts'
import { EDITOR, PERSON, type RunningServer, serverCommand, type ServerHome, serviceId, startServer } from './server-process.ts'
import { until } from './wait.ts'

let bed: Bed
afterEach(() => bed.close(), 60_000)

/** Someone edits services of the catalogue, at that server, over what it holds. */
const edit = async (origin: string, services: readonly number[], word: string): Promise<void> => {
  const token = await openSession(origin, EDITOR)
  const { rows } = await readCatalogue(origin)
  const mutations = services.map((n) => {
    const row = rows.get(`service ${serviceId(n)}`)
    return rename(serviceId(n), row?.ver ?? 0, String(row?.doc['nom']), `Atelier ${word}${n}`)
  })
  const { results } = await push(origin, token, { proto: 1, client_id: 'c-editor', mutations })
  expect(results.map(({ status }) => status)).toEqual(services.map(() => 'applied'))
}

type Scene = {
  readonly server: ServerHome
  readonly running: () => RunningServer
  readonly desk: Desk
  readonly deskFolder: string
  readonly truth: FavouriteTruth
  readonly work: (changes: number) => Promise<void>
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
}

/** A desk in step with its server, whose changes no backup is known to hold. */
const open = async (): Promise<Scene> => {
  bed = await openBed()
  const server: ServerHome = { ...(await bed.newServer('server')), env: { DORA_SERVER_BACKUP_HOURS: '0' } }
  let running = bed.keep(await startServer(server))
  bed.line.pointTo(running.origin)
  const { home, desk } = await bed.newDesk('desk')
  await signInDesk(desk)
  const truth = createFavouriteTruth(createRandom(11))
  const work = async (changes: number): Promise<void> => {
    for (let n = 0; n < changes; n++) await truth.act(desk)
    await upToDate(desk)
    await truth.learn(desk)
    await until('the catalogue read too', async () => catalogueDiffers(home.folder, (await readCatalogue(bed.line.origin)).rows))
  }
  await work(6)
  return {
    server,
    running: () => running,
    desk,
    deskFolder: home.folder,
    truth,
    work,
    stop: async () => {
      bed.line.pointTo(null)
      expect(await running.stop()).toBe(0)
    },
    start: async () => {
      running = bed.keep(await startServer(server))
    },
  }
}

/** The server has everything the desk had acknowledged; the desk has the server's rows, whatever they have become. */
const converged = async ({ running, desk, deskFolder, truth }: Scene): Promise<void> => {
  bed.line.pointTo(running().origin)
  const token = await openSession(bed.line.origin, PERSON)
  await desk.call('sync.now')
  await until('everything is back', async () => {
    const { rows } = await readCatalogue(bed.line.origin)
    return catalogueDiffers(deskFolder, rows) ?? truth.differs(await readNotes(bed.line.origin, token))
  })
  await upToDate(desk)
  await truth.learn(desk)
  expect(await desk.status()).toMatchObject({ a_verifier: 0, erreur: null })
}

test('an old backup put back by the command: what the desk had acknowledged since is on the server again', async () => {
  const scene = await open()
  const { epoch } = await readCatalogue(bed.line.origin)
  const copy = join(bed.folder, 'copie.db')
  await serverCommand(scene.server, 'backup', copy)
  await edit(bed.line.origin, [1], 'perdu')
  await scene.work(8)
  await scene.stop()
  await serverCommand(scene.server, 'restore', copy)
  await scene.start()
  await converged(scene)
  expect((await readCatalogue(bed.line.origin)).epoch).not.toBe(epoch)
  expect(reportsOf(scene.deskFolder)).toContain('mine-reset epoch_changed')
}, 120_000)

const putAside = ({ server }: Scene): (() => void) => {
  const files = ['', '-wal', '-shm'].map((suffix) => `${STORE_FILE}${suffix}`)
  const aside = join(bed.folder, 'aside')
  cpSync(server.folder, aside, { recursive: true })
  return () => {
    for (const file of files) {
      rmSync(join(server.folder, file), { force: true })
      if (existsSync(join(aside, file))) cpSync(join(aside, file), join(server.folder, file))
    }
  }
}

test('files copied back by hand, no new history told: the desk sees that it is ahead, nothing is lost', async () => {
  const scene = await open()
  await scene.stop()
  const putBack = putAside(scene)
  await scene.start()
  bed.line.pointTo(scene.running().origin)
  await edit(bed.line.origin, [1], 'perdu')
  await scene.desk.call('sync.now')
  await scene.work(8)
  const { epoch, head } = await readCatalogue(bed.line.origin)
  await scene.stop()
  putBack()
  await scene.start()
  const after = await readCatalogue(scene.running().origin)
  expect(after.epoch).toBe(epoch)
  expect(after.head).toBeLessThan(head)
  await converged(scene)
  expect(reportsOf(scene.deskFolder)).toContain('mine-reset cursor_ahead')
}, 120_000)

test('files copied back by hand, and edits past where the desk was before it comes back: the sums tell it', async () => {
  const scene = await open()
  await scene.stop()
  const putBack = putAside(scene)
  await scene.start()
  bed.line.pointTo(scene.running().origin)
  await edit(bed.line.origin, [1], 'perdu')
  await scene.desk.call('sync.now')
  await scene.work(8)
  const { head } = await readCatalogue(bed.line.origin)
  await scene.stop()
  putBack()
  await scene.start()
  const { origin } = scene.running()
  const behind = head - (await readCatalogue(origin)).head
  // One more than what was lost, and never the service of the edit that was.
  await edit(
    origin,
    Array.from({ length: behind + 1 }, (_, n) => n + 2),
    'autre',
  )
  await converged(scene)
  const reports = reportsOf(scene.deskFolder)
  expect(reports).toContain('diverged cat:fr')
  expect(reports).toContain('mine-reset diverged')
}, 120_000)
