import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import { createSirene } from '../sirene/client.ts'
import { SIRETS } from '../sirene/testing/invented.ts'
import { type SireneStandIn, startSireneStandIn } from '../sirene/testing/stand-in.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore, User, Writer } from '../store/types.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { createServerLog } from '../ops/log.ts'
import { joinStructure } from './join.ts'
import { verifyJournal, writeJournal } from './journal.ts'
import { createAccountLife } from './life.ts'
import { remove, setAdmin } from './members.ts'
import { membershipsOfStructure, putMembership } from './memberships.ts'
import { removeAccount } from './removal.ts'
import { type AccountBench, DAY_MS, of, openAccounts, outcome, seal, START } from './testing/bench.ts'

/** Two people at the same instant, on two replicas of one server. */

// A real server on a machine that does other things: a database a test takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let postgres: TestPostgres
let register: SireneStandIn
beforeAll(async () => {
  postgres = await startPostgres()
  register = await startSireneStandIn()
})
afterAll(async () => {
  await register.close()
  await postgres.stop()
})
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const on = async (store: SyncStore): Promise<AccountBench> =>
  openAccounts({ store, sirene: createSirene({ base: register.url }) })
/** The same store twice on SQLite, whose file has one owner. */
const replicas = async (engine: string): Promise<readonly [AccountBench, AccountBench]> => {
  const url = engine === 'postgresql' ? await postgres.newDatabase() : ''
  const open = () => (url === '' ? openSqliteStore({ file: ':memory:' }) : openPostgresqlStore({ url, listen: false }))
  const first = await open()
  const second = engine === 'postgresql' ? await open() : first
  closing.push(first.close, second.close)
  return [await on(first), await on(second)]
}
const ENGINES = ['sqlite', 'postgresql']

/** Runs both so that each has decided before either has written: the one on `store` waits in the middle of its first try. */
const interleaved = (store: SyncStore, meanwhile: (writer: Writer) => Promise<unknown>): SyncStore => {
  let tries = 0
  return {
    ...store,
    write: (work) =>
      store.write(async (writer) => {
        const value = await work(writer)
        if ((tries += 1) === 1) await meanwhile(writer)
        return value
      }),
  }
}

describe.each(ENGINES)('%s: two people join at the same instant', (engine) => {
  const issuesOf = async (bench: AccountBench, benches: readonly AccountBench[], siret: string) => {
    const people: User[] = []
    for (let n = 0; n < 6; n += 1) people.push(await bench.people.person())
    const joined = await Promise.all(
      people.map((user, n) => joinStructure((benches[n % 2] as AccountBench).parts, user, { siret, cgu_version: CGU_VERSION })),
    )
    return { joined, issues: joined.map(({ issue }) => issue).sort() }
  }
  const ONE_FIRST = ['administrateur', ...Array.from({ length: 5 }, () => 'demande')]

  test('a SIRET nobody had joined: one structure, one administrator, the others ask', async () => {
    const benches = await replicas(engine)
    const [bench] = benches
    const { joined, issues } = await issuesOf(bench, benches, SIRETS.mission)
    expect(issues).toEqual(ONE_FIRST)
    expect(new Set(joined.map(({ structure }) => structure.id)).size).toBe(1)
    expect(await bench.store.read((reader) => reader.structuresBy('siret', SIRETS.mission))).toHaveLength(1)
    const created = (await bench.journal()).filter(({ action }) => action === 'structure.creee')
    expect(created).toHaveLength(1)
    expect((await bench.told()).filter((one) => one.startsWith('demande-acces'))).toHaveLength(5)
  })
  test('a structure without members', async () => {
    const benches = await replicas(engine)
    const [bench] = benches
    const structure = await bench.people.structure()
    const { issues } = await issuesOf(bench, benches, String(structure.siret))
    expect(issues).toEqual(ONE_FIRST)
    const people = await bench.store.read((reader) => membershipsOfStructure(reader, seal, structure.id))
    expect(people.filter(({ admin }) => admin)).toHaveLength(1)
  })
})

describe('what was decided on is looked at again before it is written', () => {
  test('someone became a member between two looks at the members: the second look does not hide it', async () => {
    const [a, b] = await replicas('postgresql')
    const [one, two, structure] = [await a.people.person(), await a.people.person(), await a.people.structure()]
    let tries = 0
    const found: number[] = []
    await a.store.write(async (writer) => {
      tries += 1
      found.push((await membershipsOfStructure(writer, seal, structure.id)).length)
      if (tries === 1) await b.people.belongs(two, structure, 'membre', true)
      // As a command that tells its members after having decided.
      await membershipsOfStructure(writer, seal, structure.id)
      await writer.setSetting('looked', String(tries))
      await putMembership(writer, seal, { ...(await rowOf(one.id, structure.id)), admin: true })
    })
    expect(found).toEqual([0, 1])
  })
  const rowOf = async (user_id: string, structure_id: string) => ({
    user_id,
    structure_id,
    etat: 'membre' as const,
    admin: false,
    courriel: 'x@exemple.test',
    prenom: '',
    nom: '',
    actif: true,
    structure_nom: 'x',
    departement: null,
    cree_le: '2026-12-01T09:00:00.000Z',
  })
})

