import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withFolder } from '../import/testing.ts'
import { LICENCE } from '../opendata/files/testing.ts'
import { openPublished } from '../opendata/files/folder.ts'
import { openIndexOf, openStructure } from '../opendata/testing.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { createJobRuns } from './job-runs.ts'
import { createServerLog } from './log.ts'
import { openOpenData } from './opendata.ts'

const HOUR_MS = 3600_000

test('publishes when its hour has come and something changed; the team may ask beside a desk', { timeout: 60_000 }, () =>
  withFolder(async (folder) => {
    const store = await openSqliteStore({ file: ':memory:' })
    let now = Date.parse('2026-11-23T10:00:00Z')
    let index = openIndexOf({ structures: [openStructure('a--1')], services: [], version: 'e.1' })
    const log = createServerLog('silent')
    const runs = createJobRuns({ store, now: () => now, log })
    const opendata = {
      hours: null,
      folder: join(folder, 'd'),
      keep: 2,
      formats: ['json'],
      producteur: 'DORA',
      licence: LICENCE,
    }
    const open = (embedded: boolean, formats: readonly string[] = opendata.formats) =>
      openOpenData(
        {
          store,
          reference: { current: async () => index },
          now: () => now,
          publicUrl: () => 'https://dora.exemple.test',
          runs,
          log,
        },
        { opendata: { ...opendata, formats } },
        { embedded, signal: new AbortController().signal },
      )
    const published = openPublished(opendata.folder)
    const version = async (): Promise<string | undefined> => (await published.latest())?.manifest.version

    const beside = open(true)
    await beside.tick()
    expect(await version()).toBe(undefined)
    runs.launch('donnees-ouvertes')
    await runs.idle()
    const first = await version()
    expect(first).toBeDefined()

    const served = open(false)
    await served.tick()
    expect(await version()).toBe(first)
    index = openIndexOf({ structures: [openStructure('a--2')], services: [], version: 'e.2' })
    await served.tick()
    expect(await version()).toBe(first)
    now += HOUR_MS
    await served.tick()
    expect(await version()).not.toBe(first)

    // Lost by hand: made again, though the reference is what it was.
    rmSync(opendata.folder, { recursive: true })
    now += HOUR_MS
    await served.tick()
    expect(await version()).toBeDefined()
    expect(() => open(false, ['xlsx'])).toThrow('format inconnu\u202f: xlsx')
    await store.close()
  }),
)
