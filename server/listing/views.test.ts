import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { putService } from '../sync/commands/catalogue-rows.ts'
import { createSeal, isSealed } from '../sync/seal.ts'
import { createViews, isBot, viewsOf } from './views.ts'

const seal = createSeal(Buffer.alloc(32, 3))
let store: SyncStore
let today = '2026-11-30'
beforeEach(async () => {
  today = '2026-11-30'
  store = await openSqliteStore({ file: ':memory:' })
  await list('v-1', ...Array.from({ length: 300 }, (_, n) => `v-${n}`))
})

/** Only views of listings are kept. */
const list = async (...ids: readonly string[]): Promise<void> => {
  await store.write(async (writer) => {
    for (const id of new Set(ids))
      await putService(writer, seal, { id, source: 'dora', structure_id: null, nom: 'Aide', date_maj: '2026-01-01' })
  })
}
afterEach(() => store.close())

const make = (over: SyncStore = store) => createViews({ store: over, seal, today: () => today })
const of = (id: string, from = '2026-11-01', to = '2026-12-31') =>
  store.read((reader) => viewsOf(reader, seal, { kind: 'service', id, from, to }))

describe('views of a record', () => {
  it('are added by day, those of desks told apart, over the months asked', async () => {
    const views = make()
    views.seen('service', 'v-1', 'page')
    views.seen('service', 'v-1', 'bureau')
    views.seen('structure', 'v-1', 'page')
    await views.flush()
    views.seen('service', 'v-1', 'page')
    today = '2026-12-01'
    views.seen('service', 'v-1', 'page')
    expect(await of('v-1')).toEqual([{ jour: '2026-11-30', vues: 2, bureau: 1 }])
    await views.flush()
    await views.flush()
    expect(await of('v-1')).toEqual([
      { jour: '2026-11-30', vues: 3, bureau: 1 },
      { jour: '2026-12-01', vues: 1, bureau: 0 },
    ])
    expect(await of('v-1', '2026-12-01', '2026-12-01')).toEqual([{ jour: '2026-12-01', vues: 1, bureau: 0 }])
    expect(await of('v-2')).toEqual([])
  })

  it('of what is no listing, or is no more, are not kept', async () => {
    const views = make()
    await store.write((writer) => writer.remove({ kind: 'service', id: 'v-2' }))
    for (const id of ['invented', 'v-2']) views.seen('service', id, 'bureau')
    views.seen('service', 'v-1', 'bureau', 5)
    await views.flush()
    expect(await of('v-2')).toEqual([])
    expect(await of('v-1')).toEqual([{ jour: '2026-11-30', vues: 5, bureau: 5 }])
    const rows = await store.read(async (reader) => {
      const ids: string[] = []
      for await (const { id } of reader.scan('vues')) ids.push(id)
      return ids
    })
    expect(rows).toEqual(['service/v-1/2026-11'])
  })

  it('are in rows that are sealed and in no feed', async () => {
    const views = make()
    views.seen('service', 'v-1', 'page')
    await views.flush()
    const entity = await store.read((reader) => reader.entity({ kind: 'vues', id: 'service/v-1/2026-11' }))
    expect([entity?.scopes, isSealed(entity?.doc ?? '')]).toEqual([[], true])
  })

  it('of several replicas add up, and none is lost when the store refuses', async () => {
    let refuses = true
    const failing: SyncStore = { ...store, write: (work) => (refuses ? Promise.reject(new Error('full')) : store.write(work)) }
    const [one, other] = [make(failing), make()]
    for (let n = 0; n < 300; n++) one.seen('service', `v-${n}`, 'page')
    await expect(one.flush()).rejects.toThrow('full')
    one.seen('service', 'v-1', 'page')
    other.seen('service', 'v-1', 'page')
    refuses = false
    await Promise.all([one.flush(), other.flush(), one.flush()])
    expect([await of('v-0'), await of('v-1'), await of('v-299')].map(([day]) => day?.vues)).toEqual([1, 3, 1])
  })

  it('add up, whatever the order of views and flushes', async () => {
    const step = fc.oneof(
      fc.record({ id: fc.constantFrom('a', 'b'), day: fc.constantFrom('2026-11-01', '2026-11-30', '2026-12-02') }),
      fc.constant(null),
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const views = make()
        run += 1
        const round = run
        const name = (id: string) => `${id}-${round}`
        await list(name('a'), name('b'))
        const expected = new Map<string, number>()
        for (const one of steps) {
          if (one === null) await views.flush()
          else {
            today = one.day
            views.seen('service', name(one.id), 'page')
            expected.set(`${one.id} ${one.day}`, (expected.get(`${one.id} ${one.day}`) ?? 0) + 1)
          }
        }
        await views.flush()
        const found = new Map<string, number>()
        for (const id of ['a', 'b']) for (const { jour, vues } of await of(name(id))) found.set(`${id} ${jour}`, vues)
        expect(Object.fromEntries([...found].toSorted())).toEqual(Object.fromEntries([...expected].toSorted()))
      }),
      { numRuns: 40 },
    )
  })
})

describe('who is no reader', () => {
  it.each([
    undefined,
    '',
    'curl/8.5.0',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0 Safari/537.36',
    'WhatsApp/2.23',
    'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  ])('%s', (agent) => expect(isBot(agent)).toBe(true))
  it.each([
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Linux; Android 14; CUBOT NOTE 40) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36',
  ])('a person reads with %s', (agent) => expect(isBot(agent)).toBe(false))
})
