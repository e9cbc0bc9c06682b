import { expect, test } from 'vitest'
import { ALICE, emptyDesk, favourite, favouriteId, follow, mutation, openBench, pushOne, type Bench } from '../testing.ts'

const ID = favouriteId(ALICE, 'v-1')
const doc = async ({ core }: Bench) => {
  const desk = emptyDesk()
  await follow(core, 'u:me', desk, {}, ALICE)
  return desk.rows.get(`favourite ${ID}`)?.doc ?? null
}

test('kept on two desks, a favourite is one: notes of one and lists of both', async () => {
  const bench = await openBench()
  await pushOne(bench.core, ALICE, favourite(ALICE, 'v-1', { note: 'urgent', listes: ['Lundi'] }))
  const second = favourite(ALICE, 'v-1', { nom: 'Autre nom', listes: ['Mardi'], cree_le: '2026-11-23T08:30:00Z' })
  expect(await pushOne(bench.core, ALICE, second, 'c-2')).toMatchObject({ status: 'applied', ver: 2 })
  expect(await doc(bench)).toEqual({
    cible: { kind: 'service', id: 'v-1' },
    nom: 'v-1',
    note: 'urgent',
    listes: ['Lundi', 'Mardi'],
    cree_le: '2026-11-23T08:00:00Z',
  })
  const third = favourite(ALICE, 'v-1', { note: 'tranquille' })
  expect(await pushOne(bench.core, ALICE, third, 'c-3')).toMatchObject({
    status: 'conflict',
    fields: { note: { base: '', mine: 'tranquille', theirs: 'urgent' } },
  })
})

test('an unchanged favourite takes no version, though sealing is random', async () => {
  const bench = await openBench()
  const first = favourite(ALICE, 'v-1', { note: 'a' })
  await pushOne(bench.core, ALICE, first)
  const same = mutation('favourite.update', ID, { base: { note: '' }, patch: { note: 'a' } })
  expect(await pushOne(bench.core, ALICE, same)).toEqual({ mut_id: same.mut_id, status: 'applied', ver: 1 })
})

test('a favourite changed elsewhere is not removed unseen; removed elsewhere, it does not come back by an edit', async () => {
  const bench = await openBench()
  await pushOne(bench.core, ALICE, favourite(ALICE, 'v-1'))
  await pushOne(bench.core, ALICE, mutation('favourite.update', ID, { base_ver: 1, base: { note: '' }, patch: { note: 'lu' } }))
  const stale = mutation('favourite.remove', ID, { base_ver: 1, base: { note: '', listes: [] } })
  expect(await pushOne(bench.core, ALICE, stale)).toMatchObject({
    status: 'conflict',
    code: 'edited',
    ver: 2,
    fields: { note: { base: '', mine: null, theirs: 'lu' } },
  })
  // What was seen may be removed, whatever the version it was seen at.
  const seen = mutation('favourite.remove', ID, { base_ver: 1, base: { note: 'lu', listes: [] } })
  expect(await pushOne(bench.core, ALICE, seen)).toMatchObject({ status: 'applied', ver: 3, seq: 3 })
  expect(await doc(bench)).toBeNull()
  expect(await pushOne(bench.core, ALICE, mutation('favourite.remove', ID))).toMatchObject({ status: 'applied' })
  const edit = mutation('favourite.update', ID, { base_ver: 2, base: { note: 'lu' }, patch: { note: 'relu' } })
  expect(await pushOne(bench.core, ALICE, edit)).toMatchObject({
    status: 'conflict',
    code: 'gone',
    fields: { note: { base: 'lu', mine: 'relu', theirs: null } },
  })
  expect(await pushOne(bench.core, ALICE, favourite(ALICE, 'v-1', { note: 'encore' }))).toMatchObject({
    status: 'applied',
    ver: 4,
  })
  expect(await doc(bench)).toMatchObject({ note: 'encore' })
})

test('what a favourite is about does not change, and a field that this version does not know is kept', async () => {
  const bench = await openBench()
  await pushOne(bench.core, ALICE, favourite(ALICE, 'v-1', { couleur: 'bleu' }))
  const other = mutation('favourite.update', ID, { patch: { cible: { kind: 'service', id: 'v-2' } } })
  expect(await pushOne(bench.core, ALICE, other)).toMatchObject({ status: 'rejected', code: 'validation.cible' })
  expect(await pushOne(bench.core, ALICE, mutation('favourite.update', ID, { patch: { note: 'a' } }))).toMatchObject({
    status: 'applied',
  })
  expect(await doc(bench)).toMatchObject({ couleur: 'bleu', note: 'a' })
  expect(
    await pushOne(bench.core, ALICE, mutation('favourite.update', ID, { base: { note: 'a' }, patch: { note: null } })),
  ).toMatchObject({
    status: 'applied',
  })
  expect(await doc(bench)).toMatchObject({ note: '' })
})
