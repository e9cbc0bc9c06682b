import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { seal, service, structure } from '#server/sync/testing.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { createWebhook } from './team.ts'
import { asked, openBench, startReceiver } from './testing/bench.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

test('replicas on one PostgreSQL: each delivery is made by one of them, in order; the other goes on when it is cut', async () => {
  const url = await postgres.newDatabase()
  const stores = [await openPostgresqlStore({ url, listen: false }), await openPostgresqlStore({ url, listen: false })] as const
  const [one, other] = [await openBench(stores[0]), await openBench(stores[1])]
  const partner = await startReceiver()
  const put = (n: number) =>
    one.store.write((writer) =>
      putService(writer, seal, {
        ...service(`autre--${n}`, 'autre--s', { source: 'autre', description: 'Un service inventé.' }),
      } as never),
    )
  try {
    await one.store.write((writer) => putStructure(writer, { ...structure('autre--s', { source: 'autre' }) } as never))
    await createWebhook(one.team, await one.keeper(), asked(partner.url))
    await Promise.all([one.deliver(), other.deliver()])
    for (let n = 0; n < 8; n++) {
      await put(n)
      await Promise.all([one.deliver(), other.deliver()])
    }
    await other.deliver()
    expect(partner.all.map(({ body }) => body.changements?.map(({ quoi, id }) => `${quoi} ${id}`) ?? body.type)).toEqual([
      'tout-relire',
      ...Array.from({ length: 8 }, (_, n) => [`publie autre--${n}`]),
    ])
    // Cut while the partner has it: the other sends the same again.
    const has = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    partner.onTaken = () => {
      has.resolve()
      return held.promise
    }
    await put(8)
    one.courier.kick()
    await has.promise
    await other.deliver()
    expect(partner.all).toHaveLength(10)
    partner.onTaken = () => {}
    await one.courier.close()
    held.resolve()
    await other.deliver()
    expect(partner.all).toHaveLength(11)
    expect(partner.all[10]?.text).toBe(partner.all[9]?.text)
  } finally {
    await partner.stop()
    for (const { courier } of [one, other]) await courier.close()
    for (const store of stores) await store.close()
  }
})
