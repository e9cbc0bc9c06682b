import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ActeTold } from '#shared/moderation/acts.ts'
import type { Vu } from '#shared/moderation/dossier.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { verifyJournal } from '#server/accounts/journal.ts'
import { seal } from '#server/accounts/testing/bench.ts'
import { putService } from '#server/sync/commands/catalogue-rows.ts'
import { publishable } from '#server/sync/testing.ts'
import { type DossierBench, type Geste, openDossiers, statuer } from './testing/dossiers.ts'

/** Two moderators on one item at the same instant: one of them does it, and the other is told who did. */

// A real server on a machine that does other things.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const ROUNDS = 3

describe.each(['sqlite', 'postgresql'] as const)('on %s', (engine) => {
  let postgres: TestPostgres | null = null
  /** As two replicas see the same base; one process alone has an embedded one. */
  let stores: readonly [SyncStore, SyncStore]
  let bench: DossierBench
  let n = 0
  beforeAll(async () => {
    postgres = engine === 'sqlite' ? null : await startPostgres()
    if (postgres === null) {
      const store = await openSqliteStore({ file: ':memory:' })
      stores = [store, store]
    } else {
      const url = await postgres.newDatabase()
      stores = [await openPostgresqlStore({ url, listen: false }), await openPostgresqlStore({ url, listen: false })]
    }
    bench = await openDossiers({ store: stores[0] })
  })
  afterAll(async () => {
    for (const store of new Set(stores)) await store.close()
    await postgres?.stop()
  })

  /** A structure that nobody has looked at, with a request that waits for it. */
  const held = async () => {
    const { people } = bench.requests.accounts
    const dora = { moderation_status: 'NEED_INITIAL_MODERATION' } as const
    const structure = await people.structure({ nom: `Nouvelle ${(n += 1)}`, dora })
    const author = await people.person()
    await people.belongs(author, structure, 'membre', true)
    const { id } = await bench.requests.send({ structure_id: structure.id }, author)
    await bench.requests.accounts.letters()
    const cible = { kind: 'structure', id: structure.id } as const
    return { cible, id, author, vu: await bench.seen(cible) }
  }
  const act = (
    replica: 0 | 1,
    by: User,
    { cible, vu }: { readonly cible: Cible; readonly vu: Vu },
    geste: Geste,
    id = randomUUID(),
  ) => bench.act(by, cible, geste, vu, { id, store: stores[replica] })

  const oneFirst = (told: readonly ActeTold[]) => {
    expect(told.map(({ suite }) => suite).sort()).toEqual(['deja', 'fait'])
    const winner = told.findIndex(({ suite }) => suite === 'fait')
    expect(told[1 - winner]).toMatchObject({ par: winner === 0 ? 'Tess Lenoir' : 'Oscar Petit' })
  }

  const RACES: readonly (readonly [string, Geste, Geste])[] = [
    ['validate', statuer('VALIDATED'), statuer('VALIDATED')],
    ['validate and begin', statuer('VALIDATED'), statuer('IN_PROGRESS')],
    ['approve and reject', { geste: 'approuver-demandes' }, { geste: 'rejeter-demandes', motif: 'Faux.' }],
    ['validate and close', statuer('VALIDATED'), { geste: 'rendre-obsolete', note: '' }],
    ['write', { geste: 'ecrire', objet: 'Un', message: 'Un.' }, { geste: 'ecrire', objet: 'Deux', message: 'Deux.' }],
  ]
  test.each(RACES)('two who %s', async (_, one, other) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const item = await held()
      oneFirst(await Promise.all([act(0, bench.team, item, one), act(1, bench.other, item, other)]))
      expect((await bench.kept(item.cible)).decisions).toHaveLength(1)
    }
  })

  /** A service of theirs that nobody has looked at. */
  const published = async () => {
    const { receiver } = bench.requests
    const id = `dora--course-${(n += 1)}`
    const doc = publishable(id, receiver.id, { dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
    await bench.requests.store.write((writer) => putService(writer, seal, doc as never))
    const cible = { kind: 'service', id } as const
    return { cible, vu: await bench.seen(cible) }
  }
  test.each([
    ['validate', statuer('VALIDATED')],
    ['send it back', statuer('NEED_NEW_MODERATION')],
    ['begin', statuer('IN_PROGRESS')],
  ])('of a service, one who validates it and one who may %s', async (_, other) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const item = await published()
      oneFirst(await Promise.all([act(0, bench.team, item, statuer('VALIDATED')), act(1, bench.other, item, other)]))
      expect((await bench.kept(item.cible)).decisions).toHaveLength(1)
    }
  })

  /** Each act by whom, on which replica, after how many turns of the others. */
  const moves = fc.array(
    fc.record({
      mine: fc.boolean(),
      replica: fc.constantFrom(0, 1) as fc.Arbitrary<0 | 1>,
      turns: fc.nat(12),
      geste: fc.constantFrom<Geste>(
        statuer('VALIDATED'),
        statuer('IN_PROGRESS'),
        { geste: 'approuver-demandes' },
        { geste: 'rejeter-demandes', motif: 'Faux.' },
        { geste: 'rendre-obsolete', note: '' },
      ),
    }),
    { minLength: 2, maxLength: 6 },
  )
  test('whatever two moderators press, on whichever replica and in whatever order: one of them decides, the other is told who', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (all) => {
        const item = await held()
        const told = await Promise.all(
          all.map(async ({ mine, replica, turns, geste }) => {
            for (let turn = 0; turn < turns; turn += 1) await setImmediate()
            return { mine, told: await act(replica, mine ? bench.team : bench.other, item, geste) }
          }),
        )
        const done = new Set(told.flatMap(({ mine, told: { suite } }) => (suite === 'fait' ? [mine] : [])))
        expect(done.size).toBe(1)
        const [winner] = done
        for (const { mine, told: one } of told) {
          if (mine === winner) expect(one.suite).not.toBe('deja')
          else expect(one).toMatchObject({ suite: 'deja', par: winner === true ? 'Tess Lenoir' : 'Oscar Petit' })
        }
        const { decisions } = await bench.kept(item.cible)
        expect(new Set(decisions.map(({ user_id }) => user_id)).size).toBe(1)
        expect(decisions).toHaveLength(told.filter(({ told: { suite } }) => suite === 'fait').length)
      }),
      { numRuns: 12 },
    )
  })

  test('approved or rejected, and never both: requests, letters and accounts are of the one that was first', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const item = await held()
      const gestes = [{ geste: 'approuver-demandes' }, { geste: 'rejeter-demandes', motif: 'Faux.' }] as const
      const [approved] = await Promise.all([act(0, bench.team, item, gestes[0]), act(1, bench.other, item, gestes[1])])
      const open = approved?.suite === 'fait'
      expect((await bench.requests.whole(item.id))?.etat).toBe(open ? 'OUVERTE' : 'MODÉRATION_REJETÉE')
      expect((await bench.requests.accounts.user(item.author))?.actif).toBe(open)
      const kinds = (await bench.requests.accounts.letters()).map(({ template }) => template.kind)
      expect(kinds.filter((kind) => kind === 'orientation-recue')).toHaveLength(open ? 1 : 0)
      expect(kinds.filter((kind) => kind === 'moderation-rejetee')).toHaveLength(open ? 0 : 1)
    }
  })

  test('the same act from a desk that asks again before it is answered: once', async () => {
    const item = await held()
    const id = randomUUID()
    const told = await Promise.all(
      ([0, 1, 0, 1] as const).map((replica) => act(replica, bench.team, item, statuer('VALIDATED', 'Vue.'), id)),
    )
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(told[0]).toMatchObject({ suite: 'fait', demandes: 1 })
    expect((await bench.kept(item.cible)).decisions).toHaveLength(1)
  })

  test('who takes it is one of them', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const item = await held()
      const take = { geste: 'prendre', quand_meme: false } as const
      const told = await Promise.all([act(0, bench.team, item, take), act(1, bench.other, item, take)])
      expect(told.map(({ suite }) => suite).sort()).toEqual(['fait', 'pris'])
    }
  })

  test('leaves one journal', async () => {
    expect(await stores[0].read((reader) => verifyJournal(reader, seal))).toMatchObject({ intact: true })
  })
})
