import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CatalogueRows } from '#shared/catalogue/write.ts'
import type { Mutation, MutationResult } from '#shared/sync/wire.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import { fillCatalogue } from './snapshot/fill.ts'
import {
  ADMIN,
  ALICE,
  benchOn,
  BOB,
  contents,
  emptyDesk,
  favourite,
  favouriteId,
  fill,
  follow,
  type Held,
  mutation,
  pushOne,
  service,
  structure,
} from './testing.ts'

/** Random histories of several users: sync.md §3.3, I3, I8 and I11. */

const COMMUNES = ['75056', '33063', '59350', '97411', null]
const SCOPES = ['cat:fr', 'cat:nat', 'cat:dep:75', 'cat:dep:33', 'cat:dep:974']
const people = [ALICE, BOB] as const

const rank = fc.nat(2)
const person = fc.nat(1)
const commune = fc.constantFrom(...COMMUNES)
const note = fc.constantFrom('', 'a', 'b')
const op = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('keep' as const),
      who: person,
      whose: person,
      target: rank,
      note,
      remote: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('note' as const), who: person, whose: person, target: rank, base: note, note }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('unkeep' as const), who: person, whose: person, target: rank, base: note }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('service' as const),
      target: rank,
      of: fc.option(rank),
      commune,
      remote: fc.boolean(),
      create: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), target: rank, commune }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('remove' as const), kind: fc.constantFrom('service', 'structure'), target: rank }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('replay' as const), which: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const), limit: fc.constantFrom(1, 2, 5, 5000) }) },
)
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never

const sent = (one: Op, who: (at: number) => User): readonly [User, Mutation] | null => {
  switch (one.do) {
    case 'keep': {
      // A forged key now and then: somebody else's row.
      const made = favourite(who(one.whose), `v-${one.target}`, { note: one.note, listes: one.remote ? ['x'] : [] })
      return [who(one.who), made]
    }
    case 'note': {
      const id = favouriteId(who(one.whose), `v-${one.target}`)
      return [who(one.who), mutation('favourite.update', id, { base: { note: one.base }, patch: { note: one.note } })]
    }
    case 'unkeep': {
      const id = favouriteId(who(one.whose), `v-${one.target}`)
      return [who(one.who), mutation('favourite.remove', id, { base: { note: one.base, listes: [] }, base_ver: 1 })]
    }
    case 'service': {
      const doc = service(`v-${one.target}`, one.of === null ? null : `s-${one.of}`, {
        code_insee: one.commune,
        modes_accueil: one.remote ? ['a-distance'] : [],
        zone_eligibilite: one.remote ? ['33', '75'] : [],
      })
      const { structure_id, code_insee, modes_accueil, zone_eligibilite } = doc
      return one.create
        ? [ADMIN, mutation('service.create', doc.id, { patch: doc as never })]
        : [
            ADMIN,
            mutation('service.update', doc.id, { patch: { structure_id, code_insee, modes_accueil, zone_eligibilite } as never }),
          ]
    }
    case 'move':
      return [
        ADMIN,
        mutation('structure.update', `s-${one.target}`, {
          base: { code_insee: '75056' },
          patch: { code_insee: one.commune ?? null },
        }),
      ]
    case 'remove': {
      const id = `${one.kind === 'service' ? 'v' : 's'}-${one.target}`
      return [ADMIN, mutation(`${one.kind}.remove`, id, { base_ver: 9 })]
    }
    default:
      return null
  }
}

/** A desk made of a snapshot of now. */
const snapshotOf = (store: SyncStore): Promise<Held> =>
  store.read(async (reader) => {
    const desk = emptyDesk()
    const add =
      (kind: string): CatalogueRows['addService'] =>
      (record, version) => {
        const { ver, h } = version ?? { ver: 0, h: 0 }
        desk.rows.set(`${kind} ${record.id}`, { op: 'put', seq: 0, kind, id: record.id, ver, h, doc: { ...record } as never })
        return true
      }
    const rows = { addStructure: add('structure') as never, addService: add('service') } as unknown as CatalogueRows
    const { epoch, seq } = await fillCatalogue(reader, rows)
    desk.epoch = epoch
    desk.seq = seq
    return desk
  })

test(
  'whenever a desk looked, and by pages of any size, it ends as one that reads everything now',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: 1, maxLength: 30 }), fc.constantFrom(1, 3, 5000), async (ops, limit) => {
        const store = await openSqliteStore({ file: ':memory:' })
        const { core } = await benchOn(store)
        await fill(store, [structure('s-0'), structure('s-1'), structure('s-2')], [])
        const known: { readonly user: User; readonly one: Mutation; readonly result: MutationResult }[] = []
        const desks = new Map<string, Held>(SCOPES.map((scope) => [scope, emptyDesk()]))
        const own = new Map<User, Held>(people.map((user) => [user, emptyDesk()]))
        const snapshots: Held[] = []
        const lookAt = async (size: number): Promise<void> => {
          for (const [scope, desk] of desks) await follow(core, scope, desk, { limit: size })
          for (const [user, desk] of own) await follow(core, 'u:me', desk, { limit: size }, user)
        }
        for (const one of ops) {
          if (one.do === 'look') {
            await lookAt(one.limit)
            snapshots.push(await snapshotOf(store))
          }
          const again = one.do === 'replay' ? known[one.which % Math.max(1, known.length)] : undefined
          if (again !== undefined) {
            const { seq } = await store.read((reader) => reader.head())
            expect(await pushOne(core, again.user, again.one)).toEqual(again.result)
            expect((await store.read((reader) => reader.head())).seq).toBe(seq)
          }
          const made = sent(one, (at) => people[at] ?? ALICE)
          if (made !== null) known.push({ user: made[0], one: made[1], result: await pushOne(core, made[0], made[1]) })
        }

        await lookAt(limit)
        for (const [scope, desk] of desks) {
          const fresh = emptyDesk()
          await follow(core, scope, fresh)
          expect(contents(desk), scope).toEqual(contents(fresh))
          expect([...fresh.rows.values()].every(({ kind }) => kind !== 'favourite')).toBe(true)
          // No desk has a service without the structure it is of.
          for (const { kind, doc } of fresh.rows.values()) {
            if (kind !== 'service' || typeof doc['structure_id'] !== 'string') continue
            const parent = `structure ${doc['structure_id']}`
            expect(fresh.rows.has(parent), `${scope} ${parent}`).toBe(true)
          }
        }
        for (const [user, desk] of own) {
          const fresh = emptyDesk()
          await follow(core, 'u:me', fresh, {}, user)
          expect(contents(desk)).toEqual(contents(fresh))
          for (const { kind, id } of fresh.rows.values())
            expect([kind, id.startsWith(`${user.id}/`)]).toEqual(['favourite', true])
        }
        const whole = desks.get('cat:fr') as Held
        for (const desk of snapshots) {
          await follow(core, 'cat:fr', desk, { limit })
          expect(contents(desk)).toEqual(contents(whole))
        }
        await store.close()
      }),
      { numRuns: 80 },
    )
  },
)
