import { expect, test, vi } from 'vitest'
import type { Member } from '#shared/accounts/wire.ts'
import type { Etat } from '#shared/accounts/compte.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import type { SyncStore, User } from '../store/types.ts'
import { type AccountParts, createLetters } from './context.ts'
import { accept, listMembers, refuse, remove, resend, setAdmin } from './members.ts'
import { actorOf, membershipsOfStructure } from './memberships.ts'
import { type AccountBench, type of, openAccounts, outcome, seal } from './testing/bench.ts'

/** What a page about members offers is what the server does: for everyone, about everyone. */

// Some thousand acts, on a machine that does other things.
vi.setConfig({ testTimeout: 30_000 })

class Undone extends Error {
  readonly value: unknown

  constructor(value: unknown) {
    super('undone')
    this.value = value
  }
}

/** Acts are really done, then undone: the next one finds the same people. */
const undoing = (store: SyncStore): SyncStore => ({
  ...store,
  write: async (work) => {
    const { commit, seqs } = await store.write(() => Promise.resolve())
    try {
      return await store.write(async (writer) => {
        throw new Undone(await work(writer))
      })
    } catch (error) {
      if (!(error instanceof Undone)) throw error
      return { value: error.value as never, commit, seqs }
    }
  },
})

type Droit = keyof Member['droits']
type Person = ReturnType<typeof of>
const ACTS: Readonly<
  Record<Droit, readonly ((parts: AccountParts, by: User, who: Person, one: { admin: boolean }) => Promise<void>)[]>
> = {
  changer_role: [(parts, by, who, { admin }) => setAdmin(parts, by, who, !admin)],
  retirer: [remove],
  relancer: [resend],
  repondre: [accept, refuse],
}

/** Who belongs to the structure, beside those who only look at it. */
const SCENES: Readonly<Record<string, readonly (readonly [Etat, boolean, actif: boolean])[]>> = {
  'one administrator among others': [
    ['membre', true, true],
    ['membre', false, true],
    ['demande', false, true],
    ['invitation', false, true],
    ['invitation', true, true],
  ],
  'two administrators': [
    ['membre', true, true],
    ['membre', true, true],
    ['membre', false, true],
  ],
  'one administrator, alone': [['membre', true, true]],
  'one administrator, with those who wait': [
    ['membre', true, true],
    ['demande', false, true],
    ['invitation', false, true],
  ],
  'one administrator, and accounts that are closed': [
    ['membre', true, true],
    ['membre', true, false],
    ['membre', false, false],
    ['demande', false, false],
    ['invitation', true, false],
  ],
  'no administrator': [
    ['membre', false, true],
    ['demande', false, true],
    ['invitation', true, true],
  ],
}

/** The people of the scene, and others: gestionnaires who wait too, the team that belongs too. */
const stage = async (bench: AccountBench, rows: (typeof SCENES)[string]) => {
  const { people } = bench
  const structure = await people.structure()
  const actors: User[] = []
  for (const [etat, admin, actif] of rows) {
    const user = await people.person({ actif })
    await people.belongs(user, structure, etat, admin)
    // Someone whose account is closed acts no more.
    if (actif) actors.push(user)
  }
  const inside = { gestionnaire: true, departements: ['33'] }
  for (const [more, etat] of [
    [inside, null],
    [inside, 'invitation'],
    [inside, 'demande'],
    [{ gestionnaire: true, departements: ['59'] }, null],
    [{ gestionnaire: true, departements: ['59'] }, 'membre'],
    [{ departements: ['33'] }, null],
    [{ role: 'administrateur' }, null],
    [{ role: 'administrateur' }, 'invitation'],
  ] as const) {
    const user = await people.person(more)
    if (etat !== null) await people.belongs(user, structure, etat)
    actors.push(user)
  }
  const elsewhere = await people.person()
  await people.belongs(elsewhere, await people.structure(), 'membre', true)
  return { structure, actors: [...actors, elsewhere] }
}

/** What those who may not look at the members may do: with themselves only. */
const OWN: Readonly<Record<Etat, Partial<Member['droits']>>> = {
  membre: {},
  invitation: { repondre: true, retirer: true },
  demande: { relancer: true, retirer: true },
}
const NONE: Member['droits'] = { changer_role: false, retirer: false, relancer: false, repondre: false }

const shown = async ({ store }: AccountBench, by: User, { id }: Structure) =>
  store.read(async (reader) => {
    const everyone = await membershipsOfStructure(reader, seal, id)
    const droits = new Map(
      everyone.map(({ user_id, etat }) => [user_id, user_id === by.id ? { ...NONE, ...OWN[etat] } : NONE] as const),
    )
    const actor = await actorOf(reader, seal, by)
    const list = await listMembers(reader, seal, actor, id).catch(() => null)
    for (const one of list?.membres ?? []) droits.set(one.user_id, one.droits)
    return { everyone, droits, listed: list !== null }
  })

test.each(Object.entries(SCENES))('%s: what is offered is what can be done', async (_, rows) => {
  const bench = await openAccounts()
  const { structure, actors } = await stage(bench, rows)
  const parts = { ...bench.parts, store: undoing(bench.store) }
  const wrong: string[] = []
  let tried = 0
  let seen = 0
  for (const by of actors) {
    const { everyone, droits, listed } = await shown(bench, by, structure)
    if (listed) seen += 1
    for (const one of everyone) {
      for (const [droit, acts] of Object.entries(ACTS) as [Droit, (typeof ACTS)[Droit]][]) {
        for (const act of acts) {
          // As on another day: how often one writes is told elsewhere.
          const letters = createLetters(parts.now)
          const said = await outcome(act({ ...parts, letters }, by, { structureId: structure.id, userId: one.user_id }, one))
          tried += 1
          if ((said === 'ok') !== droits.get(one.user_id)?.[droit])
            wrong.push(`${droit} of ${one.etat} ${one.admin} ${one.actif}: ${said} (${actors.indexOf(by)})`)
        }
      }
    }
  }
  expect(wrong).toEqual([])
  expect([tried > 100, seen > 3]).toEqual([true, true])
})
