import { beforeEach, expect, test } from 'vitest'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import { openSqliteStore, type SqliteStore } from '../store/sqlite.ts'
import type { User } from '../store/types.ts'
import { putService } from '../sync/commands/catalogue-rows.ts'
import { docOf } from '../sync/rows.ts'
import { benchOn, favourite, pushAll, pushOne } from '../sync/testing.ts'
import { joinStructure } from './join.ts'
import { acceptCgu, changeUser, recordConsent, updateProfile } from './profile.ts'
import { finishRemovals, removeAccount } from './removal.ts'
import { createSessions } from './sessions.ts'
import { type AccountBench, openAccounts, outcome, seal } from './testing/bench.ts'

/** What is left of someone once their account is deleted: nothing but identifiers that name nobody. */

const PLANTED = {
  courriel: 'zorglub.plante@exemple.test',
  prenom: 'Zorglubine',
  nom: 'Plantee-Dupond',
  poste: 'Poste de Zorglubine',
  note: 'note-plantee-a-rappeler',
  liste: 'liste-plantee',
  autre: 'decouverte-plantee',
  sub: 'sub-plante-1234',
}

let store: SqliteStore
let bench: AccountBench
beforeEach(async () => {
  store = await openSqliteStore({ file: ':memory:' })
  bench = await openAccounts({ store })
})
const remove = (user: User) => removeAccount(bench.parts, user, { by: user, motif: 'demande' })
const moderation = async (id: string) => (await bench.structure(id))?.dora?.moderation_status

/** Someone who has done everything that leaves something. */
const busy = async (): Promise<User> => {
  const { core } = await benchOn(store)
  const { courriel, prenom, nom, poste, note, liste, autre, sub } = PLANTED
  const user = await bench.people.person({ courriel, prenom, nom, sub, decouverteAutre: autre })
  await createSessions(store.accounts, bench.parts.now).open(user, { moyen: 'courriel', poste })
  await pushOne(core, user, favourite(user, 'v-1', { note, listes: [liste] }))
  await recordConsent(bench.parts, user, { version: '1.0', choix: { infolettre: true } })
  const [mine, asked, invited] = [await bench.people.structure(), await bench.people.structure(), await bench.people.structure()]
  const chef = await bench.people.person()
  await bench.people.belongs(chef, asked, 'membre', true)
  await joinStructure(bench.parts, user, { structure_id: mine.id, cgu_version: CGU_VERSION })
  await joinStructure(bench.parts, user, { structure_id: asked.id, cgu_version: CGU_VERSION })
  await bench.people.belongs(user, invited, 'invitation')
  return user
}
const found = (text: string): string[] => Object.entries(PLANTED).flatMap(([name, value]) => (text.includes(value) ? [name] : []))
/** Every row of every table, sealed ones opened. */
const opened = async (): Promise<string> => {
  const tables = await store.inTables('read', async (db) => ({
    entity: await db.selectFrom('entity').selectAll().execute(),
    others: await Promise.all(
      (['user_account', 'session', 'spent', 'ticket', 'client', 'mutation', 'feed', 'scope_sum', 'setting'] as const).map(
        (name) => db.selectFrom(name).selectAll().execute(),
      ),
    ),
  }))
  const clear = tables.entity.map((row) => [
    row,
    docOf(seal, { ...row, deleted: row.deleted === 1, scopes: JSON.parse(row.scopes) as string[] }),
  ])
  return JSON.stringify([clear, tables.others])
}

test('nothing of the person is left: not in a row, sealed or not, nor in the bytes of the base', async () => {
  const user = await busy()
  expect(found(await opened()).sort()).toEqual(Object.keys(PLANTED).sort())
  expect(found((await store.serialize()).toString('latin1'))).toContain('courriel')
  // What is written to others before says who asked; the last letter is to the person.
  await bench.letters()
  expect(await remove(user)).toBe(true)
  expect(await bench.letters()).toEqual([{ to: PLANTED.courriel, template: { kind: 'compte-supprime', motif: 'demande' } }])
  expect(found(await opened())).toEqual([])
  expect(found((await store.serialize()).toString('latin1'))).toEqual([])
  const left = await store.inTables('read', async (db) => [
    await db.selectFrom('feed').selectAll().where('scope', '=', `u:${user.id}`).where('op', '=', 1).execute(),
    await db.selectFrom('client').selectAll().where('user_id', '=', user.id).execute(),
    await db.selectFrom('mutation').selectAll().where('user_id', '=', user.id).execute(),
  ])
  expect(left).toEqual([[], [], []])
  expect((await bench.journal()).at(-1)).toMatchObject({
    action: 'compte.supprime',
    acteur: user.id,
    legal: true,
    details: { motif: 'demande', rattachements: 3 },
  })
})

