import { expect, test } from 'vitest'
import type { SyncStore } from '#server/store/types.ts'
import { SyncProblem } from './problem.ts'
import {
  ALICE,
  benchOn,
  BOB,
  contents,
  emptyDesk,
  favourite,
  fill,
  follow,
  openBench,
  pullOnce,
  pushAll,
  request,
  service,
  structure,
} from './testing.ts'

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (error instanceof SyncProblem) return error.code
    throw error
  }
  return 'none'
}

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => structure(`s-${at}`, { code_insee: at % 2 ? '75056' : '33063' }))

test('a desk that has nothing reads everything from cursor 0, documents as they are stored', async () => {
  const { core, store } = await openBench()
  await fill(store, [structure('s-1', { nom: 'Été « à » \u2028 deux' })], [service('v-1', 's-1')])
  const answer = await pullOnce(core, request([{ id: 'cat:fr', since: 0 }]))
  const head = await store.read((reader) => reader.head())
  expect(answer).toMatchObject({ epoch: head.epoch, head: head.seq, server_time: '2026-11-23T09:00:00.000Z' })
  const [page] = answer.results
  expect(page?.changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['structure s-1', 'service v-1'])
  expect(page?.changes[0]).toMatchObject({ ver: 1, doc: structure('s-1', { nom: 'Été « à » \u2028 deux' }) })
  expect(page).toMatchObject({ next: head.seq, more: false, sums: { structure: { n: 1 }, service: { n: 1 } } })
})

test('cursors of another history, ahead of it, or below the floor are refused, each by its name', async () => {
  const { core, store } = await openBench()
  await fill(store, many(3), [])
  await store.write((writer) => writer.remove({ kind: 'structure', id: 's-0' }))
  const { epoch, seq } = await store.read((reader) => reader.head())
  const ask = (since: number, of: string | null) => refusal(core.pull(request([{ id: 'cat:fr', since }], { epoch: of }), null))
  expect(await ask(1, null)).toBe('epoch_changed')
  expect(await ask(0, 'f'.repeat(32))).toBe('epoch_changed')
  expect(await ask(seq + 1, epoch)).toBe('cursor_ahead')
  expect(await ask(seq, epoch)).toBe('none')
  await store.purgeTombstones(seq)
  expect(await ask(seq - 1, epoch)).toBe('cursor_too_old')
  expect(await ask(seq, epoch)).toBe('none')
  // Nothing to have missed.
  expect(await ask(0, epoch)).toBe('none')
})

test('a reading from nothing that is longer than a page ends, though the floor is above its cursor', async () => {
  const { core, store } = await openBench()
  await fill(store, many(6), [])
  await store.write((writer) => writer.remove({ kind: 'structure', id: 's-0' }))
  const { seq, epoch } = await store.read((reader) => reader.head())
  await store.purgeTombstones(seq)
  const first = await pullOnce(core, request([{ id: 'cat:fr', since: 0 }], { limit: 2 }))
  const since = first.results[0]?.next ?? 0
  expect(since).toBeLessThan(seq)
  const ask = (begun?: number) =>
    refusal(core.pull(request([{ id: 'cat:fr', since, ...(begun === undefined ? {} : { begun }) }], { epoch }), null))
  expect(await ask()).toBe('cursor_too_old')
  expect(await ask(first.head)).toBe('none')
  // Deletions made since it began are then forgotten: it must begin again.
  await store.write((writer) => writer.remove({ kind: 'structure', id: 's-1' }))
  await store.purgeTombstones((await store.read((reader) => reader.head())).seq)
  expect(await ask(first.head)).toBe('cursor_too_old')
})

test('versions out of the window, private scopes without a session or of somebody else, are refused', async () => {
  const { core } = await openBench()
  const scopes = [{ id: 'cat:fr', since: 0 }]
  expect(await refusal(core.pull(request(scopes, { proto: 2 }), null))).toBe('upgrade_required')
  expect(await refusal(core.pull(request(scopes, { schema: 2 }), null))).toBe('upgrade_required')
  expect(await refusal(core.pull(request([{ id: 'u:me', since: 0 }]), null))).toBe('token_required')
  expect(await refusal(core.pull(request([{ id: 'u:u-bob', since: 0 }]), ALICE))).toBe('scope_forbidden')
})

