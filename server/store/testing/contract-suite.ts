import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commit, Entity, FeedRow, PutRow, SyncStore } from '../types.ts'

/** What every engine must do, in the words of types.ts. */

export type StoreOptions = { readonly now?: () => number }

export const FR = 'cat:fr'
export const [D75, D93] = ['cat:dep:75', 'cat:dep:93']
const MANY_BYTES = 1e9

/** A row whose checksum can be told by hand: its version, then its value. */
export const row = (id: string, value: string, scopes: readonly string[], kind = 'service', parent?: string): PutRow => ({
  kind,
  id,
  scopes,
  doc: JSON.stringify({ value }),
  hash: (ver) => ver * 1_000_000 + value.length,
  ...(parent === undefined ? {} : { parent }),
})
export const key = (id: string, kind = 'service') => ({ kind, id })

export const feedOf = async (store: SyncStore, scope: string, since = 0): Promise<readonly FeedRow[]> =>
  (await store.read((r) => r.feed(scope, since, 5_000, MANY_BYTES))).rows
export const brief = (rows: readonly FeedRow[]) => rows.map((r) => [r.seq, r.op, r.id, ...(r.op === 'put' ? [r.ver] : [])])
const collect = async (rows: AsyncIterable<Entity>): Promise<Entity[]> => {
  const all: Entity[] = []
  for await (const one of rows) all.push(one)
  return all
}

