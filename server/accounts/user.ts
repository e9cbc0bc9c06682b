import { randomUUID } from 'node:crypto'
import type { Account } from '#shared/sync/wire.ts'
import type { Accounts, User } from '../store/types.ts'

/** As accounts are kept: an address is the same whatever its capitals. */
export const emailKey = (courriel: string): string => courriel.trim().normalize('NFC').toLowerCase()

/** An account that has nothing yet but an address. @param now milliseconds since 1970. */
export const newUser = (known: Pick<User, 'courriel'> & Partial<User>, now: number): User => ({
  id: randomUUID(),
  prenom: '',
  nom: '',
  role: 'professionnel',
  motDePasse: null,
  sub: null,
  valide: false,
  actif: true,
  gestionnaire: false,
  departements: [],
  activite: null,
  decouverte: null,
  decouverteAutre: '',
  infolettre: false,
  cgu: {},
  creeLe: new Date(now).toISOString(),
  vuLe: null,
  ...known,
})

/** The account of that address; made, not yet proved to be anyone's, when there is none. */
export const userOfEmail = async (
  accounts: Accounts,
  known: Pick<User, 'courriel'> & Partial<User>,
  now: number,
): Promise<User> => {
  const courriel = emailKey(known.courriel)
  const found = await accounts.userByEmail(courriel)
  if (found !== null) return found
  const made = newUser({ ...known, courriel }, now)
  try {
    await accounts.addUser(made)
    return made
  } catch (error) {
    // Someone else has just made it.
    const other = await accounts.userByEmail(courriel)
    if (other === null) throw error
    return other
  }
}

/** « Prénom Nom », '' when neither is known. */
export const userName = ({ prenom, nom }: Pick<User, 'prenom' | 'nom'>): string =>
  [prenom, nom].filter((part) => part !== '').join(' ')

/** « J. Dupont », for people who do not know the person; the local part of the address when the name is not known (§1.1). */
export const safeName = ({ prenom, nom, courriel }: Pick<User, 'prenom' | 'nom' | 'courriel'>): string =>
  prenom !== '' && nom !== '' ? `${[...prenom][0]?.toUpperCase()}. ${nom}` : (courriel.split('@', 1)[0] ?? '')

export const accountOf = (user: User): Account => ({
  id: user.id,
  courriel: user.courriel,
  nom: userName(user),
  role: user.role,
})
