import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { seal } from '../sync/testing.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { boardFor } from './board.ts'
import { itemsFor } from './queue.ts'
import { createReference } from './reference.ts'
import { moderator, START, territory, writeAll } from './testing/world.ts'

// A real server on a machine that does other things: a database a test takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

test('two replicas on PostgreSQL, one of which follows what the other writes, say what SQLite says', async () => {
  await fc.assert(
    fc.asyncProperty(territory, territory, async (first, then) => {
      const url = await postgres.newDatabase()
      const [one, other, sqlite] = [
        await openPostgresqlStore({ url, listen: false }),
        await openPostgresqlStore({ url, listen: false }),
        await openSqliteStore({ file: ':memory:' }),
      ]
      try {
        const [followed, local] = [other, sqlite].map((store) => createReference({ store, seal, now: () => START }))
        const said = async (reference = followed): Promise<object> => {
          const facts = await reference?.facts()
          if (facts === undefined) return {}
          const { structures, services, people, held, suggestions, dossiers, doublons, vues, demandes, depuis } = facts
          return {
            all: structuredClone({ structures, services, people, held, suggestions, dossiers, doublons, vues, demandes, depuis }),
            queue: itemsFor(facts, moderator(null), START),
            board: boardFor(facts, moderator(['33', '59']), '2026-11-20'),
          }
        }
        for (const writes of [first, then]) {
          for (const store of [one, sqlite]) await writeAll(store, seal, writes)
          expect(await said()).toEqual(await said(local))
        }
      } finally {
        for (const store of [one, other, sqlite]) await store.close()
      }
    }),
    { numRuns: 6 },
  )
})