export const describeStore = (engine: string, open: (options: StoreOptions) => Promise<SyncStore>): void => {
  describe(`store on ${engine}`, () => {
    let store: SyncStore
    beforeEach(async () => {
      store = await open({})
    })
    afterEach(() => store.close())

    const put = (...rows: PutRow[]) =>
      store.write(async (w) => {
        await w.entities(rows)
        for (const one of rows) await w.put(one)
      })
    const head = () => store.read((r) => r.head())
    const sums = (scope: string) => store.read((r) => r.sums(scope))
    const entity = (id: string) => store.read((r) => r.entity(key(id)))

    test('a new store is an empty history', async () => {
      expect(await head()).toEqual({ epoch: expect.stringMatching(/^[0-9a-f]{32}$/) as string, seq: 0, floor: 0, durableSeq: 0 })
      expect(await store.read((r) => r.feed(FR, 0, 10, 1_000))).toEqual({ rows: [], next: 0, more: false })
      expect(await sums(FR)).toEqual({})
      await store.ping()
    })

    test('a row is put in each of its scopes, at one seq, with its version and checksum', async () => {
      const done = await put(row('a', 'x', [FR, D75]), row('b', 'xx', [FR]))
      expect(done.commit).toEqual({ head: await head(), scopes: [D75, FR] })
      expect((await head()).seq).toBe(1)
      expect(await entity('a')).toEqual({
        ...key('a'),
        ver: 1,
        seq: 1,
        deleted: false,
        scopes: [D75, FR],
        parent: null,
        doc: '{"value":"x"}',
        h: 1_000_001,
      })
      expect(await feedOf(store, FR)).toEqual([
        { ...key('a'), op: 'put', seq: 1, ver: 1, h: 1_000_001, doc: '{"value":"x"}' },
        { ...key('b'), op: 'put', seq: 1, ver: 1, h: 1_000_002, doc: '{"value":"xx"}' },
      ])
      expect(brief(await feedOf(store, D75))).toEqual([[1, 'put', 'a', 1]])
      expect(await sums(FR)).toEqual({ service: { n: 2, sum: 2_000_003 } })
      expect(await sums(D75)).toEqual({ service: { n: 1, sum: 1_000_001 } })
    })

    test('the same row again stages nothing: no version, no seq, nobody told', async () => {
      await put(row('a', 'x', [D75, FR]))
      const told: Commit[] = []
      store.onCommit((commit) => told.push(commit))
      const again = await store.write((w) => w.step(() => w.put(row('a', 'x', [FR, D75, FR]))))
      expect(again).toMatchObject({ value: { ver: 1, changed: false }, seqs: [null], commit: { scopes: [] } })
      expect((await head()).seq).toBe(1)
      expect(told).toEqual([])
    })

    test('a changed document is one line of the feed, at its last seq', async () => {
      await put(row('a', 'x', [FR]))
      await put(row('b', 'x', [FR]))
      await put(row('a', 'y', [FR]))
      expect(brief(await feedOf(store, FR))).toEqual([
        [2, 'put', 'b', 1],
        [3, 'put', 'a', 2],
      ])
      expect(await sums(FR)).toEqual({ service: { n: 2, sum: 3_000_002 } })
    })

    test('a move leaves one scope and enters another at the same seq, the version and the other scopes as they were', async () => {
      await put(row('a', 'x', [FR, D75]))
      const moved = await store.write((w) => w.put(row('a', 'x', [FR, D93])))
      expect(moved.value).toEqual({ ver: 1, changed: true })
      expect(moved.commit.scopes).toEqual([D75, D93])
      expect(brief(await feedOf(store, D75))).toEqual([[2, 'remove', 'a']])
      expect(brief(await feedOf(store, D93))).toEqual([[2, 'put', 'a', 1]])
      expect(brief(await feedOf(store, FR))).toEqual([[1, 'put', 'a', 1]])
      expect([await sums(D75), await sums(D93)]).toEqual([{}, { service: { n: 1, sum: 1_000_001 } }])
      await put(row('a', 'x', [FR, D75]))
      expect(brief(await feedOf(store, D75))).toEqual([[3, 'put', 'a', 1]])
    })

    test('a removal leaves tombstones, and a row made again goes on from its version', async () => {
      await put(row('a', 'x', [FR, D75]))
      const removed = await store.write((w) => w.remove(key('a')))
      expect(removed.value).toBe(true)
      expect(await entity('a')).toMatchObject({ ver: 2, seq: 2, deleted: true, scopes: [], doc: null, h: 0 })
      expect(brief(await feedOf(store, FR))).toEqual([[2, 'remove', 'a']])
      expect(await sums(FR)).toEqual({})
      expect((await store.write((w) => w.remove(key('a')))).value).toBe(false)
      expect(await store.write((w) => w.remove(key('never'))).then(({ value }) => value)).toBe(false)
      expect((await head()).seq).toBe(2)
      await put(row('a', 'x', [FR]))
      expect(await entity('a')).toMatchObject({ ver: 3, seq: 3, deleted: false })
      expect(brief(await feedOf(store, D75))).toEqual([[2, 'remove', 'a']])
    })

    test('sums stay below 2^48, whatever is added and taken away', async () => {
      const high = 2 ** 48 - 1
      const heavy = (id: string): PutRow => ({ ...row(id, id, [FR]), hash: () => high })
      await put(heavy('a'), heavy('b'), heavy('c'))
      expect(await sums(FR)).toEqual({ service: { n: 3, sum: high - 2 } })
      await store.write(async (w) => {
        await w.remove(key('b'))
        expect(await w.sums(FR)).toEqual({ service: { n: 2, sum: high - 1 } })
      })
      expect(await sums(FR)).toEqual({ service: { n: 2, sum: high - 1 } })
    })

    test('each step takes a seq of its own, what is outside takes one, in the order of their first rows', async () => {
      const done = await store.write(async (w) => {
        await w.step(() => w.put(row('a', 'x', [FR])))
        await w.put(row('b', 'x', [FR]))
        await w.step(() => w.put(row('c', 'x', [FR])))
        await w.step(async () => {})
        await w.put(row('d', 'x', [FR]))
      })
      expect(done.seqs).toEqual([1, 3, null])
      expect(brief(await feedOf(store, FR)).map(([seq, , id]) => [seq, id])).toEqual([
        [1, 'a'],
        [2, 'b'],
        [2, 'd'],
        [3, 'c'],
      ])
    })

    test('a step that fails is undone alone, with its answer and its settings', async () => {
      await put(row('a', 'x', [FR]))
      const kept = (mutId: string) => ({ clientId: 'c', mutId, userId: 'u', payloadHash: 'p', result: mutId })
      const done = await store.write(async (w) => {
        await w.step(async () => {
          await w.put(row('b', 'x', [FR]))
          await w.keepMutation(kept('m1'))
          await w.setSetting('k', 'good')
        })
        const failed = w.step(async () => {
          await w.put(row('b', 'y', [FR]))
          await w.remove(key('a'))
          await w.keepMutation(kept('m1b'))
          await w.setSetting('k', 'bad')
          throw new Error('refused')
        })
        await expect(failed).rejects.toThrow('refused')
        expect(await w.setting('k')).toBe('good')
        expect(await w.entity(key('b'))).toMatchObject({ ver: 1, doc: '{"value":"x"}' })
        await w.keepMutation(kept('m2'))
        await w.step(() => w.put(row('c', 'x', [FR])))
      })
      expect(done.seqs).toEqual([2, null, 3])
      expect(brief(await feedOf(store, FR))).toEqual([
        [1, 'put', 'a', 1],
        [2, 'put', 'b', 1],
        [3, 'put', 'c', 1],
      ])
      await store.read(async (r) => {
        expect(await r.mutation('c', 'm1')).toEqual({ payloadHash: 'p', userId: 'u', seq: 2, result: 'm1' })
        expect(await r.mutation('c', 'm1b')).toBeNull()
        expect(await r.mutation('c', 'm2')).toMatchObject({ seq: null })
        expect(await r.setting('k')).toBe('good')
        expect(await r.setting('none')).toBeNull()
      })
    })

    test('steps do not nest', async () => {
      const nested = store.write((w) => w.step(() => w.step(async () => {})))
      await expect(nested).rejects.toThrow('Steps neither nest')
    })

    test('a transaction that fails leaves nothing, and the next one takes the next seq', async () => {
      await put(row('a', 'x', [FR]))
      const failed = store.write(async (w) => {
        await w.step(() => w.put(row('b', 'x', [FR])))
        await w.remove(key('a'))
        await w.keepMutation({ clientId: 'c', mutId: 'm', userId: 'u', payloadHash: 'p', result: '{}' })
        throw new Error('crash')
      })
      await expect(failed).rejects.toThrow('crash')
      expect(brief(await feedOf(store, FR))).toEqual([[1, 'put', 'a', 1]])
      expect(await store.read((r) => r.mutation('c', 'm'))).toBeNull()
      await put(row('c', 'x', [FR]))
      expect((await head()).seq).toBe(2)
    })

    test('reads of a transaction see what it has staged', async () => {
      await put(row('a', 'x', [FR]), row('c', 'x', [FR]), row('e', 'x', [FR]))
      await store.write(async (w) => {
        await w.put(row('b', 'x', [FR, D75]))
        await w.put(row('c', 'yy', [D75]))
        await w.remove(key('e'))
        await w.put(row('é', 'x', [FR]))
        await w.put(row('other', 'x', [FR], 'structure'))
        expect((await collect(w.scan('service'))).map(({ id, ver }) => [id, ver])).toEqual([
          ['a', 1],
          ['b', 1],
          ['c', 2],
          ['é', 1],
        ])
        expect(await w.sums(FR)).toEqual({ service: { n: 3, sum: 3_000_003 }, structure: { n: 1, sum: 1_000_001 } })
        expect(await w.sums(D75)).toEqual({ service: { n: 2, sum: 3_000_003 } })
        expect((await w.entities([key('e'), key('b'), key('none')])).map(({ id, deleted }) => [id, deleted])).toEqual([
          ['e', true],
          ['b', false],
        ])
        await w.keepMutation({ clientId: 'c', mutId: 'm', userId: 'u', payloadHash: 'p', result: '{}' })
        expect(await w.mutation('c', 'm')).toEqual({ payloadHash: 'p', userId: 'u', seq: null, result: '{}' })
      })
      expect(await sums(FR)).toEqual({ service: { n: 3, sum: 3_000_003 }, structure: { n: 1, sum: 1_000_001 } })
      expect(await sums(D75)).toEqual({ service: { n: 2, sum: 3_000_003 } })
    })

    test('a row staged twice is told once, at its last step; one put back as it was is not told', async () => {
      await put(row('a', 'x', [FR]))
      const done = await store.write(async (w) => {
        await w.step(() => w.put(row('b', 'x', [D75])))
        await w.step(() => w.put(row('b', 'y', [FR])))
        await w.step(() => w.put(row('a', 'x', [FR, D93])))
        await w.step(() => w.put(row('a', 'x', [FR])))
      })
      expect(done.seqs).toEqual([2, 3, 4, 5])
      expect(done.commit.scopes).toEqual([FR])
      expect(brief(await feedOf(store, FR))).toEqual([
        [1, 'put', 'a', 1],
        [3, 'put', 'b', 2],
      ])
      expect([await feedOf(store, D75), await feedOf(store, D93)]).toEqual([[], []])
    })

    test('children of a row: those that are there, staged ones included, in id order', async () => {
      const child = (id: string, parent: string) => row(id, 'x', [FR], 'service', parent)
      await put(child('a', 's1'), child('b', 's1'), child('c', 's2'))
      const ids = (rows: readonly Entity[]) => rows.map(({ id }) => id)
      await store.write(async (w) => {
        await w.remove(key('a'))
        await w.put(child('0', 's1'))
        await w.put(child('c', 's1'))
        await w.put(child('b', 's2'))
        expect(ids(await w.children('service', 's1'))).toEqual(['0', 'c'])
      })
      expect(ids(await store.read((r) => r.children('service', 's1')))).toEqual(['0', 'c'])
      expect(ids(await store.read((r) => r.children('service', 's2')))).toEqual(['b'])
      expect(await store.read((r) => r.children('structure', 's1'))).toEqual([])
      expect((await entity('b'))?.parent).toBe('s2')
    })

    test('rows by the beginning of their id: removed and staged ones included, in byte order, no further than asked', async () => {
      await put(...['dora--ab', 'dora--ab-1', 'dora--ab-2', 'dora--ac', 'dora--a', 'Dora--ab'].map((id) => row(id, 'x', [FR])))
      await put(row('dora--ab', 'x', [FR], 'structure'))
      await store.write(async (w) => {
        await w.remove(key('dora--ab-1'))
        await w.put(row('dora--abé', 'x', [FR]))
        expect((await w.byPrefix('service', 'dora--ab', 10)).map(({ id, deleted }) => [id, deleted])).toEqual([
          ['dora--ab', false],
          ['dora--ab-1', true],
          ['dora--ab-2', false],
          ['dora--abé', false],
        ])
      })
      const ids = async (prefix: string, limit = 10) =>
        (await store.read((r) => r.byPrefix('service', prefix, limit))).map(({ id }) => id)
      expect(await ids('dora--ab', 2)).toEqual(['dora--ab', 'dora--ab-1'])
      expect(await ids('dora--ac')).toEqual(['dora--ac'])
      // Nothing in a prefix is a pattern, and nothing but ASCII is one.
      for (const none of ['dora--z', 'dora--_', '%', '', 'dora--\u0000', 'dora--abé']) expect(await ids(none)).toEqual([])
    })

    test('a page never splits a seq, gives one at least, and says where it stopped', async () => {
      for (const ids of ['ab', 'cde', 'f']) await put(...[...ids].map((id) => row(id, 'x', [FR])))
      const page = (since: number, limit: number, maxBytes = MANY_BYTES) =>
        store
          .read((r) => r.feed(FR, since, limit, maxBytes))
          .then(({ rows, next, more }) => [rows.map(({ id }) => id).join(''), next, more])
      expect(await page(0, 1)).toEqual(['ab', 1, true])
      expect(await page(0, 2)).toEqual(['ab', 1, true])
      expect(await page(0, 4)).toEqual(['ab', 1, true])
      expect(await page(0, 5)).toEqual(['abcde', 2, true])
      expect(await page(0, 6)).toEqual(['abcdef', 3, false])
      expect(await page(1, 2)).toEqual(['cde', 2, true])
      expect(await page(2, 1)).toEqual(['f', 3, false])
      expect(await page(3, 1)).toEqual(['', 3, false])
      const size = '{"value":"x"}'.length
      expect(await page(0, 100, 1)).toEqual(['ab', 1, true])
      expect(await page(0, 100, 4 * size)).toEqual(['ab', 1, true])
      expect(await page(0, 100, 5 * size)).toEqual(['abcde', 2, true])
      await put(row('z', 'x', [D75]))
      expect(await page(2, 1)).toEqual(['f', 4, false])
    })

    test('rows changed since a seq: of every kind and scope or none, removed ones included, a seq whole, and where it stopped', async () => {
      for (const ids of ['ab', 'cde', 'f']) await put(...[...ids].map((id) => row(id, 'x', id === 'd' ? [] : [FR])))
      const page = (since: number, limit: number) =>
        store
          .read((r) => r.changedSince(since, limit))
          .then(({ rows, next, more }) => [rows.map(({ id, seq }) => `${id}${seq}`).join(' '), next, more])
      expect(await page(0, 1)).toEqual(['a1 b1', 1, true])
      expect(await page(0, 4)).toEqual(['a1 b1', 1, true])
      expect(await page(0, 5)).toEqual(['a1 b1 c2 d2 e2', 2, true])
      expect(await page(0, 6)).toEqual(['a1 b1 c2 d2 e2 f3', 3, false])
      expect(await page(1, 1)).toEqual(['c2 d2 e2', 2, true])
      expect(await page(2, 1)).toEqual(['f3', 3, false])
      expect(await page(3, 1)).toEqual(['', 3, false])
      await put(row('a', 'y', [FR], 'structure'))
      await store.write((w) => w.remove(key('c')))
      await put(row('d', 'x', [D75]))
      await put(row('b', 'x', [FR], 'service', 's-1'))
      const { rows } = await store.read((r) => r.changedSince(3, 10))
      expect(rows.map(({ kind, id, ver, deleted, parent }) => [kind, id, ver, deleted, parent])).toEqual([
        ['structure', 'a', 1, false, null],
        ['service', 'c', 2, true, null],
        ['service', 'd', 1, false, null],
        ['service', 'b', 1, false, 's-1'],
      ])
      expect(rows[1]).toEqual(await entity('c'))
      expect(rows[2]).toEqual(await entity('d'))
      // Forgotten by the feed, not by those who follow rows.
      await store.purgeTombstones(7)
      expect(await page(3, 10)).toEqual(['a4 c5 d6 b7', 7, false])
      expect(await store.write((w) => w.put(row('z', 'x', [])).then(() => w.changedSince(7, 10)))).toMatchObject({
        value: { rows: [], next: 7, more: false },
      })
    })

    test('an import takes one seq for each hundred rows, so that pages stay pages', async () => {
      const ids = Array.from({ length: 450 }, (_, at) => `id-${String(at).padStart(3, '0')}`)
      const done = await store.write(async (w) => {
        await w.entities(ids.map((id) => key(id)))
        await w.step(async () => {
          for (const id of ids) await w.put(row(id, 'x', [FR, D75]))
          await w.keepMutation({ clientId: 'c', mutId: 'm', userId: 'u', payloadHash: 'p', result: '{}' })
        })
        await w.step(() => w.put(row('last', 'x', [FR])))
      })
      expect(done.seqs).toEqual([5, 6])
      expect(await store.read((r) => r.mutation('c', 'm'))).toMatchObject({ seq: 5 })
      const { rows, next, more } = await store.read((r) => r.feed(FR, 0, 250, MANY_BYTES))
      expect([rows.length, next, more]).toEqual([200, 2, true])
      expect(await sums(D75)).toMatchObject({ service: { n: 450 } })
    })

    test('a scan gives the live rows of a kind in byte order, however many', async () => {
      const ids = Array.from({ length: 1_203 }, (_, at) => `id-${at}`)
      await put(...[...ids, 'Zoé', 'zoe', 'éa', '\u{1f600}', '\uffee'].map((id) => row(id, 'x', [FR])))
      await store.write((w) => w.remove(key('id-7')))
      const found = (await store.read((r) => collect(r.scan('service')))).map(({ id }) => id)
      expect(found.length).toBe(1_207)
      expect(found).toEqual(found.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
      expect(found).not.toContain('id-7')
    })

    test('a read sees one instant: what is committed meanwhile is for the next', async () => {
      await put(row('a', 'x', [FR]))
      const started = Promise.withResolvers<void>()
      const written = Promise.withResolvers<void>()
      const reading = store.read(async (r) => {
        const before = await r.head()
        started.resolve()
        await written.promise
        expect(await r.head()).toEqual(before)
        expect(await r.sums(FR)).toEqual({ service: { n: 1, sum: 1_000_001 } })
        return (await r.feed(FR, 0, 10, MANY_BYTES)).rows.length
      })
      await started.promise
      await put(row('b', 'x', [FR]))
      written.resolve()
      expect(await reading).toBe(1)
      expect((await feedOf(store, FR)).length).toBe(2)
    })

    test('writers at the same time take consecutive seqs and lose nothing', async () => {
      const done = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          store.write(async (w) => {
            const counter = await w.entity(key('counter'))
            const value = counter === null ? 0 : (JSON.parse(counter.doc as string) as { value: string }).value.length
            await w.put(row('counter', 'x'.repeat(value + 1), [FR]))
            await w.step(() => w.put(row(`own-${at}`, 'x', [FR])))
          }),
        ),
      )
      expect((await head()).seq).toBe(40)
      expect(done.map(({ seqs }) => seqs[0]).toSorted((a, b) => (a as number) - (b as number))).toEqual(
        Array.from({ length: 20 }, (_, at) => 2 * at + 2),
      )
      // Nobody wrote over what another had counted.
      expect(await entity('counter')).toMatchObject({ ver: 20, doc: JSON.stringify({ value: 'x'.repeat(20) }) })
      expect((await sums(FR))['service']?.n).toBe(21)
    })

    test('the same mutation sent twice at once has one effect and one answer', async () => {
      const send = () =>
        store.write(async (w) => {
          const known = await w.mutation('c', 'm')
          if (known !== null) return known.result
          return w.step(async () => {
            const was = await w.entity(key('a'))
            await w.put(row('a', 'x'.repeat((was?.ver ?? 0) + 1), [FR]))
            await w.keepMutation({ clientId: 'c', mutId: 'm', userId: 'u', payloadHash: 'p', result: 'done' })
            return 'done'
          })
        })
      expect((await Promise.all([send(), send(), send(), send()])).map(({ value }) => value)).toEqual(Array(4).fill('done'))
      expect(await entity('a')).toMatchObject({ ver: 1 })
      expect((await head()).seq).toBe(1)
    })

    test('listeners hear of commits once durable, until they leave', async () => {
      const told: Commit[] = []
      const leave = store.onCommit((commit) => told.push(commit))
      await put(row('a', 'x', [FR, D75]))
      expect(told).toEqual([{ head: await head(), scopes: [D75, FR] }])
      await store.write((w) => w.setSetting('k', 'v'))
      leave()
      await put(row('b', 'x', [FR]))
      expect(told.length).toBe(1)
    })
  })
}
