import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { commands, send } from './testing/machine-commands.ts'
import { checkDesks, openWorld } from './testing/machine-world.ts'

/** Random lives of requests among random people, against the real server: what the model says must hold, does. */

const met: Record<string, number> = {}

test('whatever people and clocks do, requests live as they should', { timeout: 300_000 }, async () => {
  const property = fc.asyncProperty(
    fc.boolean(),
    fc.commands(commands, { maxCommands: 24, size: '+1' }),
    async (validated, all) => {
      const store = await openSqliteStore({ file: ':memory:' })
      const world = await openWorld(store, validated)
      await send(world, 'alix', true, 'author')
      await fc.asyncModelRun(() => ({ model: world.model, real: world }), all)
      await checkDesks(world)
      for (const { etat, anonymous } of world.model.requests) {
        const state = anonymous ? 'anonymous' : etat
        met[state] = (met[state] ?? 0) + 1
      }
      await store.close()
    },
  )
  await fc.assert(property, { numRuns: 200, seed: 60 })
})

test('each state was met', () => {
  for (const state of [
    'MODÉRATION_EN_COURS',
    'MODÉRATION_REJETÉE',
    'OUVERTE',
    'VALIDÉE',
    'REFUSÉE',
    'EXPIRÉE',
    'ANNULÉE',
    'anonymous',
  ])
    expect([state, (met[state] ?? 0) > 0]).toEqual([state, true])
})
