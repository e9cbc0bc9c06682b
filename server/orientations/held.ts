import type { Orientation } from '#shared/orientation/model.ts'
import type { Held } from '#shared/orientation/wire.ts'
import type { Accounts, Reader, User } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { signalsFor } from './signals.ts'

/** What moderation is told of the requests that it holds: nothing of the persons. */

/** Those who sent them, read before the rows are: accounts are of another transaction. */
export const authorsOf = async (accounts: Accounts, held: readonly Orientation[]): Promise<ReadonlyMap<string, User>> => {
  const found = new Map<string, User>()
  for (const id of new Set(held.map(({ prescripteur }) => prescripteur.user_id))) {
    const user = await accounts.userById(id)
    if (user !== null) found.set(id, user)
  }
  return found
}

/** Of one structure, the longest held first. @param now milliseconds since 1970 */
export const tellHeld = async (
  reader: Reader,
  seal: Seal,
  {
    structure,
    held,
    authors,
    now,
  }: {
    readonly structure: Held['structure']
    readonly held: readonly Orientation[]
    readonly authors: ReadonlyMap<string, User>
    readonly now: number
  },
): Promise<Held> => {
  const orientations: Held['orientations'] = []
  for (const one of held.toSorted((a, b) => (a.cree_le < b.cree_le ? -1 : 1))) {
    const { id, cree_le, prescripteur, service } = one
    const user = authors.get(prescripteur.user_id) ?? null
    orientations.push({
      id,
      cree_le,
      prescripteur: prescripteur.nom,
      courriel: prescripteur.courriel,
      service: service.nom,
      signaux: await signalsFor(reader, seal, one, { user, now }),
    })
  }
  return { structure, depuis: orientations[0]?.cree_le ?? new Date(now).toISOString(), orientations }
}
