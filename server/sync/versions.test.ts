import { expect, test } from 'vitest'
import { deskIsTooOld, negotiate, type Windows } from '#shared/sync/versions.ts'
import {
  contents,
  ALICE,
  emptyDesk,
  favourite,
  favouriteId,
  fill,
  follow,
  mutation,
  openBench,
  pushOne,
  ADMIN,
  structure,
} from './testing.ts'
import { type Cast, versionsOf } from './versions.ts'

const windows = (proto: [number, number], schema: [number, number]): Windows => ({
  proto: { min: proto[0], max: proto[1] },
  schema: { min: schema[0], max: schema[1] },
})

test('the newest version that both sides know, or none', () => {
  const desk = windows([1, 2], [2, 4])
  expect(negotiate(desk, windows([1, 1], [1, 3]))).toEqual({ proto: 1, schema: 3 })
  expect(negotiate(desk, windows([2, 5], [4, 9]))).toEqual({ proto: 2, schema: 4 })
  const older = windows([1, 1], [1, 1])
  const newer = windows([1, 1], [5, 6])
  expect([negotiate(desk, older), deskIsTooOld(desk, older)]).toEqual([null, false])
  expect([negotiate(desk, newer), deskIsTooOld(desk, newer)]).toEqual([null, true])
})

/** Schema 2 calls « intitule » what schema 1 called « nom », and « memo » the note of a favourite. */
const renamed = (from: string, to: string) => (doc: Record<string, unknown>) =>
  from in doc ? { ...Object.fromEntries(Object.entries(doc).filter(([field]) => field !== from)), [to]: doc[from] } : doc
const CAST: Cast = {
  up: (kind, doc) => renamed(kind === 'favourite' ? 'memo' : 'intitule', kind === 'favourite' ? 'note' : 'nom')(doc) as never,
  down: (kind, doc) => renamed(kind === 'favourite' ? 'note' : 'nom', kind === 'favourite' ? 'memo' : 'intitule')(doc) as never,
}

test('an old desk is served the old documents by a new server, and its changes are read as new ones', async () => {
  const { core, store } = await openBench({ versions: versionsOf(1, [CAST]) })
  await fill(store, [structure('s-1')], [])
  const [old, recent] = [emptyDesk(), emptyDesk()]
  await follow(core, 'cat:fr', old, { schema: 1 })
  await follow(core, 'cat:fr', recent, { schema: 2 })
  expect(old.rows.get('structure s-1')?.doc).toMatchObject({ intitule: 'Structure s-1' })
  expect(recent.rows.get('structure s-1')?.doc).toMatchObject({ nom: 'Structure s-1' })
  expect(old.rows.get('structure s-1')?.doc).not.toHaveProperty('nom')

  const { patch } = favourite(ALICE, 'v-1')
  const { note: _note, ...rest } = patch
  const create = mutation('favourite.create', favouriteId(ALICE, 'v-1'), { schema: 1, patch: { ...rest, memo: 'bonjour' } })
  expect(await pushOne(core, ALICE, create)).toMatchObject({ status: 'applied' })
  const mine = emptyDesk()
  await follow(core, 'u:me', mine, { schema: 2 }, ALICE)
  expect([...mine.rows.values()][0]?.doc).toMatchObject({ note: 'bonjour' })
  const rename = mutation('structure.update', 's-1', { base: { intitule: 'Structure s-1' }, patch: { intitule: 'Autre' } })
  expect(await pushOne(core, ADMIN, rename)).toMatchObject({ status: 'applied' })
  await follow(core, 'cat:fr', recent, { schema: 2 })
  expect(recent.rows.get('structure s-1')?.doc).toMatchObject({ nom: 'Autre' })
})

test('a new desk asks an old server for what it knows; a server that has left a schema says so', async () => {
  const old = await openBench()
  await fill(old.store, [structure('s-1')], [])
  const info = await old.core.info()
  const agreed = negotiate(windows([1, 1], [1, 2]), info)
  expect(agreed).toEqual({ proto: 1, schema: 1 })
  const desk = emptyDesk()
  await follow(old.core, 'cat:fr', desk, { schema: agreed?.schema ?? 0 })
  expect(contents(desk)).toHaveLength(1)

  const later = await openBench({ versions: versionsOf(2, []) })
  expect(negotiate(windows([1, 1], [1, 1]), await later.core.info())).toBeNull()
  await expect(follow(later.core, 'cat:fr', emptyDesk(), { schema: 1 })).rejects.toMatchObject({ code: 'upgrade_required' })
  const tooOld = mutation('favourite.create', favouriteId(ALICE, 'v-1'), { schema: 1 })
  expect(await pushOne(later.core, ALICE, tooOld)).toMatchObject({ status: 'rejected', code: 'too-old' })
})
