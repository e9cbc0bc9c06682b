import { afterAll, beforeAll } from 'vitest'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { describeStore } from './contract-suite.ts'
import { openPostgresqlStore } from './postgresql.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)
afterAll(() => postgres.stop())

describeStore('PostgreSQL', async (options) => openPostgresqlStore({ url: await postgres.newDatabase(), ...options }))
