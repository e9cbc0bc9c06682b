import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { createServerLog } from '../ops/log.ts'
import { openSqliteStore, type SqliteStore } from '../store/sqlite.ts'
import type { SyncStore, User } from '../store/types.ts'
import { createAccountLife } from './life.ts'
import { accept, inviteMember, remove } from './members.ts'
import { type AccountBench, DAY_MS, idOf, of, openAccounts, START } from './testing/bench.ts'
import { joinStructure } from './join.ts'
import { CGU_VERSION } from '#shared/accounts/compte.ts'

/** Reminders and deletions that nobody asks for, on a clock moved day by day (dora-backend.md §7.4). */

// A job run some hundred times, on a machine that does other things.
vi.setConfig({ testTimeout: 30_000 })

let bench: AccountBench
let store: SqliteStore
let structure: Structure
let chef: User
let logged: string[]
const life = (more: { readonly store?: SyncStore; readonly delivers?: boolean } = {}) =>
  createAccountLife({
    ...bench.parts,
    log: createServerLog('info', { write: (line) => void logged.push(line) }),
    delivers: true,
    ...more,
  })

beforeEach(async () => {
  logged = []
  store = await openSqliteStore({ file: ':memory:' })
  bench = await openAccounts({ store })
  structure = await bench.people.structure()
  chef = await bench.people.person({ vuLe: new Date(START + 400 * DAY_MS).toISOString() })
  await bench.people.belongs(chef, structure, 'membre', true)
})

/** Every day at first, then around those on which something may happen. */
const isLooked = (day: number): boolean => day <= 25 || [9, 0, 1].includes(day % 10)

/** What is done each day: letters, and entries of the journal; twice a day, as by a job that comes often. */
const live = async (days: number, run = life().run): Promise<readonly string[]> => {
  const from = Math.round((bench.parts.now() - START) / DAY_MS)
  const done: string[] = []
  const seen = (await bench.journal()).length
  await bench.letters()
  let entries = seen
  for (let day = from; day <= from + days; day += 1) {
    if (!isLooked(day - from)) continue
    bench.setNow(START + day * DAY_MS)
    for (let time = 0; time < 2; time += 1) {
      await run()
      done.push(...(await bench.told()).map((one) => `${day} ${one}`))
      const journal = await bench.journal()
      done.push(...journal.slice(entries).map(({ action, objet }) => `${day} ${action} ${objet.id}`))
      entries = journal.length
    }
  }
  return done
}
const invite = async (): Promise<User> => {
  await inviteMember(bench.parts, chef, structure.id, { courriel: 'invitee@exemple.test', prenom: '', nom: '', admin: false })
  return (await store.accounts.userByEmail('invitee@exemple.test')) as User
}
const seen = (days: number) => new Date(bench.parts.now() + days * DAY_MS).toISOString()
const two = (day: number, entry: string, letter: string | null) => [
  ...(letter === null ? [] : [`${day} ${letter}`]),
  `${day} ${entry}`,
]

