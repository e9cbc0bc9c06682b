import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { UserStore } from './store.ts'
import { countingIds, EPOCH, openAt, signedIn } from './testing/account.ts'

const S1 = { kind: 'service', id: 's1' } as const
const LATER = Date.parse('2026-03-02T09:00:00.000Z')
let folder: string
let store: UserStore
const take = () => store.outbox.take('odette', LATER).mutations
const note = (text: string) => store.favourites.update({ ...S1, note: text })
const shown = () => store.favourites.list().map(({ note: text }) => text)
const clash = () => store.outbox.conflicts().map(({ id, champs }) => ({ id, champs }))[0]

/** « a » on the server when « b » is written here, « leur » when it arrives, and « c » written after the clash was met. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-clash-'))
  store = openAt(folder, countingIds())
  store.account.set(signedIn('odette'))
  const page = (seq: number, text: string) =>
    store.outbox.applyMine({
      userId: 'odette',
      epoch: EPOCH,
      since: store.outbox.state().cursor,
      more: false,
      next: seq,
      durableSeq: seq,
      changes: [
        {
          op: 'put',
          seq,
          kind: 'favourite',
          id: 'odette/service:s1',
          ver: seq,
          h: 1,
          doc: { nom: 'Atelier', cree_le: '2026-01-01', note: text },
        },
      ],
    })
  page(1, 'a')
  note('b')
  const fields = { note: { base: 'a', mine: 'b', theirs: 'leur' } }
  const results = take().map(({ mut_id }) => ({ mut_id, status: 'conflict' as const, ver: 2, fields }))
  store.outbox.settle({ epoch: EPOCH, head: 2, durableSeq: 2, results })
  page(2, 'leur')
  note('c')
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

it('the latest words are « la mienne », and choosing them puts nothing older over them', () => {
  expect([shown(), clash()?.champs]).toEqual([['c'], [{ champ: 'note', origine: 'a', mienne: 'c', leur: 'leur' }]])
  store.outbox.resolve({ id: clash()?.id ?? '', choix: { note: 'mienne' } })
  expect([shown(), clash(), store.outbox.list().length]).toEqual([['c'], undefined, 1])
  expect(take()).toMatchObject([{ base: { note: 'leur' }, patch: { note: 'c' } }])
})

it('the server’s value, chosen against the latest words, comes back in their place', () => {
  store.outbox.resolve({ id: clash()?.id ?? '', choix: { note: 'leur' } })
  expect([shown(), clash()]).toEqual([['leur'], undefined])
  const [first] = take()
  expect(first).toMatchObject({ base: { note: 'leur' }, patch: { note: 'c' } })
  store.outbox.settle({
    epoch: EPOCH,
    head: 3,
    durableSeq: 3,
    results: [{ mut_id: first?.mut_id ?? '', status: 'applied', seq: 3, ver: 3 }],
  })
  expect(take()).toMatchObject([{ base: { note: 'c' }, patch: { note: 'leur' } }])
  expect(shown()).toEqual(['leur'])
})