describe('two administrators', () => {
  test.each(['remove', 'demote'] as const)('who %s each other at the same instant: one is left', async (how) => {
    const [a, b] = await replicas('postgresql')
    const act = (bench: AccountBench, by: User, user: User, structure: { readonly id: string }) =>
      how === 'remove' ? remove(bench.parts, by, of(user, structure)) : setAdmin(bench.parts, by, of(user, structure), false)
    for (let round = 0; round < 5; round += 1) {
      const [one, two, structure] = [await a.people.person(), await a.people.person(), await a.people.structure()]
      await a.people.belongs(one, structure, 'membre', true)
      await a.people.belongs(two, structure, 'membre', true)
      const said = await Promise.all([outcome(act(a, one, two, structure)), outcome(act(b, two, one, structure))])
      // The one who comes second is not an administrator any more, or finds the other the last one.
      expect(said.filter((one) => one === 'ok')).toHaveLength(1)
      expect(['interdit', 'dernier-administrateur']).toContain(said.find((one) => one !== 'ok'))
      const left = await a.store.read((reader) => membershipsOfStructure(reader, seal, structure.id))
      expect(left.filter(({ admin }) => admin)).toHaveLength(1)
    }
  })
  test('who both leave: the second is the last, and does not leave the others alone', async () => {
    const [a, b] = await replicas('postgresql')
    const [one, two, simple] = [await a.people.person(), await a.people.person(), await a.people.person()]
    const structure = await a.people.structure()
    await a.people.belongs(one, structure, 'membre', true)
    await a.people.belongs(two, structure, 'membre', true)
    await a.people.belongs(simple, structure)
    const store = interleaved(a.store, () => remove(b.parts, two, of(two, structure)))
    expect(await outcome(remove({ ...a.parts, store }, one, of(one, structure)))).toBe('dernier-administrateur')
    expect((await a.membership(one, structure))?.admin).toBe(true)
  })
})

describe('the life of accounts', () => {
  test('two replicas at it at the same instant do it once', async () => {
    const benches = await replicas('postgresql')
    const [a, b] = benches
    const people: User[] = []
    const structure = await a.people.structure()
    for (let n = 0; n < 4; n += 1) {
      const user = await a.people.person({ vuLe: new Date(START - 800 * DAY_MS).toISOString() })
      await a.people.belongs(user, structure)
      people.push(user)
    }
    const log = createServerLog('info', { write: () => {} })
    const lives = benches.map(({ parts }) => createAccountLife({ ...parts, log, delivers: true }))
    for (const day of [0, 30]) {
      for (const one of benches) one.setNow(START + day * DAY_MS)
      const acts = await Promise.all([...lives, ...lives].map(({ run }) => run()))
      // Whoever comes second finds the job taken, or nothing left to do.
      expect(acts.sort()).toEqual([0, 0, 0, 4])
      const kind = day === 0 ? 'compte-inactif' : 'compte-supprime'
      expect(await b.told()).toEqual(people.map(({ courriel }) => `${kind} → ${courriel}`).sort())
    }
    expect((await a.journal()).filter(({ action }) => action === 'compte.supprime')).toHaveLength(4)
    expect(await a.store.accounts.users()).toEqual([])
  })
  test('what someone does while their account goes leaves nothing behind, whichever is written first', async () => {
    const [a, b] = await replicas('postgresql')
    const structure = await a.people.structure()
    const asked = { structure_id: structure.id, cgu_version: CGU_VERSION }
    for (const first of ['join', 'removal'] as const) {
      const user = await a.people.person()
      const join = (store: SyncStore) => outcome(joinStructure({ ...a.parts, store }, user, asked))
      const removal = (store: SyncStore) => removeAccount({ ...b.parts, store }, user, { by: user, motif: 'demande' })
      if (first === 'removal') expect(await join(interleaved(a.store, () => removal(b.store)))).toBe('interdit')
      else await removal(interleaved(b.store, () => join(a.store)))
      expect([await a.user(user), await a.membership(user, structure)]).toEqual([null, null])
      const left = await a.store.read((reader) => reader.sums(`u:${user.id}`))
      expect(left).toEqual({})
    }
  })
})

describe('the journal', () => {
  const entry = (n: number) => ({
    action: `essai.${n}`,
    acteur: 'systeme',
    objet: {
      kind: 'compte' as const,
      id: `u-${n}`,
    },
  })
  test('forty entries from two replicas at once are one chain', async () => {
    const benches = await replicas('postgresql')
    const [bench] = benches
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (benches[n % 2] as AccountBench).store.write((writer) => writeJournal(writer, seal, entry(n), n)),
      ),
    )
    expect(await bench.store.read((reader) => verifyJournal(reader, seal))).toMatchObject({ intact: true, entries: 40 })
    const actions = (await bench.journal()).map(({ action }) => action)
    expect(new Set(actions).size).toBe(40)
  })
  test('an entry written between the look at the end and the look at the next place is not written over', async () => {
    const [a, b] = await replicas('postgresql')
    let done = false
    await a.store.write(async (writer) => {
      const late: Writer = {
        ...writer,
        entity: async (key) => {
          if (!done) await b.store.write((other) => writeJournal(other, seal, entry(1), 1))
          done = true
          return writer.entity(key)
        },
      }
      await writeJournal(late, seal, entry(2), 2)
    })
    expect((await a.journal()).map(({ action }) => action)).toEqual(['essai.1', 'essai.2'])
    expect(await a.store.read((reader) => verifyJournal(reader, seal))).toMatchObject({ intact: true, entries: 2 })
  })
})
