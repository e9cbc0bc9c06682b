import type { Rattachement } from '../accounts/compte.ts'

/**
 * The structure a request is sent in the name of: the one chosen, else the one the person works in, else their only one. One that
 * they have left since is as if it were not chosen.
 * @param structures of which the person is a member
 * @param chosen '' for none
 */
export const senderOf = (structures: readonly Rattachement[], chosen: string, current: string | null): Rattachement | null => {
  const byId = (id: string | null) => structures.find(({ structure_id }) => structure_id === id)
  return byId(chosen) ?? byId(current) ?? (structures.length === 1 ? structures[0] : undefined) ?? null
}