describe('someone invited who does not come', () => {
  test('is reminded, the administrators are told, then the invitation goes, and the account that had nothing else', async () => {
    const user = await invite()
    const owner = idOf(user, structure)
    expect(await live(125)).toEqual([
      ...[1, 5, 10, 15].flatMap((day) => two(day, `rappel.invitation.rappeler ${owner}`, `invitation-rappel → ${user.courriel}`)),
      ...two(20, `rappel.invitation.dire-aux-administrateurs ${owner}`, `invitation-sans-reponse → ${chef.courriel}`),
      ...two(90, `rappel.invitation.annoncer-le-retrait ${owner}`, `invitation-bientot-retiree → ${chef.courriel}`),
      `120 invitation.retiree ${owner}`,
      `120 compte.supprime ${user.id}`,
    ])
    expect([await bench.user(user), await bench.membership(user, structure)]).toEqual([null, null])
  })
  test('and has an account already, or another invitation: only the invitation goes', async () => {
    const user = await bench.people.person({ motDePasse: 'x', vuLe: seen(400) })
    await bench.people.belongs(user, structure, 'invitation')
    expect((await live(125)).at(-1)).toBe(`120 invitation.retiree ${idOf(user, structure)}`)
    expect((await bench.user(user))?.actif).toBe(true)
  })
  test('comes on the eve: nothing more', async () => {
    const user = await invite()
    await live(119)
    await store.accounts.updateUser(user.id, { valide: true, cgu: { [CGU_VERSION]: seen(0) }, vuLe: seen(0) })
    await accept(bench.parts, (await bench.user(user)) as User, of(user, structure))
    expect(await live(20)).toEqual([])
    expect((await bench.membership(user, structure))?.etat).toBe('membre')
  })
  test('is invited again on the day the first invitation was cancelled: its own clock begins', async () => {
    const user = await invite()
    await live(100)
    await remove(bench.parts, chef, of(user, structure))
    await invite()
    const day = 100
    const done = await live(125)
    expect(done.map((one) => one.split(' ').slice(0, 2).join(' ')).filter((one) => one.includes('rappel.'))).toEqual([
      ...[1, 5, 10, 15].map((after) => `${day + after} rappel.invitation.rappeler`),
      `${day + 20} rappel.invitation.dire-aux-administrateurs`,
      `${day + 90} rappel.invitation.annoncer-le-retrait`,
    ])
    expect(done).toContain(`${day + 120} invitation.retiree ${idOf(user, structure)}`)
  })
})

describe('someone who asks, and is not answered', () => {
  test('the administrators are reminded four times, and the request stays', async () => {
    const user = await bench.people.person({ vuLe: seen(400) })
    await joinStructure(bench.parts, user, { structure_id: structure.id, cgu_version: CGU_VERSION })
    const owner = idOf(user, structure)
    expect(await live(130)).toEqual(
      [1, 3, 5, 7].flatMap((day) => two(day, `rappel.demande.rappeler ${owner}`, `demande-rappel → ${chef.courriel}`)),
    )
    expect((await bench.membership(user, structure))?.etat).toBe('demande')
  })
})

test('someone whose account is closed: nobody is written to, and nothing goes', async () => {
  for (const etat of ['invitation', 'demande'] as const)
    await bench.people.belongs(await bench.people.person({ actif: false, vuLe: seen(-800) }), structure, etat)
  expect(await live(130)).toEqual([])
})

describe('someone who belongs nowhere', () => {
  test('is reminded, warned with the day, and deleted on that day', async () => {
    const user = await bench.people.person({ vuLe: seen(0) })
    const reminded = (day: number, act: string, kind: string) =>
      two(day, `rappel.sans-structure.${act} ${user.id}`, `${kind} → ${user.courriel}`)
    expect(await live(125)).toEqual([
      ...[1, 5, 10].flatMap((day) => reminded(day, 'rappeler', 'sans-structure-rappel')),
      ...reminded(15, 'annoncer-la-suppression', 'sans-structure-dernier'),
      ...two(121, `compte.supprime ${user.id}`, `compte-supprime → ${user.courriel}`),
    ])
    expect(await bench.user(user)).toBeNull()
  })
  test('joins at the last moment: stays, also when it is while the job is at it', async () => {
    const user = await bench.people.person({ vuLe: seen(400) })
    await live(120)
    bench.pass(DAY_MS)
    const join = () => bench.people.belongs(user, structure, 'demande')
    await life({ store: meanwhile(store, 'users', join) }).run()
    expect([(await bench.user(user))?.actif, (await bench.membership(user, structure))?.etat]).toEqual([true, 'demande'])
  })
  test('local accounts, gestionnaires and the team belong without a structure', async () => {
    for (const more of [{ motDePasse: 'x' }, { gestionnaire: true, departements: ['33'] }, { role: 'administrateur' as const }])
      await bench.people.person({ ...more, vuLe: seen(400) })
    expect(await live(130)).toEqual([])
  })
})

