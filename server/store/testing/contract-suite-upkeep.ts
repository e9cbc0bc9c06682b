import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { brief, D75, feedOf, FR, key, row, type StoreOptions } from './contract-suite.ts'
import { newUser } from '#server/accounts/user.ts'
import type { PutRow, SyncStore, StoredUsage, User } from '../types.ts'
import { storedSession } from './sessions.ts'

/** What every engine must do beside rows: horizons, instants, jobs, accounts. */

const ADMIN: User = newUser(
  { id: 'u1', courriel: 'camille.exemple@exemple.fr', nom: 'Camille Exemple', role: 'administrateur', motDePasse: 'scrypt$1' },
  Date.parse('2026-01-01T00:00:00Z'),
)
const NOW = '2026-01-15T00:00:00Z'

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
        expect(await store.accounts.sessionOfAccess(bad, NOW)).toBeNull()
        expect(await store.accounts.takeTicket(bad, 'lien', NOW)).toBeNull()
      }
      const odd = '\u0001"\\\u2028’é\u{1f600}{}[],'
      await put({ ...row(odd, odd, [FR]), doc: JSON.stringify({ value: `${odd}\0\ud800` }) })
      expect(await entity(odd)).toMatchObject({ id: odd, doc: JSON.stringify({ value: `${odd}\0\ud800` }) })
    })

    test('events of use are kept once, read by day, and forgotten', async () => {
      const { usage } = store
      const event = (id: string, jour: string, more: Partial<StoredUsage> = {}): StoredUsage => ({
        id,
        type: 'service',
        jour,
        poste: 'p1',
        activite: null,
        departement: null,
        commune: null,
        fait: { type: 'service', service_id: 's', recherche: null },
        ...more,
      })
      const gap = event('c', '2026-11-02', {
        type: 'sans-solution',
        departement: '59',
        commune: '59350',
        poste: 'p2',
        activite: 'accompagnateur',
        fait: {
          type: 'sans-solution',
          thematiques: ['mobilite--passer-le-permis'],
          publics: [],
          lieu: { commune: '59350', departement: '59' },
          raison: 'aucun',
          recherche: null,
        },
      })
      const all = async (...asked: Parameters<typeof usage.scan>) => {
        const found: StoredUsage[] = []
        for await (const one of usage.scan(...asked)) found.push(one)
        return found
      }
      const [a, b] = [event('a', '2026-11-03'), event('b', '2026-11-01')]
      expect(await usage.add([])).toBe(0)
      expect(await usage.add([a, b])).toBe(2)
      expect(await usage.add([{ ...a, jour: '2026-01-01' }, gap])).toBe(1)
      const year = { from: '2026-01-01', to: '2026-12-31' }
      expect(await all(year)).toEqual([b, gap, a])
      expect(await all({ from: '2026-11-02', to: '2026-11-02' })).toEqual([gap])
      expect(await all(year, { types: ['service'] })).toEqual([b, a])
      expect(await all(year, { types: ['service', 'sans-solution'], departements: ['59', '62'] })).toEqual([gap])
      expect(await all(year, { departements: [] })).toEqual([])
      expect([await usage.countOf('p1', '2026-11-03'), await usage.countOf('p1', '2026-11-02')]).toEqual([1, 0])
      await expect(usage.add([event('d', '2026-11-03', { commune: '\0' })])).rejects.toMatchObject({ code: 'unstorable-text' })
      const many = Array.from({ length: 200 }, (_, n) => event(`m${String(n).padStart(3, '0')}`, '2026-12-01'))
      expect(await usage.add(many)).toBe(200)
      expect((await all({ from: '2026-12-01', to: '2026-12-01' })).map(({ id }) => id)).toEqual(many.map(({ id }) => id))
      expect(await usage.forgetBefore('2026-11-03')).toBe(2)
      expect(await all({ from: '2026-01-01', to: '2026-11-30' })).toEqual([a])
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

    test('an account is changed by the fields named, and its address and `sub` are nobody else’s', async () => {
      const { accounts } = store
      await accounts.addUser(ADMIN)
      await accounts.addUser({ ...ADMIN, id: 'u2', courriel: 'sacha@exemple.fr', sub: 'sub-2', motDePasse: null })
      const changed = await accounts.updateUser('u1', {
        prenom: 'Camille',
        gestionnaire: true,
        departements: ['75', '2A'],
        sub: 'sub-1',
        activite: 'offreur',
        infolettre: true,
        cgu: { '20261127': NOW },
        vuLe: NOW,
      })
      expect(changed).toEqual({
        ...ADMIN,
        prenom: 'Camille',
        gestionnaire: true,
        departements: ['2A', '75'],
        sub: 'sub-1',
        activite: 'offreur',
        infolettre: true,
        cgu: { '20261127': NOW },
        vuLe: NOW,
      })
      expect(await accounts.userBySub('sub-1')).toEqual(changed)
      expect((await accounts.userById('u2'))?.motDePasse).toBeNull()
      await expect(accounts.updateUser('u1', { courriel: 'sacha@exemple.fr' })).rejects.toMatchObject({ code: 'email-taken' })
      await expect(accounts.updateUser('u1', { sub: 'sub-2' })).rejects.toMatchObject({ code: 'email-taken' })
      expect(await accounts.updateUser('u9', { nom: 'x' })).toBeNull()
      await accounts.removeUser('u1')
      expect(await accounts.userById('u1')).toBeNull()
    })

    test('sessions: their access until it expires, the session ends, or the password changes', async () => {
      const { accounts } = store
      await accounts.addUser(ADMIN)
      for (const id of ['s1', 's2', 's3', 's4']) await accounts.addSession(storedSession(id))
      const at = async (id: string, now = NOW) => (await accounts.sessionOfAccess(`acces-${id}`, now))?.user ?? null
      expect(await at('s1')).toEqual(ADMIN)
      expect(await at('s1', '2026-01-31T23:59:59Z')).toEqual(ADMIN)
      expect(await at('s1', '2026-02-01T01:00:00+01:00')).toBeNull()
      expect([await accounts.endSession('s1'), await accounts.endSession('s1')]).toEqual([true, false])
      expect([await at('s1'), await at('s2')]).toEqual([null, ADMIN])
      await accounts.setPassword('u1', 'scrypt$2', 's2')
      expect([(await at('s2'))?.motDePasse, await at('s3')]).toEqual(['scrypt$2', null])
      expect((await accounts.sessionsOf('u1')).map(({ id }) => id)).toEqual(['s2'])
      await accounts.updateUser('u1', { actif: false })
      expect([await at('s2'), await accounts.sessionsOf('u1')]).toEqual([null, []])
    })

    test('a session is given its next pair once, and what it spent is remembered as its own', async () => {
      const { accounts } = store
      await accounts.addUser(ADMIN)
      await accounts.addSession(storedSession('s1'))
      await accounts.markUsed('s1')
      const next = (n: number) => ({
        acces: `acces-${n}`,
        accesExpireLe: '2026-02-02T00:00:00.000Z',
        renouvellement: `suite-${n}`,
        precedent: 'renouvellement-s1',
        expireLe: '2026-04-01T00:00:00.000Z',
        vuLe: '2026-01-15T00:00:00.000Z',
      })
      const done = await Promise.all([1, 2, 3].map((n) => accounts.renewSession('s1', 'renouvellement-s1', next(n))))
      expect(done.filter(Boolean)).toHaveLength(1)
      const won = done.indexOf(true) + 1
      const session = await accounts.sessionOfRenewal(`suite-${won}`)
      expect(session).toEqual({ ...storedSession('s1'), ...next(won), servi: false })
      expect(await accounts.sessionOfRenewal('renouvellement-s1')).toEqual(session)
      expect(await accounts.sessionOfRenewal('inconnu')).toBeNull()
      await accounts.forgetExpired('2026-04-01T00:00:00Z')
      expect(await accounts.sessionOfRenewal('renouvellement-s1')).toBeNull()
    })

    test('a ticket is good once, for what it is for, until its time', async () => {
      const { accounts } = store
      const add = (hash: string) =>
        accounts.addTicket({ hash, kind: 'lien', data: `pour ${hash}`, expireLe: '2026-01-16T00:00:00Z' })
      for (const hash of ['a', 'b', 'c']) await add(hash)
      expect(await accounts.readTicket('a', 'lien', NOW)).toBe('pour a')
      expect(await accounts.takeTicket('a', 'code', NOW)).toBeNull()
      const taken = await Promise.all([1, 2, 3].map(() => accounts.takeTicket('a', 'lien', NOW)))
      expect(taken.filter((data) => data !== null)).toEqual(['pour a'])
      expect(await accounts.takeTicket('b', 'lien', '2026-01-16T00:00:00Z')).toBeNull()
      await accounts.forgetExpired('2026-01-16T00:00:00Z')
      expect(await accounts.readTicket('c', 'lien', NOW)).toBeNull()
    })

    test('structures are found by SIRET, SAFIR code and parent, with what a transaction has staged over them', async () => {
      const made = (id: string, doc: object) => ({ ...row(id, 'x', [FR], 'structure'), doc: JSON.stringify(doc) })
      await put(
        made('s-1', { siret: '11111111100006' }),
        made('s-2', { siret: '11111111100006', dora: { code_safir_ft: '12345' } }),
        made('s-3', { siret: null, dora: { parent: 's-1' } }),
        { ...row('v-1', 'x', [FR]), doc: JSON.stringify({ siret: '11111111100006' }) },
      )
      const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
      await store.read(async (r) => {
        expect(ids(await r.structuresBy('siret', '11111111100006'))).toEqual(['s-1', 's-2'])
        expect(ids(await r.structuresBy('safir', '12345'))).toEqual(['s-2'])
        expect(ids(await r.structuresBy('parent', 's-1'))).toEqual(['s-3'])
        expect(await r.structuresBy('siret', 'a\0b')).toEqual([])
      })
      await store.write(async (w) => {
        await w.remove({ kind: 'structure', id: 's-1' })
        await w.put(made('s-2', { siret: '22222222200005' }))
        await w.put(made('s-4', { siret: '11111111100006' }))
        expect(ids(await w.structuresBy('siret', '11111111100006'))).toEqual(['s-4'])
        expect(await w.structuresBy('safir', '12345')).toEqual([])
      })
    })

    test('rows of one person are read by kind, with what a transaction has staged over them', async () => {
      const mine = (id: string, doc: string, scopes: readonly string[]) => row(id, doc, scopes, 'rattachement', 's-1')
      await put(mine('u1/s-1', 'a', ['u:u1']), mine('u1/s-2', 'b', ['u:u1']), mine('u2/s-1', 'c', ['u:u2']))
      const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
      expect(await store.read(async (r) => ids(await r.inScope('rattachement', 'u:u1')))).toEqual(['u1/s-1', 'u1/s-2'])
      await store.write(async (w) => {
        await w.remove({ kind: 'rattachement', id: 'u1/s-1' })
        await w.put(mine('u1/s-3', 'd', ['u:u1']))
        await w.put(mine('u2/s-1', 'c', ['u:u1']))
        expect(ids(await w.inScope('rattachement', 'u:u1'))).toEqual(['u1/s-2', 'u1/s-3', 'u2/s-1'])
      })
      expect(await store.read(async (r) => ids(await r.inScope('rattachement', 'u:u2')))).toEqual([])
      expect(await store.read(async (r) => ids(await r.inScope('service', 'u:u1')))).toEqual([])
    })

    test('a desk belongs to the first who claims it, even at the same time', async () => {
      const owners = await Promise.all(['u1', 'u2', 'u3'].map((user) => store.accounts.claimClient('c1', user)))
      expect(new Set(owners).size).toBe(1)
      expect(await store.accounts.claimClient('c1', 'u9')).toBe(owners[0])
      expect(await store.accounts.claimClient('c2', 'u9')).toBe('u9')
    })
  })
}
