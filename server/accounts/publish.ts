import { COMPTE, type Compte } from '#shared/accounts/compte.ts'
import { userScope } from '#shared/sync/scope.ts'
import type { User, Writer } from '../store/types.ts'
import { putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import { type AccountParts, runAccount } from './context.ts'
import { membershipsOfUser, putMembership } from './memberships.ts'

/** An account as its person's desks know it. */
export const compteOf = (user: User): Compte => ({
  id: user.id,
  courriel: user.courriel,
  prenom: user.prenom,
  nom: user.nom,
  role: user.role,
  gestionnaire: user.gestionnaire,
  departements: [...user.departements],
  activite: user.activite as Compte['activite'],
  decouverte: user.decouverte as Compte['decouverte'],
  decouverte_autre: user.decouverteAutre,
  infolettre: user.infolettre,
  cgu: { ...user.cgu },
  mot_de_passe: user.motDePasse !== null,
  cree_le: user.creeLe,
})

/**
 * Tells the desks of a person what the account has become. The account itself is written before, outside the feed: what is told
 * late, after a crash between the two, is told by the next sign-in. Nothing is staged where nothing changed.
 */
export const publishUser = async (writer: Writer, seal: Seal, user: User): Promise<void> => {
  const key = { kind: COMPTE, id: user.id }
  const current = await writer.entity(key)
  // Deleted meanwhile: it is not brought back.
  if (current?.deleted === true) return
  await putSealed(writer, seal, key, { doc: compteOf(user) as never, scopes: [userScope(user.id)], current })
  for (const one of await membershipsOfUser(writer, seal, user.id)) {
    const { courriel, prenom, nom, actif } = user
    // Staged only where it changes something. An invitation says what was typed of the person, who has not come yet.
    if (one.etat === 'invitation') await putMembership(writer, seal, { ...one, courriel })
    else await putMembership(writer, seal, { ...one, courriel, prenom, nom, actif })
  }
}

/** Read, told, and read again: two changes at once are told in the order of whichever comes last, not of whoever tells last. */
const TELLS = 4

/** Tells the desks of a person what the account is by now, whatever else changes it meanwhile. Null when it is gone. */
export const publishAsItIs = async (parts: AccountParts, userId: string): Promise<User | null> => {
  const { accounts } = parts.store
  let user = await accounts.userById(userId)
  for (let left = TELLS; user !== null && left > 0; left--) {
    const told: User = user
    await runAccount(parts, told, ({ writer, seal }) => publishUser(writer, seal, told))
    user = await accounts.userById(userId)
    if (JSON.stringify(user) === JSON.stringify(told)) break
  }
  return user
}
