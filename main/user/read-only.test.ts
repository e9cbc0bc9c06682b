import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { MIGRATIONS } from './migrations.ts'
import { openUserDb } from './open.ts'
import { countingIds, openAt, signedIn } from './testing/account.ts'
import { draftService, invented, key } from './testing/people.ts'
import { createVault } from './vault.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-read-only-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openAt(folder, countingIds())
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : `not coded: ${String(error)}`
  }
}
/** As an application of two versions later would leave the file. */
const upgrade = (sql: string) => {
  const version = MIGRATIONS.length + 1
  openUserDb(folder, createVault(key), [
    ...MIGRATIONS,
    { version, minSafeVersion: version, up: (db) => void db.exec(sql) },
  ]).db.close()
}

it('a file of a newer application is read whole, and every write says why it cannot be', () => {
  const first = open()
  const { id } = first.drafts.create(draftService)
  first.drafts.save({ id, content: invented })
  first.account.set(signedIn('odette'))
  first.favourites.add({ kind: 'service', id: 's1', nom: 'Atelier' })
  first.favourites.update({ kind: 'service', id: 's1', note: 'Rappeler' })
  const waiting = first.outbox.list()
  first.close()
  upgrade('ALTER TABLE outbox ADD COLUMN plus_tard TEXT')
  const bytes = () => {
    const db = new Database(join(folder, 'user.db'), { readonly: true })
    const rows = ['favourites', 'outbox', 'sync', 'drafts', 'conflicts'].map((table) =>
      db.prepare(`SELECT * FROM ${table}`).all(),
    )
    db.close()
    return rows
  }
  const before = bytes()

  const old = open()
  expect([old.readOnly, old.outbox.state().readOnly]).toEqual([true, true])
  expect(old.drafts.get(id).content).toEqual(invented)
  expect(old.favourites.list()).toMatchObject([{ note: 'Rappeler' }])
  expect(old.outbox.list()).toEqual(waiting)
  expect(old.account.get().compte?.id).toBe('odette')
  expect([old.outbox.take('odette', Date.now()).mutations, old.outbox.nextAt()]).toEqual([[], null])
  const page = { userId: 'odette', epoch: 'a'.repeat(32), since: 0, more: false, changes: [], next: 1, durableSeq: 0 }
  const writes = [
    () => old.favourites.add({ kind: 'service', id: 's2', nom: 'x' }),
    () => old.favourites.remove({ kind: 'service', id: 's1' }),
    () => old.favourites.update({ kind: 'service', id: 's1', note: 'x' }),
    () => old.drafts.create(draftService),
    () => old.drafts.save({ id, content: invented }),
    () => old.drafts.remove(id),
    () => old.attachments.add({ id: 'p', draftId: id, nom: 'a.pdf', pour: '', bytes: Buffer.from('%PDF-1.7') }),
    () => old.account.set(signedIn('basile')),
    () => old.account.clear({ effacer: true }),
    () => old.outbox.cancel({ mutId: waiting[0]?.mut_id ?? '' }),
    () => old.outbox.applyMine(page),
    () => old.outbox.resetMine('odette'),
  ]
  for (const write of writes) expect(codeOf(write), String(write)).toBe('donnees-utilisateur-lecture-seule')
  old.close()
  expect(bytes()).toEqual(before)
})

it('a file whose tables are no longer known cannot even be read, and says so', () => {
  open().close()
  upgrade('DROP TABLE favourites')
  expect(codeOf(open)).toBe('donnees-utilisateur-trop-recentes')
})
