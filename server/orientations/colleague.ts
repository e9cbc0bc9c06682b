import type { Rattachement } from '#shared/accounts/compte.ts'
import { safeName, userName } from '../accounts/user.ts'

/** `entier`: first name and name, as it is shown. */
export type Colleague = {
  readonly user_id: string
  readonly nom: string
  readonly prenom: string
  readonly entier: string
  readonly courriel: string
}

/** A member of the structure who can take a request over; null for anyone else. */
export const colleagueOf = (one: Rattachement | null): Colleague | null => {
  if (one === null || one.etat !== 'membre' || !one.actif) return null
  const { user_id, nom, prenom, courriel } = one
  const entier = userName({ nom, prenom }) || safeName({ nom, prenom, courriel })
  return { user_id, courriel, entier, nom: nom === '' ? entier : nom, prenom: prenom === '' ? entier : prenom }
}
