import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flat } from '#shared/listing/flat.ts'
import { nextStatuses, type ServiceStatus } from '#shared/listing/status.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Mutation, MutationResult } from '#shared/sync/wire.ts'
import { membershipRow, putMembership } from '#server/accounts/memberships.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import type { SyncCore } from '../core.ts'
import { ALICE, benchOn, BOB, fill, mutation, person, publishable, pushAll, seal, structure } from '../testing.ts'
import { recordOf } from './catalogue-rows.ts'
import { contactOf, joinContact } from './contact.ts'

/**
 * Several people edit one service at once, each over what their desk last saw, with answers that get lost and pushes sent again:
 * nothing that somebody typed is written over by someone who had not seen it (sync.md §2.9). The order of commits is the judge.
 */

const CHLOE = person('u-chloe')
const PEOPLE = [ALICE, BOB, CHLOE] as const
const HOUSE = structure('s-1')

/** One text, a hidden contact, what is required, a list of choices, a state, and what is said without an edit. */
const FIELDS = [
  'nom',
  'description',
  'dora.recurrence',
  'telephone',
  'dora.short_desc',
  'publics',
  'dora.status',
  'place',
] as const
type Field = (typeof FIELDS)[number]
const AVAILABILITY = 'dora.disponibilite'
const PUBLICS = ['jeunes', 'femmes', 'adultes', 'seniors', 'familles']

const rank = fc.nat(2)
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('type' as const),
      who: rank,
      fields: fc.uniqueArray(fc.constantFrom(...FIELDS), { minLength: 1, maxLength: 2 }),
      pick: fc.nat(31),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      who: rank,
      count: fc.integer({ min: 1, max: 3 }),
      lost: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pull' as const), who: rank }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const same = (a: Json | undefined, b: Json | undefined): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)
const texts = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : [])

/** The service as its members know it, flat. */
const wholeOf = (store: SyncStore, id: string): Promise<Doc> =>
  store.read(async (reader) => {
    const doc = recordOf(await reader.entity({ kind: 'service', id }))
    return doc === null ? {} : flat(joinContact(doc, await contactOf(reader, seal, id)))
  })

type Desk = { readonly user: User; view: Doc; readonly queue: Mutation[] }
type Told = { readonly asked: Mutation; readonly answer: MutationResult }

let typed = 0
const valueFor = (field: Field, desk: Desk, pick: number): readonly [string, Json] | null => {
  const n = (typed += 1)
  const seen = desk.view[field]
  switch (field) {
    case 'telephone':
      return [field, `01${String(10_000_000 + n)}`]
    case 'publics':
      return [field, PUBLICS.filter((_, at) => (pick >> at) % 2 === 1)]
    case 'dora.status': {
      const next = nextStatuses((seen as ServiceStatus | undefined) ?? 'PUBLISHED')
      const status = next[pick % next.length]
      return status === undefined ? null : [field, status]
    }
    case 'place':
      return [AVAILABILITY, { etat: 'places', places: (n % 9_999) + 1, jusqu_au: '2026-12-20', dit_le: '2026-11-23' }]
    case 'dora.short_desc':
      return [field, pick % 4 === 0 ? '' : `Résumé ${n}`]
    default:
      return [field, `${field} ${n} < ${pick}`]
  }
}

/** What a desk does when its person types: over what it shows, which its own changes are part of. */
const type = (id: string, desk: Desk, fields: readonly Field[], pick: number): void => {
  for (const group of [fields.filter((one) => one !== 'place'), fields.filter((one) => one === 'place')]) {
    const patch = Object.fromEntries(group.map((field) => valueFor(field, desk, pick)).filter((one) => one !== null))
    if (Object.keys(patch).length === 0) continue
    const base = Object.fromEntries(Object.keys(patch).map((field) => [field, desk.view[field] ?? null]))
    const kind = AVAILABILITY in patch ? 'service.availability' : 'service.update'
    desk.queue.push(mutation(kind, id, { base: base as never, patch: patch as never }))
    desk.view = { ...desk.view, ...patch }
  }
}

/** Replays what was acknowledged in the order of commits: each change is over what its author's desk had seen. */
const judge = (first: Doc, told: readonly Told[]): Doc => {
  const state: Record<string, Json | undefined> = { ...first }
  const inOrder = told.filter(({ answer: { seq } }) => seq != null).toSorted((a, b) => (a.answer.seq ?? 0) - (b.answer.seq ?? 0))
  for (const { asked, answer } of inOrder) {
    for (const [field, mine] of Object.entries(asked.patch)) {
      const base = asked.base[field] ?? null
      const clash = answer.fields?.[field]
      if (clash !== undefined) {
        expect([field, clash]).toEqual([field, { base, mine, theirs: state[field] ?? null }])
        continue
      }
      if (field === 'publics') {
        const [was, is] = [texts(base), texts(mine)]
        state[field] = [
          ...texts(state[field]).filter((one) => is.includes(one) || !was.includes(one)),
          ...is.filter((one) => !was.includes(one) && !texts(state[field]).includes(one)),
        ]
        continue
      }
      const overSeen = same(state[field], base) || same(state[field], mine)
      expect({ field, base, mine, overwritten: overSeen ? null : state[field] }).toMatchObject({ overwritten: null })
      state[field] = mine
    }
  }
  return state
}

/** What was typed and is not in the row is told to who typed it, as they typed it. */
const isAccounted = ({ asked, answer }: Told): void => {
  const { status, code, fields = {} } = answer
  if (status === 'rejected') {
    // Nothing of it was taken: the desk keeps it all, and knows what is missing.
    expect(code).toBe('incomplete')
    expect(Object.keys(fields)).toContain('dora.short_desc')
    return
  }
  expect(['applied', 'merged', 'conflict']).toContain(status)
  for (const [field, { mine }] of Object.entries(fields)) expect(same(mine, asked.patch[field] as Json)).toBe(true)
  if (status === 'conflict') expect(Object.keys(fields).sort()).toEqual(Object.keys(asked.patch).sort())
}

