import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { commands, send } from './testing/machine-commands.ts'
import { checkDesks, openWorld } from './testing/machine-world.ts'

/** As machine.test.ts, on PostgreSQL, what people do going to one replica, then to the other. */

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
}, 120_000)
afterAll(() => postgres.stop())

test('whatever people and clocks do, through two replicas, requests live as they should', { timeout: 300_000 }, async () => {
  const url = await postgres.newDatabase()
  const [store, other] = [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })]
  let lived = 0
  const property = fc.asyncProperty(
    fc.boolean(),
    fc.commands(commands, { maxCommands: 24, size: '+1' }),
    async (validated, all) => {
      const world = await openWorld(store, validated, [other])
      await send(world, 'alix', true, 'author')
      await fc.asyncModelRun(() => ({ model: world.model, real: world }), all)
      await checkDesks(world)
      lived += world.model.requests.length
    },
  )
  await fc.assert(property, { numRuns: 24, seed: 61 })
  expect(lived).toBeGreaterThan(24)
  await store.close()
  await other.close()
})
