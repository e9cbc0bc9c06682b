import { fullName } from '#shared/accounts/compte.ts'
import type { Member } from '#shared/accounts/wire.ts'

export type Groups = {
  readonly requests: readonly Member[]
  readonly members: readonly Member[]
  readonly invitations: readonly Member[]
}

/** In the order of the server; those who wait for an answer stand apart. */
export const groupsOf = (all: readonly Member[]): Groups => ({
  requests: all.filter(({ etat }) => etat === 'demande'),
  members: all.filter(({ etat }) => etat === 'membre'),
  invitations: all.filter(({ etat }) => etat === 'invitation'),
})

/**
 * Why the last administrator's role does not change: `a-remplacer` before anything else, or `seul`, who may leave, for nobody is
 * left behind. Null when the server lets it change.
 */
export const lastAdmin = (member: Member, all: readonly Member[]): 'a-remplacer' | 'seul' | null => {
  const admins = all.filter(({ etat, admin }) => etat === 'membre' && admin).length
  if (member.etat !== 'membre' || !member.admin || admins !== 1 || member.droits.changer_role) return null
  return member.droits.retirer ? 'seul' : 'a-remplacer'
}

export const nameOf = (member: Member): string => fullName(member)
