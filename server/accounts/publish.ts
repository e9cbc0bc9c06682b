import { COMPTE, type Compte } from '#shared/accounts/compte.ts'
import { userScope } from '#shared/sync/scope.ts'
import type { User, Writer } from '../store/types.ts'
import { putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
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
    // Staged only where it changes something.
    await putMembership(writer, seal, { ...one, courriel, prenom, nom, actif })
  }
}
