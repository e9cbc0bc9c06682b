import type { Disponibilite, Service } from '../catalogue/record.ts'
import { addDays, daysBetween } from './days.ts'

/** Places, waiting list, assessment first, full: said for a while, then unknown again, never stale (peers.md §5, row 6 and (c)). */

export const AVAILABILITY_STATES = [
  { value: 'places', label: 'Places disponibles' },
  { value: 'liste-attente', label: 'Liste d’attente' },
  { value: 'evaluation', label: 'Évaluation d’abord' },
  { value: 'complet', label: 'Complet' },
] as const satisfies readonly { readonly value: Disponibilite['etat']; readonly label: string }[]

export const availabilityLabel = (etat: Disponibilite['etat']): string =>
  AVAILABILITY_STATES.find(({ value }) => value === etat)?.label ?? etat

/** How long it may be said for, in days; the first is proposed. */
export const AVAILABILITY_DAYS = [14, 7, 30] as const
const LONGEST_DAYS = 92

/** What holds on that day; null when nothing was said, or no longer holds. */
export const currentAvailability = ({ dora }: Pick<Service, 'dora'>, today: string): Disponibilite | null => {
  const said = dora?.disponibilite
  return said === undefined || said.jusqu_au < today ? null : said
}

/** Soon unknown: worth asking again. */
export const isEnding = ({ jusqu_au }: Disponibilite, today: string): boolean => daysBetween(today, jusqu_au) <= 2

/** The same again, for as long as it was first said for. */
export const renewed = (said: Disponibilite, today: string): Disponibilite => {
  const days = Math.min(Math.max(daysBetween(said.dit_le, said.jusqu_au), 1), LONGEST_DAYS)
  return { ...said, dit_le: today, jusqu_au: addDays(today, days) }
}

/** First thing that keeps it from being said, as the name of its field; null when nothing does. */
export const wrongAvailability = (said: Disponibilite, today: string): string | null => {
  const days = daysBetween(today, said.jusqu_au)
  // A day that no calendar has, the 31st of February among them, is no day.
  if (Number.isNaN(days) || addDays(today, days) !== said.jusqu_au || days < 0 || days > LONGEST_DAYS) return 'jusqu_au'
  return said.places !== undefined && said.etat !== 'places' ? 'places' : null
}