test('a structure left without an administrator goes to moderation; the others go on as they were', async () => {
  const [kept, left, alone] = [await bench.people.structure(), await bench.people.structure(), await bench.people.structure()]
  const [user, other] = [await bench.people.person(), await bench.people.person()]
  for (const one of [kept, left, alone]) await bench.people.belongs(user, one, 'membre', true)
  await bench.people.belongs(other, kept, 'membre', true)
  await bench.people.belongs(other, left)
  await remove(user)
  expect(await Promise.all([kept, left, alone].map(({ id }) => moderation(id)))).toEqual([
    undefined,
    'NEED_NEW_MODERATION',
    'NEED_NEW_MODERATION',
  ])
  expect([await bench.membership(other, kept), await bench.membership(other, left)]).toMatchObject([
    { admin: true },
    { admin: false },
  ])
})

test('what they were told of a structure that is not published leaves with them, and stays the others’', async () => {
  const structure = await bench.people.structure()
  const [user, other] = [await bench.people.person(), await bench.people.person()]
  for (const one of [user, other]) await bench.people.belongs(one, structure)
  const draft = { id: 'v-1', source: 'dora', structure_id: structure.id, nom: 'Brouillon', date_maj: '2026-01-01' }
  await store.write((writer) => putService(writer, seal, { ...draft, dora: { status: 'DRAFT' } }))
  await remove(user)
  const row = await store.read((reader) => reader.entity({ kind: 'service', id: 'v-1' }))
  expect([row?.deleted, row?.scopes]).toEqual([false, [`u:${other.id}`]])
})

test('whatever the person does with a session that was under way comes to nothing', async () => {
  const { core } = await benchOn(store)
  const user = await bench.people.person()
  const structure = await bench.people.structure()
  await remove(user)
  expect(await outcome(joinStructure(bench.parts, user, { structure_id: structure.id, cgu_version: CGU_VERSION }))).toBe(
    'interdit',
  )
  expect(await outcome(updateProfile(bench.parts, user, { nom: 'Revenue' }))).toBe('compte-ferme')
  expect(await outcome(acceptCgu(bench.parts, { ...user, cgu: {} }, CGU_VERSION))).toBe('compte-ferme')
  expect(await outcome(recordConsent(bench.parts, user, { version: '1.0', choix: {} }))).toBe('interdit')
  const { results } = await pushAll(core, user, [favourite(user, 'v-1', { note: 'trop tard' })])
  expect(results).toMatchObject([{ status: 'rejected', code: 'forbidden' }])
  expect(await store.read((reader) => reader.sums(`u:${user.id}`))).toEqual({})
  // A change of the account that had begun before is not told after.
  const late = { ...bench.parts, store: { ...store, accounts: { ...store.accounts, updateUser: () => Promise.resolve(user) } } }
  await changeUser(late, user, { nom: 'Revenue' })
  expect(await store.read((reader) => reader.sums(`u:${user.id}`))).toEqual({})
})

test('asked twice, by the person and by the team, it is done once; cut after its rows, it is ended later', async () => {
  const [user, team] = [await bench.people.person(), await bench.people.person({ role: 'administrateur' })]
  const cut = { ...store, accounts: { ...store.accounts, removeUser: () => Promise.reject(new Error('cut')) } }
  await expect(removeAccount({ ...bench.parts, store: cut }, user, { by: user, motif: 'demande' })).rejects.toThrow('cut')
  expect(await removeAccount(bench.parts, user, { by: team, motif: 'equipe' })).toBe(false)
  expect(await bench.told()).toEqual([`compte-supprime → ${user.courriel}`])
  expect((await bench.user(user))?.id).toBe(user.id)
  await finishRemovals(bench.parts)
  expect([await bench.user(user), (await bench.user(team))?.actif]).toEqual([null, true])
  expect((await bench.journal()).map(({ action }) => action)).toEqual(['compte.supprime'])
})

test('an address that was never proved is not written to', async () => {
  const user = await bench.people.person({ valide: false })
  await remove(user)
  expect([await bench.told(), await bench.user(user)]).toEqual([[], null])
})
