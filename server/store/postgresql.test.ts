import { afterAll, beforeAll, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { describeStore, type StoreOptions } from './testing/contract-suite.ts'
import { describeUpkeep } from './testing/contract-suite-upkeep.ts'
import { openPostgresqlStore } from './postgresql.ts'

// A real server on a machine that does other things: a database a test takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const open = async (options: StoreOptions) => openPostgresqlStore({ url: await postgres.newDatabase(), ...options })
describeStore('PostgreSQL', open)
describeUpkeep('PostgreSQL', open)