test('own rows come in clear to their owner, and to nobody else', async () => {
  const { core } = await openBench()
  await pushAll(core, ALICE, [favourite(ALICE, 'v-1', { note: 'rappeler lundi' })])
  const mine = await pullOnce(core, request([{ id: 'u:me', since: 0 }]), ALICE)
  expect(mine.results[0]?.changes[0]).toMatchObject({ op: 'put', kind: 'favourite', doc: { note: 'rappeler lundi' } })
  for (const scope of ['u:me', 'cat:fr', 'cat:nat']) {
    expect(await core.pull(request([{ id: scope, since: 0 }]), BOB)).not.toContain('rappeler')
  }
})

test('limits are shared among the scopes, and every scope moves', async () => {
  const { core, store } = await openBench()
  await fill(store, many(40), [])
  const scopes = ['cat:fr', 'cat:dep:75', 'cat:dep:33'].map((id) => ({ id, since: 0 }))
  const answer = await pullOnce(core, request(scopes, { limit: 10 }))
  expect(answer.results.map(({ changes }) => changes.length)).toEqual([10, 1, 1])
  expect(answer.results.map(({ more, sums }) => [more, sums])).toEqual(scopes.map(() => [true, null]))
  const narrow = await pullOnce(core, request(scopes, { max_bytes: 1024 }))
  expect(narrow.results[0]?.changes.length).toBeLessThan(20)
})

test.each([1, 3, 7, 5000])('pages of %i rows give what one page gives', async (limit) => {
  const { core, store } = await openBench()
  await fill(store, many(20), [service('v-1', 's-1'), service('v-2', 's-2', { modes_accueil: ['a-distance'] })])
  await fill(store, [structure('s-3', { code_insee: '59350' })], [])
  await store.write((writer) => writer.remove({ kind: 'structure', id: 's-5' }))
  const [whole, paged] = [emptyDesk(), emptyDesk()]
  expect(await follow(core, 'cat:dep:75', whole)).toBe(1)
  await follow(core, 'cat:dep:75', paged, { limit })
  expect(contents(paged)).toEqual(contents(whole))
  // Seen twice, the pages change nothing.
  paged.seq = 0
  await follow(core, 'cat:dep:75', paged, { limit })
  expect(contents(paged)).toEqual(contents(whole))
})

test('info tells the sums of each scope that holds something, and only the snapshots that a pull can follow', async () => {
  const { core, store, snapshots } = await openBench()
  await fill(store, many(4), [])
  const { epoch, seq } = await store.read((reader) => reader.head())
  const sha256 = 'a'.repeat(64)
  const snapshot = {
    scope: 'cat:fr',
    schema: 1,
    epoch,
    seq,
    url: '/x',
    enc: 'zstd' as const,
    bytes: 1,
    sha256,
    raw_bytes: 1,
    raw_sha256: sha256,
    parts: { size: 1, sha256: [sha256] },
    sums: {},
    file_version: 2,
    min_safe_version: 1,
  }
  snapshots.push(snapshot, { ...snapshot, epoch: 'f'.repeat(32) }, { ...snapshot, seq: seq + 1 })
  const info = await core.info()
  expect(info.scopes.map(({ id, sums }) => [id, sums['structure']?.n])).toEqual([
    ['cat:fr', 4],
    ['cat:dep:33', 2],
    ['cat:dep:75', 2],
  ])
  expect(info.snapshots).toEqual([snapshot])
  expect(info).toMatchObject({
    epoch,
    head: seq,
    floor: 0,
    demonstration: false,
    proto: { min: 1, max: 1 },
    schema: { min: 1, max: 1 },
  })
})

test('a page costs what it carries: a scope is asked once, and nothing is read for those that come when the budget is spent', async () => {
  const { store } = await openBench()
  await fill(store, many(300), [])
  const asked: number[] = []
  const watched: SyncStore = {
    ...store,
    read: (work) =>
      store.read((reader) =>
        work({
          ...reader,
          feed: (scope, since, limit, maxBytes) => {
            asked.push(limit)
            return reader.feed(scope, since, limit, maxBytes)
          },
        }),
      ),
  }
  const { core } = await benchOn(watched)
  const scopes = ['cat:fr', 'cat:dep:75', 'cat:dep:33', 'cat:nat'].map((id) => ({ id, since: 0 }))
  const answer = await pullOnce(core, request(scopes, { limit: 5000, max_bytes: 1024 }))
  expect(asked).toEqual([5000, 1, 1, 1])
  expect(answer.results.map(({ changes }) => changes.length > 0)).toEqual([true, true, true, false])
  expect(await refusal(core.pull(request([...scopes, { id: 'cat:fr', since: 1 }]), null))).toBe('bad_request')
})
