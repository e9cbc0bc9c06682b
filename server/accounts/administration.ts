import { setTimeout as wait } from 'node:timers/promises'
import type { AccountCreated, AccountPatch, AccountRow } from '#shared/accounts/wire.ts'
import type { Rattachement } from '#shared/accounts/compte.ts'
import { StoreError } from '../store/errors.ts'
import type { User } from '../store/types.ts'
import { type AccountParts, runAccount } from './context.ts'
import { everyMembership, membershipsOfUser } from './memberships.ts'
import { Crowded, hashPassword, readablePassword } from './password.ts'
import { changeUser } from './profile.ts'
import { compteOf, publishUser } from './publish.ts'
import { AccountRefusal, allow } from './refusal.ts'
import { removeAccount } from './removal.ts'
import { emailKey, newUser } from './user.ts'

/** Everyone's accounts, kept by the team: local ones are made here, so that a server needs no identity provider. */

const rowOf = (user: User, memberships: readonly Rattachement[]): AccountRow => ({
  ...compteOf(user),
  actif: user.actif,
  derniere_connexion: user.vuLe,
  structures: memberships.filter(({ etat }) => etat === 'membre').map(({ structure_nom }) => structure_nom),
})

/** Rejects with Forbidden. */
const keep = (parts: AccountParts, by: User): Promise<void> =>
  runAccount(parts, by, async ({ actor }) => allow(actor, 'comptes.gerer'))

const rowWithStructures = (parts: AccountParts, user: User): Promise<AccountRow> =>
  parts.store.read(async (reader) => rowOf(user, await membershipsOfUser(reader, parts.seal, user.id)))

export const listAccounts = async (parts: AccountParts, by: User): Promise<AccountRow[]> => {
  await keep(parts, by)
  const users = await parts.store.accounts.users()
  const memberships = new Map<string, Rattachement[]>()
  await parts.store.read(async (reader) => {
    for await (const one of everyMembership(reader, parts.seal))
      memberships.set(one.user_id, [...(memberships.get(one.user_id) ?? []), one])
  })
  return users.map((user) => rowOf(user, memberships.get(user.id) ?? []))
}

type Creation = Pick<User, 'courriel' | 'prenom' | 'nom' | 'role' | 'gestionnaire' | 'departements'>

/** Rejects with Forbidden, AccountRefusal `courriel-pris`; Crowded. */
export const createAccount = async (parts: AccountParts, by: User, creation: Creation): Promise<AccountCreated> => {
  await keep(parts, by)
  const password = readablePassword()
  const user = newUser(
    { ...creation, courriel: emailKey(creation.courriel), motDePasse: await hashPassword(password), valide: true },
    parts.now(),
  )
  try {
    await parts.store.accounts.addUser(user)
  } catch (error) {
    throw error instanceof StoreError && error.code === 'email-taken' ? new AccountRefusal('courriel-pris') : error
  }
  await runAccount(parts, by, async ({ writer, seal, journal }) => {
    await publishUser(writer, seal, user)
    const { role, gestionnaire } = user
    await journal({ action: 'compte.cree', objet: { kind: 'compte', id: user.id }, details: { role, gestionnaire } })
  })
  return { compte: rowOf(user, []), mot_de_passe: password }
}

/** Rejects with AccountRefusal `personne-inconnue`. */
const found = async ({ store }: AccountParts, id: string): Promise<User> => {
  const user = await store.accounts.userById(id)
  if (user === null) throw new AccountRefusal('personne-inconnue')
  return user
}

/**
 * One at a time, over all replicas: two of the team who remove each other at the same instant would leave nobody. Rejects with
 * Crowded when others do not end.
 */
const TURNS = 200
const TURN_MS = 25
const oneAtATime = async <T>({ store }: AccountParts, work: () => Promise<T>): Promise<T> => {
  for (let turn = 0; turn < TURNS; turn++) {
    const done = await store.exclusively('equipe', async () => ({ value: await work() }))
    if (done !== null) return done.value
    await wait(TURN_MS)
  }
  throw new Crowded('others do not end')
}

/** The last of the team who can sign in is kept: nobody could undo it. Rejects with AccountRefusal `dernier-administrateur`. */
const keepsSomeone = async ({ store }: AccountParts, user: User): Promise<void> => {
  const others = (await store.accounts.users()).filter(
    ({ id, role, actif }) => id !== user.id && role === 'administrateur' && actif,
  )
  if (user.role === 'administrateur' && others.length === 0) throw new AccountRefusal('dernier-administrateur')
}

/** Rejects with Forbidden, AccountRefusal `personne-inconnue`, `dernier-administrateur`. */
export const patchAccount = (parts: AccountParts, by: User, id: string, patch: AccountPatch): Promise<AccountRow> =>
  oneAtATime(parts, () => patchAlone(parts, by, id, patch))

const patchAlone = async (parts: AccountParts, by: User, id: string, patch: AccountPatch): Promise<AccountRow> => {
  await keep(parts, by)
  const user = await found(parts, id)
  const loses = patch.actif === false || (patch.role !== undefined && patch.role !== 'administrateur')
  if (loses) await keepsSomeone(parts, user)
  const wanted = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  await changeUser(parts, user, wanted, async () => {})
  await runAccount(parts, by, ({ journal }) =>
    journal({
      action: 'compte.droits',
      objet: { kind: 'compte', id },
      legal: true,
      details: { ...wanted, ...(patch.departements === undefined ? {} : { departements: patch.departements.join(' ') }) },
    }),
  )
  return rowWithStructures(parts, await found(parts, id))
}

/** A new password, told once; every session of the account ends. Rejects with Forbidden, AccountRefusal; Crowded. */
export const resetPassword = async (parts: AccountParts, by: User, id: string): Promise<AccountCreated> => {
  await keep(parts, by)
  const user = await found(parts, id)
  const password = readablePassword()
  await parts.store.accounts.setPassword(user.id, await hashPassword(password))
  await runAccount(parts, by, async ({ writer, seal, journal }) => {
    await publishUser(writer, seal, { ...user, motDePasse: 'set' })
    await journal({ action: 'compte.mot-de-passe', objet: { kind: 'compte', id } })
  })
  return { compte: await rowWithStructures(parts, await found(parts, id)), mot_de_passe: password }
}

export const removeAnyAccount = (parts: AccountParts, by: User, id: string): Promise<void> =>
  oneAtATime(parts, async () => {
    await keep(parts, by)
    const user = await found(parts, id)
    await keepsSomeone(parts, user)
    await removeAccount(parts, user, { by, motif: 'equipe' })
  })

/** A person deletes their own account. Rejects with AccountRefusal `dernier-administrateur` for the last of the team; Crowded. */
export const removeOwnAccount = (parts: AccountParts, user: User): Promise<void> =>
  oneAtATime(parts, async () => {
    await keepsSomeone(parts, user)
    await removeAccount(parts, user, { by: user, motif: 'demande' })
  })
