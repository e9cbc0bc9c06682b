import type { OrientationLine } from '#shared/contract/orientation.ts'

/** Requests that a structure has received, by what is to be done about them. One may be counted twice: late is to treat as well. */
export type Received = {
  readonly toutes: number
  readonly a_traiter: number
  readonly en_retard: number
  /** Accepted, and nobody has said yet what became of the person. */
  readonly a_constater: number
}

/**
 * Those of this structure: a line does not say which of one's structures received it, but it says the service, which is the
 * structure's. Of an only structure, all are its own, also those of a service that has left since.
 */
export const receivedBy = (
  lines: readonly OrientationLine[],
  listing: { readonly services: readonly { readonly id: string }[] },
  only: boolean,
): Received => {
  const own = new Set(listing.services.map(({ id }) => id))
  const received = lines.filter(({ sens, serviceId }) => sens === 'reception' && (only || own.has(serviceId)))
  const count = (is: (line: OrientationLine) => boolean) => received.filter(is).length
  return {
    toutes: received.length,
    // Put off to a later day by the structure itself, it waits for that day.
    a_traiter: count(({ etat, echeance }) => etat === 'OUVERTE' && echeance?.quoi !== 'pas-avant'),
    en_retard: count(({ retard }) => retard),
    a_constater: count(({ etat, issue }) => etat === 'VALIDÉE' && issue === null),
  }
}