/** Something that happens just after the accounts were listed. */
const meanwhile = (on: SyncStore, what: 'users', then: () => Promise<unknown>): SyncStore => {
  let done = false
  return {
    ...on,
    accounts: {
      ...on.accounts,
      [what]: async () => {
        const listed = await on.accounts.users()
        if (!done) await then()
        done = true
        return listed
      },
    },
  }
}

describe('someone not seen for two years', () => {
  const TWO_YEARS = 731
  const gone = async (more: Partial<User> = {}) => {
    const user = await bench.people.person({ vuLe: seen(-TWO_YEARS), ...more })
    await bench.people.belongs(user, structure)
    return user
  }
  test('is warned, then deleted a month later; their structure goes on without them', async () => {
    const user = await gone()
    expect(await live(40)).toEqual([
      ...two(0, `rappel.inactif.annoncer-la-suppression ${user.id}`, `compte-inactif → ${user.courriel}`),
      ...two(30, `compte.supprime ${user.id}`, `compte-supprime → ${user.courriel}`),
    ])
    expect([await bench.user(user), await bench.membership(user, structure)]).toEqual([null, null])
    expect((await bench.structure(structure.id))?.dora?.moderation_status).toBeUndefined()
  })
  test('comes back after the warning: stays, and is warned anew two years later', async () => {
    const user = await gone()
    await live(29)
    await store.accounts.updateUser(user.id, { vuLe: seen(0) })
    expect(await live(40)).toEqual([])
    bench.setNow(START + (29 + TWO_YEARS) * DAY_MS)
    await store.accounts.updateUser(chef.id, { vuLe: seen(400) })
    expect((await live(31)).map((one) => one.split(' ')[0])).toEqual(['760', '760', '790', '790'])
  })
  test('comes back while the job is at it: stays', async () => {
    const user = await gone()
    await live(29)
    bench.pass(DAY_MS)
    const back = () => store.accounts.updateUser(user.id, { vuLe: seen(0) })
    await life({ store: meanwhile(store, 'users', back) }).run()
    expect((await bench.user(user))?.actif).toBe(true)
  })
  test('the team is never deleted by itself', async () => {
    const user = await gone({ role: 'administrateur' })
    expect([await live(40), (await bench.user(user))?.actif]).toEqual([[], true])
  })
  test('is not deleted by a server whose letters reach nobody, nor as soon as they do', async () => {
    const user = await gone()
    const invited = await invite()
    await live(200, life({ delivers: false }).run)
    expect([(await bench.user(user))?.actif, (await bench.membership(invited, structure))?.etat]).toEqual([true, 'invitation'])
    await store.accounts.updateUser(chef.id, { vuLe: seen(400) })
    const done = await live(31)
    expect(done.filter((one) => one.startsWith('200')).map((one) => one.split(' ')[1])).toEqual([
      'compte-inactif',
      'invitation-bientot-retiree',
      'rappel.invitation.annoncer-le-retrait',
      'rappel.inactif.annoncer-la-suppression',
    ])
    expect(await bench.user(user)).toBeNull()
  })
})

test('the end of the journal is told to the log once a day, and what was tampered with as an error', async () => {
  await invite()
  const { run } = life()
  for (const time of [0, 1, 24]) {
    bench.setNow(START + time * 3_600_000)
    await run()
  }
  const anchors = logged.map((line) => JSON.parse(line) as { msg: string; entries: number; intact: boolean; level: unknown })
  expect(anchors.map(({ msg, entries, intact }) => [msg, entries, intact])).toEqual([
    ['journal', 1, true],
    ['journal', 2, true],
  ])
  await store.write((writer) => writer.remove({ kind: 'journal', id: '000000000001' }))
  bench.pass(DAY_MS)
  await run()
  expect(JSON.parse(logged.at(-1) ?? '')).toMatchObject({ intact: false })
  for (const line of logged) expect(line).not.toMatch(/@|Invent|Alix/)
})
