import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rankBetween } from '#shared/memory/list.ts'
import { DoraError } from '#shared/errors.ts'
import type { UserStore } from './store.ts'
import { countingIds, openAt, signedIn } from './testing/account.ts'

let folder: string
let store: UserStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-lists-'))
  store = openAt(folder, countingIds())
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const service = (id: string) => ({ kind: 'service' as const, id })
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : String(error)
  }
}
const make = (...ids: readonly string[]): string => {
  const { id } = store.lists.create({ structureId: 'g', nom: 'Mobilité' })
  for (const one of ids) store.lists.add({ id, ligne: { ...service(one), nom: `Service ${one}` } })
  return id
}
const order = (id: string): string[] =>
  store.lists
    .list()
    .find((one) => one.id === id)
    ?.lignes.map((line) => line.id) ?? []
const waiting = () => store.outbox.take('odette', Date.parse('2026-03-02T09:00:00.000Z')).mutations

test('without account there is none, and none can be made', () => {
  expect(store.lists.list()).toEqual([])
  expect(codeOf(() => store.lists.create({ structureId: 'g', nom: 'x' }))).toBe('compte-non-connecte')
})

test('a list and its lines leave in that order, the lines waiting for their list', () => {
  store.account.set(signedIn('odette'))
  const id = make('a', 'b')
  store.lists.note({ id, ligne: service('a'), note: 'Le mardi.', etiquettes: ['rapide', 'rapide'] })
  expect(store.lists.list()).toMatchObject([
    { id, nom: 'Mobilité', envoi: 'attente', lignes: [{ id: 'a', note: 'Le mardi.', etiquettes: ['rapide'] }, { id: 'b' }] },
  ])
  const sent = waiting()
  expect(sent.map(({ type }) => type)).toEqual(['liste.create', 'liste-ligne.create', 'liste-ligne.create'])
  expect(sent[1]?.deps).toEqual([sent[0]?.mut_id])
})

test('added twice, it is there once; taken away, it is not; unknown lists are said', () => {
  store.account.set(signedIn('odette'))
  const id = make('a', 'a')
  expect(order(id)).toEqual(['a'])
  store.lists.take({ id, ligne: service('a') })
  expect(order(id)).toEqual([])
  expect(codeOf(() => store.lists.add({ id: 'inconnue', ligne: { ...service('a'), nom: '' } }))).toBe('liste-introuvable')
})

test('another account of this desk reads none of it', () => {
  store.account.set(signedIn('odette'))
  make('a')
  store.account.set(signedIn('paul'))
  expect(store.lists.list()).toEqual([])
})

test('however lines are moved, the order is the one that was asked', () => {
  store.account.set(signedIn('odette'))
  const ids = ['a', 'b', 'c', 'd', 'e']
  const id = make(...ids)
  let model = [...ids]
  const step = fc.tuple(fc.constantFrom(...ids), fc.option(fc.constantFrom(...ids)))
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      for (const [one, before] of steps) {
        if (one === before) continue
        store.lists.move({ id, ligne: service(one), avant: before === null ? null : service(before) })
        const others = model.filter((each) => each !== one)
        const at = before === null ? others.length : others.indexOf(before)
        model = [...others.slice(0, at), one, ...others.slice(at)]
        expect(order(id)).toEqual(model)
      }
    }),
    { numRuns: 15 },
  )
})

test('a rank is between its neighbours, or there is no room and it is said', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }), (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a]
      const rank = rankBetween(low, high)
      if (rank !== null) expect(rank > low && rank < high).toBe(true)
    }),
  )
  expect(rankBetween(1, 1)).toBeNull()
  expect((rankBetween(null, 5) ?? 0) < 5).toBe(true)
  expect((rankBetween(5, null) ?? 0) > 5).toBe(true)
})
