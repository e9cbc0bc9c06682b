import type { Sens } from '#shared/contract/orientation.ts'
import type { Envoi, Evenement, Reception } from '#shared/orientation/model.ts'
import type { SeenRequest } from './requests-types.ts'

/**
 * A request without its texts, its files and its letters: what lists, counts, notices and tables are made of, many at a time. Whole
 * ones are read one by one.
 */

const KEPT = [
  'id',
  'etat',
  'cree_le',
  'traitee_le',
  'service',
  'prescripteur',
  'source',
  'personne',
  'lue_le',
  'accusee_le',
  'pas_avant',
  'relance_le',
  'delai_habituel',
  'issue',
  'anonyme_le',
] as const

type Event = Pick<Evenement, 'le' | 'quoi' | 'cote'>

export type Brief = Pick<Envoi, (typeof KEPT)[number]> & {
  readonly sens: Sens
  /** Of one sent: late at once. The structure that it did not reach by letter is not late for that. */
  readonly non_remise_le?: string | undefined
  /** The request that it makes up for, of one sent. */
  readonly remplace: string | null
  /** Of one received. */
  readonly suivi_par: Reception['suivi_par']
  /** Last thing that happened; null before anything has. */
  readonly dernier: Event | null
  /** Last time that the structure wrote to whoever sent it. */
  readonly message_le: string | null
  readonly envoi: SeenRequest<unknown>['envoi']
  readonly muette: boolean
}

const eventOf = ({ le, quoi, cote }: Evenement): Event => ({ le, quoi, cote })

const common = <T extends Envoi | Reception>({
  doc,
  envoi,
  muette,
}: SeenRequest<T>): Omit<Brief, 'sens' | 'remplace' | 'suivi_par'> => {
  const last = doc.evenements.at(-1)
  return {
    ...(Object.fromEntries(KEPT.map((key) => [key, doc[key]])) as Pick<Envoi, (typeof KEPT)[number]>),
    dernier: last === undefined ? null : eventOf(last),
    message_le: doc.evenements.findLast(({ quoi }) => quoi === 'message-prescripteur')?.le ?? null,
    envoi,
    muette,
  }
}

export const briefOfSent = (seen: SeenRequest<Envoi>): Brief => ({
  ...common(seen),
  sens: 'envoi',
  non_remise_le: seen.doc.non_remise_le,
  remplace: seen.doc.remplace,
  suivi_par: null,
})

export const briefOfReceived = (seen: SeenRequest<Reception>): Brief => ({
  ...common(seen),
  sens: 'reception',
  remplace: null,
  suivi_par: seen.doc.suivi_par,
})
