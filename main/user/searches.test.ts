import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { marksAt } from '#shared/memory/marks.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { MOST_RECENT } from './searches-desk.ts'
import { MOST_KEPT } from './searches-store.ts'
import type { UserStore } from './store.ts'
import { countingIds, openAt, signedIn } from './testing/account.ts'

let folder: string
let store: UserStore
let newId: () => string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-searches-'))
  newId = countingIds()
  store = openAt(folder, newId)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})
const reopen = () => {
  store.close()
  store = openAt(folder, newId)
}

const ID = '0b0e7d0e-3f49-4f0e-8b64-6f6e2f1a9c01'
const search = (id = ID, nom = 'Permis à Lille', text = 'permis') => ({
  id,
  nom,
  query: SearchQuery.parse({ text, place: { kind: 'point', lat: 50.63331, lon: 3.06662, label: 'Chez Odette' } }),
  lieu: 'Chez Odette',
  frequence: 'quinzaine' as const,
  cree_le: '2026-03-02T08:00:00.000Z',
})
const seen = marksAt('2026-03-02T08:00:00.000Z', { a: { n: 'Atelier', s: '', h: {} } })
const names = () => store.searches.list().map(({ nom }) => nom)
const waiting = () => store.outbox.take('odette', Date.parse('2026-03-02T09:00:00.000Z')).mutations
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : `not coded: ${String(error)}`
  }
}

test('without an account: kept on the desk whole, changed, removed and back, forgotten once the desk was closed', () => {
  store.searches.make({ search: search(), seen })
  expect(store.searches.list()).toEqual([search()])
  expect(store.searches.marks({ id: ID })).toEqual(seen)
  store.searches.change({ id: ID, nom: 'Permis' })
  store.searches.remove({ id: ID })
  expect(names()).toEqual([])
  store.searches.restore({ id: ID })
  expect(names()).toEqual(['Permis'])
  store.searches.remove({ id: ID })
  reopen()
  store.searches.restore({ id: ID })
  expect([names(), store.searches.marks({ id: ID })]).toEqual([[], null])
  expect(codeOf(() => store.searches.change({ id: ID, nom: 'x' }))).toBe('recherche-introuvable')
})

test('with an account: each change leaves for the server; what was kept for nobody becomes the account’s, with what was seen', () => {
  store.searches.make({ search: search(), seen })
  store.account.set(signedIn('odette'))
  expect([names(), store.searches.marks({ id: ID })]).toEqual([['Permis à Lille'], seen])
  store.searches.change({ id: ID, frequence: 'mois' })
  expect(waiting()).toMatchObject([
    {
      type: 'recherche.create',
      key: { kind: 'recherche', id: `odette/${ID}` },
      patch: { nom: 'Permis à Lille', frequence: 'mois' },
    },
  ])
  store.searches.remove({ id: ID })
  expect(names()).toEqual([])
  store.searches.restore({ id: ID })
  expect(store.searches.list()).toEqual([{ ...search(), frequence: 'mois' }])
  // Another person sees nothing of it; the desk neither.
  store.account.set(signedIn('fatou'))
  expect([names(), store.searches.marks({ id: ID })]).toEqual([[], null])
  expect(codeOf(() => store.searches.look({ id: ID, seen }))).toBe('recherche-introuvable')
})

test('an account that leaves nothing behind leaves no search, nor what it saw, nor its last ones', () => {
  store.account.set(signedIn('odette'))
  store.searches.make({ search: search(), seen })
  store.searches.noteRecent({ id: 'r1', query: search().query, lieu: 'Chez Odette', total: 3 })
  store.account.clear({ effacer: true })
  store.account.set(signedIn('odette'))
  expect([names(), store.searches.marks({ id: ID }), store.searches.recent()]).toEqual([[], null, []])
})

test('the last searches: the newest first, each once, thirty at most, forgotten when asked', () => {
  for (let n = 0; n < MOST_RECENT + 5; n += 1)
    store.searches.noteRecent({ id: `r${n}`, query: SearchQuery.parse({ text: `mot ${n}` }), lieu: '', total: n })
  store.searches.noteRecent({ id: 'again', query: SearchQuery.parse({ text: 'mot 20 ', sort: 'nom' }), lieu: '', total: 7 })
  const recent = store.searches.recent()
  expect(recent).toHaveLength(MOST_RECENT)
  expect(recent[0]).toMatchObject({ id: 'again', total: 7 })
  expect(recent.filter(({ query }) => query.text.trim() === 'mot 20')).toHaveLength(1)
  store.searches.forgetRecent()
  expect(store.searches.recent()).toEqual([])
})

test('a hundred and no more', () => {
  for (let n = 0; n < MOST_KEPT; n += 1) store.searches.make({ search: search(newId()), seen: null })
  expect(codeOf(() => store.searches.make({ search: search(newId()), seen: null }))).toBe('trop-de-recherches')
  expect(names()).toHaveLength(MOST_KEPT)
})

test('nothing of a search is readable on the disk', () => {
  store.searches.make({ search: search(), seen })
  store.searches.noteRecent({ id: 'r1', query: search().query, lieu: 'Chez Odette', total: 3 })
  store.account.set(signedIn('odette'))
  store.searches.make({ search: search(newId(), 'Une autre'), seen })
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile())) {
    const bytes = readFileSync(join(folder, name)).toString('latin1')
    for (const word of ['Odette', 'permis', 'Permis', 'Atelier', '50.633'])
      expect(bytes.includes(word), `${word} in ${name}`).toBe(false)
  }
})
