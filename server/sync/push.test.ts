import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteStore } from '#server/store/sqlite.ts'
import {
  ADMIN,
  ALICE,
  benchOn,
  BOB,
  emptyDesk,
  favourite,
  favouriteId,
  fill,
  follow,
  mutation,
  openBench,
  pushAll,
  pushOne,
  structure,
} from './testing.ts'

const forked = { name: 'SyncProblem', code: 'client_forked' }

test('a change is applied once: sent again, it gets the answer it had', async () => {
  const { core, store } = await openBench()
  const one = favourite(ALICE, 'v-1', { note: 'a' })
  const first = await pushAll(core, ALICE, [one])
  expect(first.results).toEqual([{ mut_id: one.mut_id, status: 'applied', ver: 1, seq: first.head }])
  await pushOne(core, ALICE, mutation('favourite.update', one.key.id, { base: { note: 'a' }, patch: { note: 'b' } }))
  // Its rank, its dependencies and the desk's clock are not what it is.
  const again = await pushAll(core, ALICE, [{ ...one, n: one.n + 5, client_time: '2036-01-01T00:00:00Z' }])
  expect(again.results).toEqual(first.results)
  const desk = emptyDesk()
  await follow(core, 'u:me', desk, {}, ALICE)
  expect([...desk.rows.values()].map(({ ver, doc }) => [ver, doc['note']])).toEqual([[2, 'b']])
  expect((await store.read((reader) => reader.head())).seq).toBe(2)
})

test('an answer that quotes what was typed is replayed word for word', async () => {
  const { core } = await openBench()
  const one = favourite(ALICE, 'v-1', { note: 'a' })
  await pushOne(core, ALICE, one)
  const clash = mutation('favourite.update', one.key.id, { base: { note: 'ancien' }, patch: { note: 'mien', listes: ['x'] } })
  const merged = await pushOne(core, ALICE, clash)
  expect(merged).toMatchObject({ status: 'merged', fields: { note: { base: 'ancien', mine: 'mien', theirs: 'a' } } })
  expect(await pushOne(core, ALICE, clash)).toEqual(merged)
})

test('one name for two changes, or for two people, means a cloned desk: nothing of the push is kept', async () => {
  const { core, store } = await openBench()
  const one = favourite(ALICE, 'v-1')
  await pushOne(core, ALICE, one)
  const { seq } = await store.read((reader) => reader.head())
  const other = { ...one, patch: { ...one.patch, note: 'autre' } }
  await expect(pushAll(core, ALICE, [favourite(ALICE, 'v-2'), other])).rejects.toMatchObject(forked)
  await expect(pushOne(core, BOB, favourite(BOB, 'v-1'), 'c-u-alice')).rejects.toMatchObject(forked)
  expect((await store.read((reader) => reader.head())).seq).toBe(seq)
  // Twice in one push, the same is the same and another is another.
  const twice = favourite(ALICE, 'v-3')
  const answer = await pushAll(core, ALICE, [twice, twice])
  expect(answer.results[0]).toEqual(answer.results[1])
  const third = favourite(ALICE, 'v-4')
  await expect(pushAll(core, ALICE, [third, { ...third, patch: {} }])).rejects.toMatchObject(forked)
})

test('a change waits for those it depends on, and what waits is not remembered', async () => {
  const { core } = await openBench()
  const parent = favourite(ALICE, 'v-1')
  const child = mutation('favourite.update', parent.key.id, { deps: [parent.mut_id], patch: { note: 'b' }, base: { note: '' } })
  expect(await pushOne(core, ALICE, child)).toEqual({ mut_id: child.mut_id, status: 'blocked', code: 'dependency' })
  expect((await pushAll(core, ALICE, [parent, child])).results.map(({ status }) => status)).toEqual(['applied', 'applied'])
  const refused = mutation('favourite.create', 'u-bob/service:v-1')
  const orphan = favourite(ALICE, 'v-2')
  const answer = await pushAll(core, ALICE, [refused, { ...orphan, deps: [refused.mut_id] }, favourite(ALICE, 'v-3')])
  expect(answer.results.map(({ status }) => status)).toEqual(['rejected', 'blocked', 'applied'])
})

