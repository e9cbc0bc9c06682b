import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MutationResult } from '#shared/sync/wire.ts'
import { openUserDb } from './open.ts'
import { createOutboxTable } from './outbox-table.ts'
import type { UserStore } from './store.ts'
import { countingIds, EPOCH, openAt, signedIn } from './testing/account.ts'
import { key } from './testing/people.ts'
import { createVault } from './vault.ts'

let folder: string
let store: UserStore
let ids: string[]
const newId = countingIds()
const NOW = Date.parse('2026-03-02T08:30:00.000Z')

/** A parent, its child, and the child of that one, each waiting for the one before: what later kinds of rows will need. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-deps-'))
  store = openAt(folder, newId)
  store.account.set(signedIn('odette'))
  const vault = createVault(key)
  const { db } = openUserDb(folder, vault)
  const table = createOutboxTable(db, vault, newId, () => '2026-03-02T08:00:00.000Z')
  ids = []
  for (const id of ['parent', 'child', 'grandchild']) {
    const deps = ids.slice(-1)
    ids.push(
      table.add({
        userId: 'odette',
        kind: 'thing',
        id,
        type: 'thing.create',
        base: {},
        patch: { id },
        nom: id,
        baseVer: 0,
        deps,
      }),
    )
  }
  db.close()
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const settle = (...results: MutationResult[]) => store.outbox.settle({ epoch: EPOCH, head: 1, durableSeq: 0, results })
const taken = () => store.outbox.take('odette', NOW).mutations.map(({ key: { id }, deps }) => [id, deps.length])
const states = () => Object.fromEntries(store.outbox.list().map(({ nom, etat }) => [nom, etat]))
const idOf = (nom: string) => store.outbox.list().find((each) => each.nom === nom)?.mut_id ?? ''

it('parents precede their children in one push, and hold them while they are put off', () => {
  expect(taken()).toEqual([
    ['parent', 0],
    ['child', 1],
    ['grandchild', 1],
  ])
  store.outbox.postpone([ids[0] ?? ''], NOW + 60_000, 'network')
  expect(taken()).toEqual([])
  expect(store.outbox.nextAt()).toBe(NOW + 60_000)
})

it('a refused parent blocks what waits for it, seen at once; sent again and accepted, it lets them go', () => {
  store.outbox.take('odette', NOW)
  settle({ mut_id: ids[0] ?? '', status: 'rejected', code: 'forbidden' })
  expect(states()).toEqual({ parent: 'refuse', child: 'bloque', grandchild: 'bloque' })
  expect(store.outbox.counts()).toEqual({ en_attente: 0, a_verifier: 3 })
  store.outbox.retry({ mutId: idOf('parent') })
  // In their order, under identifiers that the server has not judged, each naming the new one of its parent.
  const again = store.outbox.take('odette', NOW).mutations
  expect(again.map(({ key: { id } }) => id)).toEqual(['parent', 'child', 'grandchild'])
  expect(again.filter(({ mut_id }) => ids.includes(mut_id))).toEqual([])
  expect(again.map(({ deps }) => deps)).toEqual([[], [again[0]?.mut_id], [again[1]?.mut_id]])
  settle({ mut_id: idOf('parent'), status: 'applied', seq: 1, ver: 1 })
  // The server may know the parent under another identity than the child's: once it is answered, nothing waits for it.
  expect(taken()).toEqual([
    ['child', 0],
    ['grandchild', 1],
  ])
})

it('an answered parent is no longer named, for the server knows it under the identity it was sent under', () => {
  const { clientId, mutations } = store.outbox.take('odette', NOW)
  expect(mutations).toHaveLength(3)
  settle({ mut_id: ids[0] ?? '', status: 'applied', seq: 1, ver: 1 })
  store.outbox.forked(clientId)
  const again = store.outbox.take('odette', NOW)
  expect(again.clientId).not.toBe(clientId)
  expect(again.mutations.map(({ deps }) => deps)).toEqual([[], [again.mutations[0]?.mut_id]])
})

it('a parent given up leaves its children to the server', () => {
  store.outbox.take('odette', NOW)
  settle(
    { mut_id: ids[0] ?? '', status: 'rejected', code: 'forbidden' },
    { mut_id: ids[1] ?? '', status: 'blocked', code: 'dependency' },
    { mut_id: ids[2] ?? '', status: 'blocked', code: 'dependency' },
  )
  store.outbox.cancel({ mutId: idOf('parent') })
  expect(taken()).toContainEqual(['child', 0])
})
