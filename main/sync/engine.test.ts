import { expect, test, vi } from 'vitest'
import { createEngine } from './engine.ts'
import type { UserFile } from './ports.ts'
import { NOT_STARTED, type Standing } from './standing.ts'

vi.mock('../worker/locate.ts', () => ({ workerUrl: () => new URL('./testing/dying-worker.ts', import.meta.url) }))

const SOON = { timeout: 10_000, interval: 10 }
const START = {
  server: 'http://127.0.0.1:1/',
  folder: '',
  geoFolders: [],
  lastReadFile: '',
  territories: [],
  poste: '',
  version: '',
}

test('a thread that dies is replaced a little later; one that is stopped is not', async () => {
  const standings: Standing[] = []
  const told: string[] = []
  const logged: string[] = []
  let asked = 0
  const outbox = {
    state: () => {
      asked++
      return Promise.resolve({ clientId: `c-${asked}` })
    },
  } as unknown as UserFile
  const engine = createEngine({
    outbox,
    onStanding: (standing) => standings.push(standing),
    onApplied: () => {},
    onMine: () => {},
    onOutbox: () => {},
    onReport: (fact) => told.push(JSON.stringify(fact)),
    log: (what) => logged.push(what),
  })
  expect(() => engine.remote()).toThrow(expect.objectContaining({ code: 'sync-sans-serveur' }) as Error)
  await engine.use(START)
  await vi.waitFor(() => expect(standings.at(-1)).toMatchObject({ loaded: true }), SOON)
  await expect(engine.remote().now(undefined)).rejects.toMatchObject({ code: 'interne' })
  await vi.waitFor(() => expect(logged).toHaveLength(1), SOON)
  expect(standings).toContainEqual(NOT_STARTED)
  expect(engine.running()).toBe(false)
  await vi.waitFor(() => expect(told).toHaveLength(2), SOON)
  expect(told[1]).toContain('c-2')
  expect(engine.running()).toBe(true)
  await engine.stop()
  expect(engine.running()).toBe(false)
  expect(logged).toHaveLength(1)
})

test('another server takes the place of the first', async () => {
  const standings: Standing[] = []
  const engine = createEngine({
    outbox: { state: () => Promise.resolve({ clientId: 'c' }) } as unknown as UserFile,
    onStanding: (standing) => standings.push(standing),
    onApplied: () => {},
    onMine: () => {},
    onOutbox: () => {},
    onReport: () => {},
    log: () => expect.unreachable(),
  })
  await Promise.all([engine.use(START), engine.use({ ...START, server: 'https://exemple.fr/' })])
  await vi.waitFor(() => expect(standings.at(-1)?.upToDateAt).toBe('https://exemple.fr/'.length), SOON)
  await engine.use(null)
  expect(standings.at(-1)).toEqual(NOT_STARTED)
  await engine.stop()
})