test('a change that can never be applied is consumed, and the others go on', async () => {
  const { core } = await openBench()
  const bad = [
    mutation('favourite.explode', favouriteId(ALICE, 'v-1')),
    mutation('favourite.create', favouriteId(ALICE, 'v-1'), { key: { kind: 'service', id: 'v-1' } }),
    mutation('favourite.create', favouriteId(BOB, 'v-1')),
    mutation('favourite.create', 'n’importe quoi'),
    favourite(ALICE, 'v-1', { note: 'x'.repeat(5001) }),
    favourite(ALICE, 'v-1', { listes: 'x' }),
    mutation('constructor.create', 'x'),
    mutation('favourite.create', `${ALICE.id}/service:\0`),
  ]
  const answer = await pushAll(core, ALICE, [...bad, favourite(ALICE, 'v-9')])
  expect(answer.results.map(({ status, code }) => code ?? status)).toEqual([
    'unknown-type',
    'validation.key',
    'forbidden',
    'forbidden',
    'validation.note',
    'validation.listes',
    'unknown-type',
    'validation.key',
    'applied',
  ])
  expect((await pushAll(core, ALICE, bad)).results).toEqual(answer.results.slice(0, -1))
})

test('a change on which the code stumbles is consumed alone', async () => {
  const { core } = await openBench({
    versions: {
      proto: { min: 1, max: 1 },
      schema: { min: 1, max: 2 },
      down: (_kind, doc) => doc,
      up: (_kind, doc) => {
        if (doc['note'] === 'poison') throw new TypeError('a mistake of ours')
        return doc
      },
    },
  })
  const poison = favourite(ALICE, 'v-1', { note: 'poison' })
  const answer = await pushAll(core, ALICE, [favourite(ALICE, 'v-0'), poison, favourite(ALICE, 'v-2')])
  expect(answer.results.map(({ status, code, seq }) => [status, code, seq])).toEqual([
    ['applied', undefined, 1],
    ['rejected', 'internal', undefined],
    ['applied', undefined, 2],
  ])
  expect(await pushOne(core, ALICE, poison)).toEqual(answer.results[1])
})

test('an answer is kept for ever, and no clock decides: a change of ten years ago is judged like any other', async () => {
  const { core } = await openBench()
  const old = { ...favourite(ALICE, 'v-1'), client_time: '2016-11-23T09:00:00Z' }
  const answer = await pushOne(core, ALICE, old)
  expect(answer).toMatchObject({ status: 'applied', seq: 1 })
  expect(await pushOne(core, ALICE, { ...old, client_time: '2036-11-23T09:00:00Z' })).toEqual(answer)
})

test('a change that follows one acknowledged in another history is not judged, nor kept', async () => {
  const { core, store } = await openBench()
  const before = await pushAll(core, ALICE, [favourite(ALICE, 'v-1')])
  const asked = (epoch: string | null) => ({ proto: 1, client_id: 'c', epoch, mutations: [favourite(ALICE, 'v-2')] })
  await store.newEpoch()
  await expect(core.push(asked(before.epoch), ALICE)).rejects.toMatchObject({ code: 'epoch_changed' })
  expect((await store.read((reader) => reader.head())).seq).toBe(before.head)
  const after = await core.push(asked(null), ALICE)
  expect(after.results).toMatchObject([{ status: 'applied', seq: before.head + 1 }])
  expect((await core.push(asked(after.epoch), ALICE)).results).toMatchObject([{ status: 'applied' }])
})

test('a change of a newer desk waits for the server; another protocol is refused whole', async () => {
  const { core } = await openBench()
  const newer = { ...favourite(ALICE, 'v-1'), schema: 2 }
  expect(await pushOne(core, ALICE, newer)).toMatchObject({ status: 'blocked', code: 'upgrade_required' })
  const asked = { proto: 2, client_id: 'c', mutations: [favourite(ALICE, 'v-1')] }
  await expect(core.push(asked, ALICE)).rejects.toMatchObject({ code: 'upgrade_required' })
})

test('rights are those of the one who pushes now', async () => {
  const { core, store } = await openBench()
  await fill(store, [structure('s-1')], [])
  const rename = mutation('structure.update', 's-1', { base: { nom: 'Structure s-1' }, patch: { nom: 'Nouveau' } })
  expect(await pushOne(core, ALICE, rename)).toMatchObject({ status: 'rejected', code: 'forbidden' })
  expect(await pushOne(core, ADMIN, { ...rename, mut_id: randomUUID() })).toMatchObject({ status: 'applied', ver: 2 })
})

test('nothing that a person typed can be read in the database file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-push-'))
  try {
    const file = join(folder, 'store.db')
    const bench = await benchOn(await openSqliteStore({ file }))
    const one = favourite(ALICE, 'v-1', { note: 'Madame Zorglub rappelle', listes: ['Dossier Zorglub'], nom: 'Nom Zorglub' })
    await pushOne(bench.core, ALICE, one)
    const clash = mutation('favourite.update', one.key.id, { base: { note: 'Zorglub avant' }, patch: { note: 'Zorglub après' } })
    expect(await pushOne(bench.core, ALICE, clash)).toMatchObject({ status: 'conflict' })
    await bench.store.close()
    expect(readFileSync(file).includes('Zorglub')).toBe(false)
    expect(readFileSync(file).includes('scelle1:')).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
