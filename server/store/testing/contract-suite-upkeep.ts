import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { brief, D75, feedOf, FR, key, row, type StoreOptions } from './contract-suite.ts'
import type { PutRow, SyncStore, User } from '../types.ts'

/** What every engine must do beside rows: horizons, instants, jobs, accounts. */

const ADMIN: User = {
  id: 'u1',
  courriel: 'camille.exemple@exemple.fr',
  nom: 'Camille Exemple',
  role: 'administrateur',
  motDePasse: 'scrypt$1',
  creeLe: '2026-01-01T00:00:00.000Z',
}

export const describeUpkeep = (engine: string, open: (options: StoreOptions) => Promise<SyncStore>): void => {
  describe(`upkeep and accounts on ${engine}`, () => {
    let store: SyncStore
    let clock = 0
    beforeEach(async () => {
      clock = Date.parse('2026-01-01T00:00:00Z')
      store = await open({ now: () => clock })
    })
    afterEach(() => store.close())

    const put = (...rows: PutRow[]) =>
      store.write(async (w) => {
        for (const one of rows) await w.put(one)
      })
    const head = () => store.read((r) => r.head())
    const entity = (id: string) => store.read((r) => r.entity(key(id)))

    test('the durable horizon goes forward only, and never beyond the head', async () => {
      await put(row('a', 'x', [FR]))
      await put(row('b', 'x', [FR]))
      await store.setDurable(1)
      expect((await head()).durableSeq).toBe(1)
      await store.setDurable(0)
      expect((await head()).durableSeq).toBe(1)
      await store.setDurable(99)
      expect((await head()).durableSeq).toBe(2)
    })

    test('a new epoch goes on counting', async () => {
      await put(row('a', 'x', [FR]))
      const before = await head()
      const after = await store.newEpoch()
      expect(after).toEqual({ ...before, epoch: expect.not.stringContaining(before.epoch) as string })
      expect(await head()).toEqual(after)
    })

    test('a purge forgets removals and raises the floor; versions are not forgotten', async () => {
      await put(row('a', 'x', [FR, D75]), row('b', 'x', [FR, D75]))
      await store.write((w) => w.remove(key('a')))
      await put(row('b', 'x', [FR]))
      await store.write((w) => w.remove(key('b')))
      expect(await store.purgeTombstones(3)).toBe(3)
      expect((await head()).floor).toBe(3)
      expect([brief(await feedOf(store, FR)), await feedOf(store, D75)]).toEqual([[[4, 'remove', 'b']], []])
      expect(await store.purgeTombstones(2)).toBe(0)
      expect((await head()).floor).toBe(3)
      expect(await store.purgeTombstones(99)).toBe(1)
      expect((await head()).floor).toBe(4)
      await put(row('a', 'x', [FR]))
      expect(await entity('a')).toMatchObject({ ver: 3, seq: 5 })
    })

    test('the seq of an instant: nothing at or before it is younger', async () => {
      const minute = 60_000
      const iso = (ms: number) => new Date(ms).toISOString()
      const start = clock
      expect(await store.seqBefore(iso(start))).toBe(0)
      await put(row('a', '1', [FR]))
      clock += minute / 2
      await put(row('a', '2', [FR]))
      clock += minute
      await put(row('a', '3', [FR]))
      clock -= 10 * minute
      await put(row('a', '4', [FR]))
      expect(await store.seqBefore(iso(start - 1))).toBe(0)
      expect(await store.seqBefore(iso(start))).toBe(1)
      // The second commit left no instant: it is thought younger than it is.
      expect(await store.seqBefore(iso(start + minute))).toBe(1)
      // A clock set back makes nothing older.
      expect(await store.seqBefore(iso(start + 2 * minute))).toBe(3)
      clock = start + 5 * minute
      await put(row('a', '5', [FR]))
      expect(await store.seqBefore(iso(clock))).toBe(5)
    })

    test('a job is done by one at a time, and again once it is over', async () => {
      const inside = Promise.withResolvers<void>()
      const end = Promise.withResolvers<void>()
      const first = store.exclusively('purge', async () => {
        inside.resolve()
        await end.promise
        return 1
      })
      await inside.promise
      expect(await store.exclusively('purge', async () => 2)).toBeNull()
      expect(await store.exclusively('snapshot', async () => 3)).toBe(3)
      end.resolve()
      expect(await first).toBe(1)
      await expect(store.exclusively('purge', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
      expect(await store.exclusively('purge', async () => 4)).toBe(4)
    })

    test('a text that would not come back as it went is refused, and asks nothing when looked for', async () => {
      for (const bad of ['a\0b', 'a\ud800']) {
        await expect(put(row(bad, 'x', [FR]))).rejects.toMatchObject({ code: 'unstorable-text' })
        await store.read(async (r) => {
          expect(await r.entity(key(bad))).toBeNull()
          expect(await r.mutation(bad, bad)).toBeNull()
          expect(await r.children('service', bad)).toEqual([])
        })
        expect(await store.accounts.userByEmail(bad)).toBeNull()
        expect(await store.accounts.userOfToken(bad, '2026-01-01T00:00:00Z')).toBeNull()
      }
      const odd = '\u0001"\\\u2028’é\u{1f600}{}[],'
      await put({ ...row(odd, odd, [FR]), doc: JSON.stringify({ value: `${odd}\0\ud800` }) })
      expect(await entity(odd)).toMatchObject({ id: odd, doc: JSON.stringify({ value: `${odd}\0\ud800` }) })
    })

    test('accounts: found by address and id, one for each address', async () => {
      const { accounts } = store
      await accounts.addUser(ADMIN)
      expect([await accounts.userByEmail(ADMIN.courriel), await accounts.userById('u1')]).toEqual([ADMIN, ADMIN])
      expect([await accounts.userByEmail('personne@exemple.fr'), await accounts.userById('u9')]).toEqual([null, null])
      await expect(accounts.addUser({ ...ADMIN, id: 'u2' })).rejects.toMatchObject({ code: 'email-taken' })
      const second: User = { ...ADMIN, id: 'u2', courriel: 'sacha.exemple@exemple.fr', role: 'professionnel' }
      await accounts.addUser(second)
      expect(await accounts.users()).toEqual([ADMIN, second])
    })

    test('tokens: theirs until they expire, are revoked, or the password changes', async () => {
      const { accounts } = store
      await accounts.addUser(ADMIN)
      const add = (hash: string) =>
        accounts.addToken({ hash, userId: 'u1', poste: 'Poste 1', expireLe: '2026-02-01T00:00:00+01:00' })
      for (const hash of ['t1', 't2', 't3']) await add(hash)
      const at = (hash: string, now = '2026-01-15T00:00:00Z') => accounts.userOfToken(hash, now)
      expect(await at('t1')).toEqual(ADMIN)
      expect(await at('t1', '2026-01-31T22:59:59Z')).toEqual(ADMIN)
      expect(await at('t1', '2026-01-31T23:00:00Z')).toBeNull()
      await accounts.revokeToken('t1')
      expect([await at('t1'), await at('t2')]).toEqual([null, ADMIN])
      await accounts.setPassword('u1', 'scrypt$2')
      expect([await at('t2'), await at('t3')]).toEqual([null, null])
      expect(await accounts.userById('u1')).toEqual({ ...ADMIN, motDePasse: 'scrypt$2' })
    })

    test('a desk belongs to the first who claims it, even at the same time', async () => {
      const owners = await Promise.all(['u1', 'u2', 'u3'].map((user) => store.accounts.claimClient('c1', user)))
      expect(new Set(owners).size).toBe(1)
      expect(await store.accounts.claimClient('c1', 'u9')).toBe(owners[0])
      expect(await store.accounts.claimClient('c2', 'u9')).toBe('u9')
    })
  })
}
