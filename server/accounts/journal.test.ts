import { beforeEach, describe, expect, test } from 'vitest'
import { openSqliteStore, type SqliteStore } from '../store/sqlite.ts'
import { createSeal } from '../sync/seal.ts'
import { clearDoc } from '../sync/rows.ts'
import { createAccount, patchAccount, removeAnyAccount } from './administration.ts'
import { joinStructure } from './join.ts'
import { JOURNAL, verifyJournal, writeJournal } from './journal.ts'
import { accept, inviteMember, refuse, remove, setAdmin } from './members.ts'
import { acceptCgu, recordConsent, updateProfile } from './profile.ts'
import { type AccountBench, of, openAccounts, seal } from './testing/bench.ts'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import type { User } from '../store/types.ts'

/** Whoever holds the base but not the server's key changes the audit log: it is told, and where. */

let store: SqliteStore
let bench: AccountBench
beforeEach(async () => {
  store = await openSqliteStore({ file: ':memory:' })
  bench = await openAccounts({ store })
})

const verify = (key = seal) => store.read((reader) => verifyJournal(reader, key))
const entries = async (count: number, from = 1): Promise<void> => {
  for (let n = from; n < from + count; n += 1)
    await store.write((writer) =>
      writeJournal(writer, seal, { action: `essai.${n}`, acteur: 'systeme', objet: { kind: 'compte', id: `u-${n}` } }, n),
    )
}
const idOf = (n: number): string => String(n).padStart(12, '0')
/** As an SQL console does: the base itself, past everything that looks after it. */
const rows = (n: number) =>
  store.inTables('read', (db) =>
    db.selectFrom('entity').selectAll().where('kind', '=', JOURNAL).where('id', '=', idOf(n)).executeTakeFirstOrThrow(),
  )
const change = (n: number, columns: { readonly doc?: string | null; readonly id?: string }) =>
  store.inTables('write', (db) =>
    db.updateTable('entity').set(columns).where('kind', '=', JOURNAL).where('id', '=', idOf(n)).execute(),
  )
const drop = (n: number) =>
  store.inTables('write', (db) => db.deleteFrom('entity').where('kind', '=', JOURNAL).where('id', '=', idOf(n)).execute())
const setting = () =>
  store.inTables('read', (db) => db.selectFrom('setting').selectAll().where('key', '=', 'journal-fin').executeTakeFirstOrThrow())
const setSetting = (value: string | null) =>
  store.inTables('write', async (db) => {
    await db.deleteFrom('setting').where('key', '=', 'journal-fin').execute()
    if (value !== null) await db.insertInto('setting').values({ key: 'journal-fin', value }).execute()
  })

