import type { Refusal } from '#shared/accounts/refusals.ts'
import { StoreError } from '../../store/errors.ts'
import type { User, UserPatch } from '../../store/types.ts'
import { type AccountContext, type AccountParts, runAccount } from '../context.ts'
import { publishUser } from '../publish.ts'
import { AccountRefusal } from '../refusal.ts'
import { newUser } from '../user.ts'
import type { Identity } from './identity.ts'

/** Which account an identity is (dora-backend.md §2.1, ProConnect rules): by its subject first, then by its address. */

type Note = { readonly action: string; readonly legal: boolean; readonly details: Readonly<Record<string, string | boolean>> }

export type Decision =
  | { readonly kind: 'create' }
  | { readonly kind: 'enter'; readonly user: User; readonly patch: UserPatch; readonly notes: readonly Note[] }
  /** `note` is written on the account `user`. */
  | { readonly kind: 'refuse'; readonly motif: Refusal; readonly user: User; readonly note: Note | null }

const changed = (user: User, wanted: UserPatch): UserPatch =>
  Object.fromEntries(Object.entries(wanted).filter(([name, value]) => user[name as keyof User] !== value))

/** What every sign-in by the provider brings: an address that is proved, and the names it knows. */
const brought = ({ prenom, nom }: Identity): UserPatch => ({
  valide: true,
  ...(prenom === '' ? {} : { prenom }),
  ...(nom === '' ? {} : { nom }),
})

/** @param bySub account of that subject. @param byEmail account of that address. Null when there is none. */
export const decide = (identity: Identity, bySub: User | null, byEmail: User | null): Decision => {
  const { sub, courriel } = identity
  const user = bySub ?? byEmail
  if (user === null) return { kind: 'create' }
  if (!user.actif) return { kind: 'refuse', motif: 'compte-ferme', user, note: null }
  const enter = (more: UserPatch, notes: readonly Note[]): Decision => ({
    kind: 'enter',
    user,
    patch: changed(user, { ...brought(identity), ...more }),
    notes,
  })
  if (bySub !== null) {
    if (bySub.courriel === courriel) return enter({}, [])
    if (byEmail === null)
      return enter({ courriel }, [{ action: 'compte.courriel', legal: false, details: { par: 'fournisseur' } }])
    // One person with the name of one account and the address of another: nobody's guess.
    const note = {
      action: 'connexion.refusee',
      legal: true,
      details: { raison: 'courriel-d-un-autre-compte', autre: byEmail.id },
    }
    return { kind: 'refuse', motif: 'identite-refusee', user, note }
  }
  // Only its address is known. A subject that was another one is the same person under another identity: seldom, and written down.
  const replaced = user.sub !== null
  return enter({ sub }, [{ action: 'compte.identifiant', legal: replaced, details: { remplace: replaced } }])
}

const noted = async ({ journal }: Pick<AccountContext, 'journal'>, id: string, notes: readonly Note[]): Promise<void> => {
  for (const note of notes) await journal({ ...note, objet: { kind: 'compte', id } })
}

/** Null when it was taken or removed meanwhile. */
const written = async ({ store, now }: AccountParts, identity: Identity, decision: Decision): Promise<User | null> => {
  try {
    if (decision.kind === 'enter') {
      const { user, patch } = decision
      return Object.keys(patch).length === 0 ? user : await store.accounts.updateUser(user.id, patch)
    }
    const { sub, courriel, prenom, nom } = identity
    const user = newUser({ sub, courriel, prenom, nom, valide: true }, now())
    await store.accounts.addUser(user)
    return user
  } catch (error) {
    if (error instanceof StoreError && error.code === 'email-taken') return null
    throw error
  }
}

/** Two sign-ins of one person at once: the second one finds what the first one wrote. */
const TRIES = 3

/** The account of an identity, made or brought up to date, and told to its desks. Rejects with AccountRefusal `identite-refusee`, `compte-ferme`. */
export const reconcile = async (parts: AccountParts, identity: Identity): Promise<User> => {
  const { accounts } = parts.store
  for (let left = TRIES; left > 0; left--) {
    const [bySub, byEmail] = await Promise.all([accounts.userBySub(identity.sub), accounts.userByEmail(identity.courriel)])
    const decision = decide(identity, bySub, byEmail)
    if (decision.kind === 'refuse') {
      const { user, note, motif } = decision
      if (note !== null) await runAccount(parts, null, (context) => noted(context, user.id, [note]))
      throw new AccountRefusal(motif)
    }
    const user = await written(parts, identity, decision)
    if (user === null) continue
    // The address may be somebody else's now: whoever had it before is no longer in.
    if (decision.kind === 'enter' && decision.notes.some(({ details }) => details['remplace'] === true))
      await accounts.endSessionsOf(user.id)
    const notes: readonly Note[] =
      decision.kind === 'enter' ? decision.notes : [{ action: 'compte.cree', legal: false, details: { moyen: 'fournisseur' } }]
    await runAccount(parts, user, async (context) => {
      await publishUser(context.writer, context.seal, user)
      await noted(context, user.id, notes)
    })
    return user
  }
  throw new AccountRefusal('identite-refusee')
}