type Bench = { readonly store: SyncStore; readonly cores: readonly SyncCore[] }
/** How often each thing came about: a test in which nobody meets anybody would hold anything. */
const met: Record<string, number> = {}
let services = 0

const run = async ({ store, cores }: Bench, people: number, steps: readonly Step[], together: boolean): Promise<void> => {
  const id = `v-${(services += 1)}`
  const begun = publishable(id, HOUSE.id, {
    telephone: '0556112233',
    publics: ['jeunes', 'femmes'],
    dora: { is_contact_info_public: false, status: 'PUBLISHED', recurrence: 'lundi' },
  })
  await fill(store, [], [begun])
  const first = await wholeOf(store, id)
  const desks = PEOPLE.slice(0, people).map((user): Desk => ({ user, view: first, queue: [] }))
  const answers = new Map<string, Told>()
  const send = async (desk: Desk, count: number, lost: boolean): Promise<void> => {
    const batch = desk.queue.slice(0, count)
    if (batch.length === 0) return
    const core = cores[desks.indexOf(desk) % cores.length] as SyncCore
    const { results } = await pushAll(core, desk.user, batch)
    for (const [at, answer] of results.entries()) {
      const asked = batch[at] as Mutation
      const before = answers.get(asked.mut_id)
      if (before === undefined) answers.set(asked.mut_id, { asked, answer })
      // Sent again, it is answered the same, and does nothing more.
      else {
        expect(answer).toEqual(before.answer)
        met['again'] = (met['again'] ?? 0) + 1
      }
    }
    if (!lost) desk.queue.splice(0, batch.length)
  }
  /** What is not acknowledged stays on the screen, over what others did. */
  const pull = async (desk: Desk): Promise<void> => {
    const mine = desk.queue.map(({ patch }) => patch as Doc)
    desk.view = Object.assign({}, await wholeOf(store, id), ...mine) as Doc
  }
  for (const one of steps) {
    const desk = desks[one.who % people] as Desk
    if (one.do === 'type') type(id, desk, one.fields, one.pick)
    else if (one.do === 'pull') await pull(desk)
    else if (together) await Promise.all(desks.map((each) => send(each, one.count, one.lost)))
    else await send(desk, one.count, one.lost)
  }
  for (const desk of desks) while (desk.queue.length > 0) await send(desk, 2, false)
  for (const desk of desks) await pull(desk)

  const told = [...answers.values()]
  for (const one of told) {
    isAccounted(one)
    met[one.answer.status] = (met[one.answer.status] ?? 0) + 1
  }
  const state = judge(first, told)
  for (const desk of desks) {
    expect(desk.view).toEqual(desks[0]?.view)
    for (const field of [...FIELDS.filter((one) => one !== 'place' && one !== 'publics'), AVAILABILITY])
      expect([field, desk.view[field] ?? null]).toEqual([field, state[field] ?? null])
    expect(texts(desk.view['publics']).toSorted()).toEqual(texts(state['publics']).toSorted())
  }
}

const members = async (store: SyncStore): Promise<void> => {
  for (const user of PEOPLE) {
    if ((await store.accounts.userById(user.id)) === null) await store.accounts.addUser(user)
    const row = membershipRow(user, HOUSE, { etat: 'membre', admin: false, cree_le: '2026-11-01T00:00:00.000Z' })
    await store.write((writer) => putMembership(writer, seal, row))
  }
}

const prepared = async (stores: readonly [SyncStore, ...SyncStore[]]): Promise<Bench> => {
  const cores: SyncCore[] = []
  for (const store of stores) cores.push((await benchOn(store)).core)
  await fill(stores[0], [HOUSE], [])
  await members(stores[0])
  return { store: stores[0], cores }
}

const STEPS = fc.array(step, { minLength: 4, maxLength: 14 })

test.each([
  ['two people', 2, 1_000, 11],
  ['three people', 3, 150, 12],
])('%s, random interleavings on one service: no silent overwrite', { timeout: 120_000 }, async (_, people, numRuns, seed) => {
  const store = await openSqliteStore({ file: ':memory:' })
  const bench = await prepared([store])
  await fc.assert(
    fc.asyncProperty(STEPS, (steps) => run(bench, people, steps, false)),
    { numRuns, seed },
  )
  await store.close()
})

test('they met, in every way', () => {
  for (const what of ['applied', 'merged', 'conflict', 'rejected', 'again'])
    expect([what, (met[what] ?? 0) > 100]).toEqual([what, true])
})

test('the judge sees a value that was written over unseen', () => {
  const told = (seq: number, base: string, mine: string): Told => ({
    asked: mutation('service.update', 'v', { base: { nom: base }, patch: { nom: mine } }),
    answer: { mut_id: 'x', status: 'applied', ver: seq, seq },
  })
  expect(judge({ nom: 'a' }, [told(2, 'b', 'c'), told(1, 'a', 'b')])).toEqual({ nom: 'c' })
  expect(() => judge({ nom: 'a' }, [told(1, 'a', 'b'), told(2, 'a', 'c')])).toThrow('overwritten')
})

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)
afterAll(() => postgres.stop())

test('on PostgreSQL, through two replicas and at the same instant', { timeout: 120_000 }, async () => {
  const url = await postgres.newDatabase()
  const stores = [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })] as const
  const bench = await prepared(stores)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 3 }), STEPS, (people, steps) => run(bench, people, steps, true)),
    { numRuns: 25, seed: 13 },
  )
  for (const store of stores) await store.close()
})
