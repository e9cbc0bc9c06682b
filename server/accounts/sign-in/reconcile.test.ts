import { createLetters } from '../context.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore, type SqliteStore } from '../../store/sqlite.ts'
import type { User } from '../../store/types.ts'
import { docOf } from '../../sync/rows.ts'
import { createSeal } from '../../sync/seal.ts'
import { readJournal, type Written } from '../journal.ts'
import { AccountRefusal } from '../refusal.ts'
import { newUser } from '../user.ts'
import type { Identity } from './identity.ts'
import { reconcile } from './reconcile.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const seal = createSeal(new Uint8Array(32).fill(3))
const identity: Identity = { sub: 'sub-1', courriel: 'camille@exemple.test', prenom: 'Camille', nom: 'Testeuse' }

let store: SqliteStore
beforeEach(async () => {
  store = await openSqliteStore({ file: ':memory:' })
})
afterEach(() => store.close())

const enter = (who: Identity = identity): Promise<User> =>
  reconcile({ store, seal, now: () => NOW, linkTo: () => '', onMail: () => {}, letters: createLetters(() => NOW) }, who)
const add = async (known: Pick<User, 'courriel'> & Partial<User>): Promise<User> => {
  const user = newUser(known, NOW)
  await store.accounts.addUser(user)
  return user
}
const journal = async (): Promise<Written[]> =>
  store.read(async (reader) => {
    const entries: Written[] = []
    for await (const entry of readJournal(reader, seal)) entries.push(entry)
    return entries
  })
const told = (id: string) => store.read(async (reader) => docOf(seal, await reader.entity({ kind: 'compte', id })))
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof AccountRefusal ? error.motif : String(error)),
  )

/** Every row of the rules: what is here before, who comes, what is here after. */
describe('an identity and the accounts there are', () => {
  it('nobody: a new account, whose address is proved', async () => {
    const user = await enter()
    expect(user).toMatchObject({ ...identity, valide: true, actif: true, role: 'professionnel', motDePasse: null })
    expect(await store.accounts.userBySub('sub-1')).toEqual(user)
    expect(await told(user.id)).toMatchObject({ id: user.id, courriel: identity.courriel, prenom: 'Camille' })
    expect(await journal()).toMatchObject([{ action: 'compte.cree', objet: { id: user.id }, legal: false }])
  })
  it('nobody, and no name: an account without a name', async () => {
    expect(await enter({ ...identity, prenom: '', nom: '' })).toMatchObject({ prenom: '', nom: '' })
  })
  it('the same subject and address: nothing but the names changes', async () => {
    const before = await add({ courriel: identity.courriel, sub: 'sub-1', valide: true, prenom: 'Camille', nom: 'Ancienne' })
    expect(await enter()).toEqual({ ...before, nom: 'Testeuse' })
    expect(await journal()).toEqual([])
  })
  it('the same subject and address, names that the provider does not give: they stay', async () => {
    const before = await add({ courriel: identity.courriel, sub: 'sub-1', valide: true, prenom: 'Camille', nom: 'Ancienne' })
    expect(await enter({ ...identity, prenom: '', nom: '' })).toEqual(before)
  })
  it('the same subject, an address that is free: the account follows', async () => {
    const before = await add({ courriel: 'ancienne@exemple.test', sub: 'sub-1' })
    expect(await enter()).toMatchObject({ id: before.id, courriel: identity.courriel, valide: true })
    expect(await store.accounts.userByEmail('ancienne@exemple.test')).toBeNull()
    expect(await told(before.id)).toMatchObject({ courriel: identity.courriel })
    expect(await journal()).toMatchObject([{ action: 'compte.courriel', acteur: before.id }])
  })
  it('the subject of one account, the address of another: refused, written down, and nothing moves', async () => {
    const one = await add({ courriel: 'ancienne@exemple.test', sub: 'sub-1' })
    const other = await add({ courriel: identity.courriel, sub: 'sub-2' })
    expect(await refusal(enter())).toBe('identite-refusee')
    expect(await store.accounts.users()).toEqual(expect.arrayContaining([one, other]))
    const [entry] = await journal()
    expect(entry).toMatchObject({ action: 'connexion.refusee', legal: true, objet: { id: one.id }, details: { autre: other.id } })
    expect(JSON.stringify(entry)).not.toContain('exemple.test')
  })
  it('the subject of one account, the address of a closed one: refused too', async () => {
    await add({ courriel: 'ancienne@exemple.test', sub: 'sub-1' })
    await add({ courriel: identity.courriel, actif: false })
    expect(await refusal(enter())).toBe('identite-refusee')
  })
  it('an address without a subject, as someone invited: the account is theirs from now on', async () => {
    const invited = await add({ courriel: identity.courriel })
    expect(await enter()).toMatchObject({ id: invited.id, sub: 'sub-1', valide: true, prenom: 'Camille' })
    expect(await journal()).toMatchObject([{ action: 'compte.identifiant', legal: false, details: { remplace: false } }])
  })
  it('an address of another subject: replaced, and written down for who keeps the law', async () => {
    const before = await add({ courriel: identity.courriel, sub: 'sub-ancien', valide: true })
    expect(await enter()).toMatchObject({ id: before.id, sub: 'sub-1' })
    expect(await store.accounts.userBySub('sub-ancien')).toBeNull()
    expect(await journal()).toMatchObject([{ action: 'compte.identifiant', legal: true, details: { remplace: true } }])
  })
  it('rights and password are nobody’s to bring', async () => {
    const before = await add({ courriel: identity.courriel, role: 'administrateur', motDePasse: 'scrypt', departements: ['75'] })
    expect(await enter()).toMatchObject({ role: 'administrateur', motDePasse: 'scrypt', departements: before.departements })
  })
  it.each([
    ['by its subject', { courriel: identity.courriel, sub: 'sub-1' }],
    ['by its address', { courriel: identity.courriel }],
    ['by its subject, under another address', { courriel: 'ancienne@exemple.test', sub: 'sub-1' }],
  ])('a closed account, known %s: refused, and unchanged', async (_, known) => {
    const closed = await add({ ...known, actif: false })
    expect(await refusal(enter())).toBe('compte-ferme')
    expect(await store.accounts.userById(closed.id)).toEqual(closed)
  })
  it('one person twice at once: one account', async () => {
    const users = await Promise.all(Array.from({ length: 8 }, () => enter()))
    expect(new Set(users.map(({ id }) => id)).size).toBe(1)
    expect(await store.accounts.users()).toHaveLength(1)
  })
  it('two people at once who take one address: one has it, and the other is told nothing of it', async () => {
    const free = 'libre@exemple.test'
    await add({ courriel: 'un@exemple.test', sub: 'sub-un' })
    await add({ courriel: 'deux@exemple.test', sub: 'sub-deux' })
    const both = await Promise.all(['sub-un', 'sub-deux'].map((sub) => refusal(enter({ ...identity, sub, courriel: free }))))
    expect(both.sort()).toEqual(['accepted', 'identite-refusee'])
    expect((await store.accounts.users()).filter(({ courriel }) => courriel === free)).toHaveLength(1)
  })
})
