import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Session } from '#shared/sync/wire.ts'
import { MIGRATIONS } from './migrations.ts'
import { openUserDb } from './open.ts'
import type { UserStore } from './store.ts'
import { countingIds, openAt, sessionOf } from './testing/account.ts'
import { key } from './testing/people.ts'
import { createVault } from './vault.ts'

const A = 'https://a.exemple.test/'
const B = 'https://b.exemple.test/'
const first = sessionOf('odette')
const next: Session = {
  ...first,
  token: 'jeton-inventé-suivant-0123456789abcdef',
  renouvellement: 'renouvellement-inventé-suivant-012345',
}

let folder: string
let store: UserStore
const open = () => openAt(folder, countingIds())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-session-'))
  store = open()
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})
const renewal = (token: string) => store.account.renewal({ token })

it('what renews a session is kept with it, for the server that gave it, and the next pair takes its place at once', () => {
  expect([store.account.session(), renewal(first.token)]).toEqual([null, null])
  store.account.set({ session: first, serveur: A })
  expect(renewal(first.token)).toEqual({ renouvellement: first.renouvellement, serveur: A })
  expect(renewal('un autre')).toBeNull()
  expect(store.account.renewed({ token: first.token, session: next })).toBe(true)
  // As after a cut: what was told to be kept is on the disk.
  store.close()
  store = open()
  expect(store.account.session()).toEqual({ token: next.token, renouvellement: next.renouvellement, serveur: A })
  expect([renewal(first.token), store.outbox.state().account?.token]).toEqual([null, next.token])
})

it('a pair that comes late, or is someone else’s, takes no place', () => {
  store.account.set({ session: first, serveur: A })
  expect(store.account.renewed({ token: 'celui d’avant', session: next })).toBe(false)
  expect(store.account.renewed({ token: first.token, session: { ...next, compte: sessionOf('basile').compte } })).toBe(false)
  store.account.set({ session: sessionOf('basile'), serveur: A })
  expect(store.account.renewed({ token: first.token, session: next })).toBe(false)
  expect(store.account.session()?.token).toBe(sessionOf('basile').token)
  store.account.clear({ effacer: false })
  expect(store.account.renewed({ token: sessionOf('basile').token, session: sessionOf('basile') })).toBe(false)
})

it.each<[string, () => void]>([
  ['signing out', () => store.account.clear({ effacer: false })],
  ['the end of the session', () => store.outbox.sessionExpired({ userId: 'odette', token: first.token })],
  ['another who signs in', () => store.account.set({ session: sessionOf('basile'), serveur: A })],
])('%s leaves nothing that renews it', (_, act) => {
  store.account.set({ session: first, serveur: A })
  act()
  expect(renewal(first.token)).toBeNull()
  store.close()
  const db = new Database(join(folder, 'user.db'))
  expect(db.prepare(`SELECT renouvellement FROM sync WHERE user_id = 'odette'`).pluck().get()).toBeNull()
  db.close()
  store = open()
})

it('a renewal left behind by an application that knows nothing of it renews no other session', () => {
  store.account.set({ session: first, serveur: A })
  store.close()
  // The second version of the file signs in again, elsewhere: it writes a token of its own over the first.
  const vault = createVault(key)
  const { db } = openUserDb(folder, vault, MIGRATIONS.slice(0, 2))
  const token = 'jeton-inventé-d’ailleurs-0123456789abcdef'
  db.prepare(`UPDATE sync SET serveur = ?, token = ? WHERE user_id = 'odette'`).run(
    B,
    vault.sealText(token, { table: 'sync', row: 'odette', column: 'token' }),
  )
  db.close()
  store = open()
  expect(store.account.session()).toEqual({ token, renouvellement: null, serveur: B })
  expect(renewal(token)).toBeNull()
})

it('a file that can only be read renews nothing', () => {
  store.account.set({ session: first, serveur: A })
  store.close()
  const version = MIGRATIONS.length + 1
  openUserDb(folder, createVault(key), [...MIGRATIONS, { version, minSafeVersion: version, up: () => {} }]).db.close()
  store = open()
  expect([store.readOnly, store.outbox.state().account?.token, renewal(first.token)]).toEqual([true, first.token, null])
})

it('nothing that opens or renews a session is in the clear, before and after a renewal', () => {
  const scan = () => {
    for (const name of readdirSync(folder).filter((each) => each.startsWith('user.db')))
      for (const word of ['jeton-inv', 'renouvellement-inv', 'Odette'])
        expect(readFileSync(join(folder, name)).includes(word), `${word} in ${name}`).toBe(false)
  }
  store.account.set({ session: first, serveur: A })
  scan()
  store.account.renewed({ token: first.token, session: next })
  scan()
  store.close()
  scan()
  store = open()
})
