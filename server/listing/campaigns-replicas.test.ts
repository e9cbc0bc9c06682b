import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verifyJournal } from '../accounts/journal.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { openCampaigns } from './testing/campaigns.ts'

// A real server on a machine that does other things: a database a test takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

test('two replicas on one PostgreSQL give each reminder once, and one journal', async () => {
  const url = await postgres.newDatabase()
  const [one, other] = [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })]
  try {
    const [a, b] = [await openCampaigns({ store: one }), await openCampaigns({ store: other })]
    for (let n = 0; n < 20; n += 1)
      await a.people.structure({ courriel: `accueil-${n}@exemple.test`, dora: { moderation_status: 'VALIDATED' } })
    const done = await Promise.all([a.run(), b.run(), a.run(), b.run()])
    expect(done.reduce((sum, acts) => sum + acts)).toBe(20)
    const told = await a.told()
    expect([told.length, new Set(told).size]).toEqual([20, 20])
    const { seal } = a.parts
    expect(await one.read((reader) => verifyJournal(reader, seal))).toMatchObject({ intact: true, entries: 20 })
  } finally {
    await one.close()
    await other.close()
  }
})
