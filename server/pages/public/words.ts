import type { Disponibilite, Verification } from '#shared/catalogue/record.ts'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { availabilityLabel } from '#shared/listing/availability.ts'
import { groupsOf, type ListingKind } from '#shared/listing/groups.ts'

/** Sentences that the public pages share. */

// Noon in Paris of a bare date is that date.
const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })

/** « 12 décembre 2026 », « 1er mai 2026 ». @param date ISO day; what is none is given back. */
export const dayOf = (date: string): string => {
  const at = new Date(`${date}T12:00:00Z`)
  return Number.isNaN(at.getTime()) ? date : day.format(at).replace(/^1 /, '1er ')
}

export const updatedOn = (date: string): string =>
  date === UNKNOWN_DATE ? 'Date de dernière mise à jour inconnue' : `Mis à jour le ${dayOf(date)}`

const WHO: Readonly<Record<Verification['par'], string>> = {
  structure: 'la structure',
  territoire: 'le gestionnaire du territoire',
  equipe: 'l’équipe de DORA',
  partenaire: 'un partenaire',
}

/**
 * The day from which all of it was said to be right; only what was, when it is a part; null when nobody ever said anything. A part
 * is never shown as the whole.
 */
export const verifiedOn = (
  kind: ListingKind,
  verifications: Readonly<Record<string, Verification>> | undefined,
): string | null => {
  const groups = groupsOf(kind).map(({ code, label }) => ({ label, said: verifications?.[code] }))
  const said = groups.flatMap(({ label, said: one }) => (one === undefined ? [] : [{ label, ...one }]))
  const [oldest] = said.toSorted((a, b) => (a.le < b.le ? -1 : 1))
  const latest = said.toSorted((a, b) => (a.le < b.le ? 1 : -1))[0]
  if (oldest === undefined || latest === undefined) return null
  if (said.length === groups.length) return `Vérifié le ${dayOf(oldest.le)} par ${WHO[oldest.par]}`
  return `« ${latest.label} »\u202f: vérifié le ${dayOf(latest.le)} par ${WHO[latest.par]}`
}

/** « Places disponibles (3), jusqu’au 12 décembre 2026 ». */
export const availabilityOf = ({ etat, places, jusqu_au }: Disponibilite): string => {
  const state = availabilityLabel(etat)
  return `${state}${places === undefined ? '' : ` (${places})`}, jusqu’au ${dayOf(jusqu_au)}`
}