describe('a chain', () => {
  test('that nobody touched is intact, empty too', async () => {
    expect(await verify()).toMatchObject({ intact: true, entries: 0 })
    await entries(5)
    const { end, ...verdict } = await verify()
    expect(verdict).toEqual({ intact: true, entries: 5 })
    await entries(1, 6)
    expect((await verify()).end).not.toBe(end)
  })
  test('with an entry altered, or replaced by another of the same base', async () => {
    await entries(5)
    const { doc } = await rows(3)
    const bytes = Buffer.from(String(doc).slice('scelle1:'.length), 'base64')
    bytes[20] = (bytes[20] as number) ^ 1
    for (const wrong of [`scelle1:${bytes.toString('base64')}`, (await rows(2)).doc, '{"action":"essai.3"}', null]) {
      await change(3, { doc: wrong })
      expect(await verify()).toMatchObject({ intact: false, at: 3, entries: 2 })
    }
    await change(3, { doc })
    expect(await verify()).toMatchObject({ intact: true })
  })
  test('with an entry removed from its middle, its beginning or its end', async () => {
    for (const n of [3, 1, 5]) {
      store = await openSqliteStore({ file: ':memory:' })
      await entries(5)
      await drop(n)
      expect(await verify()).toMatchObject({ intact: false, at: n })
    }
  })
  test('with two entries in each other’s place', async () => {
    await entries(5)
    await change(2, { id: 'ailleurs' })
    await change(3, { id: idOf(2) })
    await store.inTables('write', (db) =>
      db
        .updateTable('entity')
        .set({ id: idOf(3) })
        .where('id', '=', 'ailleurs')
        .execute(),
    )
    expect(await verify()).toMatchObject({ intact: false, at: 2 })
  })
  test('with an entry put in, also by someone who has a key of their own', async () => {
    await entries(3)
    const other = createSeal(new Uint8Array(32).fill(9))
    await store.inTables('write', async (db) => {
      const { doc, ...row } = await db.selectFrom('entity').selectAll().where('id', '=', idOf(3)).executeTakeFirstOrThrow()
      await db
        .insertInto('entity')
        .values({ ...row, id: idOf(4), doc: other.seal(`row|journal|${idOf(4)}`, String(doc)) })
        .execute()
    })
    expect(await verify()).toMatchObject({ intact: false, at: 4, entries: 3 })
    expect(await verify(other)).toMatchObject({ intact: false, at: 1 })
  })
  test('whose end was taken away, or is that of another day', async () => {
    await entries(2)
    const { value: old } = await setting()
    await entries(2, 3)
    for (const value of [old, null, 'scelle1:AAAA', 'rien']) {
      await setSetting(value)
      expect(await verify()).toMatchObject({ intact: false, entries: 4, at: 5 })
    }
    // Cut with its entries, it is as it was: told by the anchors of the server's log alone (life.test.ts).
    await setSetting(old)
    for (const n of [3, 4]) await drop(n)
    expect(await verify()).toMatchObject({ intact: true, entries: 2 })
  })
  test('goes on after it was tampered with, without writing over what is there', async () => {
    await entries(4)
    const before = await Promise.all([1, 2, 3, 4].map(rows))
    await setSetting(null)
    await entries(2, 5)
    expect(await Promise.all([1, 2, 3, 4].map(rows))).toEqual(before)
    expect((await bench.journal()).map(({ action }) => action)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `essai.${n}`))
    expect(await verify()).toMatchObject({ intact: false, at: 5 })
  })
})

test('no name and no address is in it, after a life of acts, and nothing of it is in any feed', async () => {
  const PLANTED = ['Zorglub', 'plantee', 'Rue du Secret', 'mission-plantee']
  const { parts, people } = bench
  const planted = { prenom: 'Zorglub', nom: 'Plantee' }
  const structure = await people.structure({ nom: 'mission-plantee', adresse: 'Rue du Secret' })
  const team = await people.person({ ...planted, courriel: 'equipe.plantee@exemple.test', role: 'administrateur' })
  const [chef, other] = [await people.person({ ...planted, cgu: {} }), await people.person(planted)]
  await joinStructure(parts, chef, { structure_id: structure.id, cgu_version: CGU_VERSION })
  await joinStructure(parts, other, { structure_id: structure.id, cgu_version: CGU_VERSION })
  await accept(parts, chef, of(other, structure))
  await setAdmin(parts, chef, of(other, structure), true)
  for (const [n, act] of [accept, refuse, remove].entries()) {
    const courriel = `invitee.plantee-${n}@exemple.test`
    await inviteMember(parts, chef, structure.id, { courriel, ...planted, admin: false })
    const invited = (await store.accounts.userByEmail(courriel)) as User
    await acceptCgu(parts, invited, CGU_VERSION)
    await act(parts, (await bench.user(invited)) as User, of(invited, structure))
  }
  await updateProfile(parts, chef, { prenom: 'Zorglub-Plantee', decouverte_autre: 'plantee' })
  await recordConsent(parts, chef, { version: '1.0', choix: { infolettre: true } })
  const made = await createAccount(parts, team, {
    ...planted,
    courriel: 'locale.plantee@exemple.test',
    role: 'professionnel',
    gestionnaire: true,
    departements: ['33'],
  })
  await patchAccount(parts, team, made.compte.id, { departements: ['33', '2A'], actif: false })
  await removeAnyAccount(parts, team, made.compte.id)
  const kinds = await store.inTables('read', (db) => db.selectFrom('entity').selectAll().where('kind', '=', JOURNAL).execute())
  expect(kinds.length).toBeGreaterThan(14)
  for (const { kind, id, doc, scopes } of kinds) {
    expect(scopes).toBe('[]')
    const clear = clearDoc(seal, { kind, id, doc: String(doc) })
    for (const value of [...PLANTED, '@']) expect(clear.toLowerCase()).not.toContain(value.toLowerCase())
  }
  expect(await verify()).toMatchObject({ intact: true, entries: kinds.length })
})
