import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { startPostgres } from '../testing/postgres.ts'
import { createEvery } from './every.ts'
import { createJobRuns, type JobRuns } from './job-runs.ts'
import { createServerLog } from './log.ts'

/** How jobs went is told: by the next start, by another replica, and as a failure when it was one. */

vi.setConfig({ testTimeout: 60_000 })

const HOUR = 3_600_000
const START = Date.parse('2026-12-01T09:00:00Z')

let now: number
let store: SyncStore
const lines: string[] = []
const log = createServerLog('debug', { write: (line) => void lines.push(line) })
const runsOn = (on: SyncStore): JobRuns => createJobRuns({ store: on, now: () => now, log })
const listed = (runs: JobRuns, on = store) => on.read((reader) => runs.list(reader))

beforeEach(async () => {
  now = START
  lines.length = 0
  store = await openSqliteStore({ file: ':memory:' })
})
afterEach(() => store.close())

test('a run is told with its time and the next one, by this process and by the next', async () => {
  const runs = runsOn(store)
  const job = createEvery({ now: () => now, log, runs })(HOUR, 'demandes', async () => {
    now += 1_500
  })
  expect(await listed(runs)).toEqual([
    { id: 'demandes', periode_ms: HOUR, en_cours: false, derniere: null, succes_le: null, prochaine: null },
  ])
  await job()
  const told = {
    id: 'demandes',
    periode_ms: HOUR,
    en_cours: false,
    derniere: { le: '2026-12-01T09:00:00.000Z', duree_ms: 1_500, issue: 'faite', code: null, par: 'horloge' },
    succes_le: '2026-12-01T09:00:00.000Z',
    prochaine: '2026-12-01T10:00:00.000Z',
  }
  expect(await listed(runs)).toEqual([told])
  const next = runsOn(store)
  createEvery({ now: () => now, log, runs: next })(HOUR, 'demandes', async () => {})
  expect(await listed(next)).toEqual([told])
})

test('a failure is told by its code, never by its words, and what went well before stays told', async () => {
  const runs = runsOn(store)
  let fails = false
  const job = createEvery({ now: () => now, log, runs })(HOUR, 'comptes', async () => {
    if (fails) throw Object.assign(new Error('camille@exemple.test'), { code: 'EPIPE' })
  })
  await job()
  fails = true
  now += HOUR
  await job()
  const [one] = await listed(runs)
  expect(one).toMatchObject({ derniere: { issue: 'echouee', code: 'Error EPIPE' }, succes_le: '2026-12-01T09:00:00.000Z' })
  expect(JSON.stringify(one)).not.toContain('camille')
  expect(lines.join('')).toContain('job failed')
})

test('what there was nothing to do in is not told, unless somebody asked for it', async () => {
  const runs = runsOn(store)
  const asked: boolean[] = []
  const { clock } = runs.tell('snapshot', null, async (is) => {
    asked.push(is)
    return false
  })
  await clock()
  expect(await listed(runs)).toMatchObject([{ derniere: null }])
  expect(runs.launch('snapshot')).toEqual({ etat: 'lancee' })
  await runs.idle()
  expect(asked).toEqual([false, true])
  expect(await listed(runs)).toMatchObject([{ derniere: { issue: 'faite', par: 'equipe' }, prochaine: null }])
})

test('one that is under way is not begun twice, and is told to be', async () => {
  const runs = runsOn(store)
  const begun: (() => void)[] = []
  const { clock } = runs.tell('doublons', HOUR, () => new Promise<void>((resolve) => void begun.push(resolve)))
  expect(runs.launch('doublons')).toEqual({ etat: 'lancee' })
  expect(runs.launch('doublons')).toEqual({ etat: 'deja-en-cours' })
  const waited = clock()
  expect(await listed(runs)).toMatchObject([{ en_cours: true }])
  begun[0]?.()
  await waited
  await runs.idle()
  expect(begun).toHaveLength(1)
  expect(await listed(runs)).toMatchObject([{ en_cours: false }])
  expect(runs.launch('inconnue')).toEqual({ etat: 'deja-en-cours' })
})

test('a job of each minute that goes well writes little', async () => {
  const runs = runsOn(store)
  const job = createEvery({ now: () => now, log, runs })(0, 'pieces-supprimees', async () => {})
  let written = 0
  const write = vi.spyOn(store, 'write')
  for (let minute = 0; minute < 30; minute++) {
    await job()
    now += 60_000
  }
  written = write.mock.calls.length
  write.mockRestore()
  expect(written).toBeLessThanOrEqual(4)
  expect(await listed(runs)).toMatchObject([{ derniere: { le: '2026-12-01T09:29:00.000Z' } }])
})

test('on PostgreSQL, a replica tells what the other did', async () => {
  const postgres = await startPostgres()
  const url = await postgres.newDatabase()
  const [one, other] = [await openPostgresqlStore({ url, listen: false }), await openPostgresqlStore({ url, listen: false })]
  try {
    const [here, there] = [runsOn(one), runsOn(other)]
    const work = async () => {
      throw new TypeError('nothing')
    }
    const { clock } = here.tell('delais', HOUR, work)
    there.tell('delais', HOUR, work)
    await expect(clock()).rejects.toThrow('nothing')
    expect(await listed(there, other)).toEqual(await listed(here, one))
    expect(await listed(there, other)).toMatchObject([{ derniere: { issue: 'echouee', code: 'TypeError' } }])
  } finally {
    for (const each of [one, other]) await each.close()
    await postgres.stop()
  }
})
