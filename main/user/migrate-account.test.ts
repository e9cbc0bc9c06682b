import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MIGRATIONS } from './migrations.ts'
import { openUserDb } from './open.ts'
import { countingIds, openAt, signedIn } from './testing/account.ts'
import { key } from './testing/people.ts'
import { createVault } from './vault.ts'

const vault = createVault(key)
const FIRST = MIGRATIONS.slice(0, 1)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-v1-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A favourite as the first version wrote it. */
const writeAsFirst = (id: string, note: string) => {
  const { db, readOnly } = openUserDb(folder, vault, FIRST)
  const cell = (column: string) => ({ table: 'favourites', row: `service:${id}`, column })
  db.prepare(
    `INSERT INTO favourites (kind, id, nom, note, listes, cree_le) VALUES ('service', ?, 'Atelier', ?, ?, '2026-01-01T00:00:00.000Z')
     ON CONFLICT DO UPDATE SET nom = excluded.nom, supprime_le = NULL`,
  ).run(id, vault.sealText(note, cell('note')), vault.sealText('["Urgent"]', cell('listes')))
  db.close()
  return readOnly
}

it('a file of the first version keeps its favourites, then gives them to the account', () => {
  writeAsFirst('s1', 'Rappeler Odette')
  const store = openAt(folder, countingIds())
  const words = { kind: 'service', id: 's1', nom: 'Atelier', note: 'Rappeler Odette', listes: ['Urgent'], lisible: true }
  expect(store.favourites.list()).toMatchObject([words])
  store.account.set(signedIn('odette'))
  expect(store.favourites.list()).toMatchObject([words])
  expect(store.outbox.take('odette', Date.now()).mutations).toMatchObject([
    { patch: { note: 'Rappeler Odette', listes: ['Urgent'] } },
  ])
  store.close()
})

it('an application of the first version may go on writing this file, and what it adds joins the account later', () => {
  const newId = countingIds()
  const store = openAt(folder, newId)
  store.account.set(signedIn('odette'))
  store.favourites.add({ kind: 'service', id: 's1', nom: 'Atelier' })
  store.close()
  expect(writeAsFirst('s1', 'écrit par l’ancienne')).toBe(false)
  expect(writeAsFirst('s2', 'écrit par l’ancienne')).toBe(false)
  const back = openAt(folder, newId)
  expect(back.favourites.list().map(({ id, note }) => [id, note])).toEqual(
    expect.arrayContaining([
      ['s1', 'écrit par l’ancienne'],
      ['s2', 'écrit par l’ancienne'],
    ]),
  )
  expect(back.outbox.counts().en_attente).toBe(3)
  back.close()
})
