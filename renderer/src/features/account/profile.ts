import type { Compte } from '#shared/accounts/compte.ts'
import type { ProfilePatch } from '#shared/accounts/wire.ts'

/** What a person may change of their own account. */
export type Profile = Pick<Compte, 'prenom' | 'nom' | 'activite' | 'decouverte' | 'decouverte_autre' | 'infolettre'>

export const profileOf = ({ prenom, nom, activite, decouverte, decouverte_autre, infolettre }: Compte): Profile => ({
  prenom,
  nom,
  activite,
  decouverte,
  decouverte_autre,
  infolettre,
})

/** What is still to be stored once `sent` was: a field typed again since then stays. */
export const leftAfter = (waiting: ProfilePatch, sent: ProfilePatch): ProfilePatch =>
  Object.fromEntries(
    Object.entries(waiting).filter(([field, value]) => !(field in sent) || sent[field as keyof ProfilePatch] !== value),
  )

/** What is shown: the server's profile with what was typed over it. */
export const withTyped = (profile: Profile, typed: ProfilePatch): Profile => ({
  ...profile,
  ...(Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined)) as Partial<Profile>),
})
