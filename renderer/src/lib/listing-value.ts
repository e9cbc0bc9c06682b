import { labelOf, type ListName } from '#shared/reference/labels.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import type { Json } from '#shared/rpc.ts'
import { formatDate } from './format.ts'

/** A value of a field of a listing as a person reads it: labels of the lists, dates, yes and no. */

const LISTS: Readonly<Record<string, ListName>> = {
  publics: 'publics',
  type: 'types',
  frais: 'frais',
  modes_accueil: 'modes_accueil',
  'dora.coach_orientation_modes': 'coach_orientation_modes',
  'dora.beneficiaries_access_modes': 'beneficiaries_access_modes',
  'dora.update_frequency': 'update_frequency',
  'dora.status': 'status',
  'dora.funding_labels': 'funding_labels',
  'dora.typology': 'typology',
  'dora.national_labels': 'national_labels',
}
const DATES: ReadonlySet<string> = new Set(['dora.suspension_date', 'date_maj'])

const one = (champ: string, value: Json, nameOf: (code: string) => string | null): string => {
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non'
  if (typeof value === 'number') return value.toLocaleString('fr-FR', { maximumFractionDigits: 5 })
  if (typeof value === 'object')
    return value !== null && 'nom' in value && typeof value.nom === 'string' ? value.nom : JSON.stringify(value)
  if (champ === 'thematiques') return `${labelOf('thematiques', categoryOf(value))}\u202f: ${labelOf('thematiques', value)}`
  if (champ === 'zone_eligibilite') return nameOf(value) ?? value
  const list = LISTS[champ]
  if (list !== undefined) return labelOf(list, value)
  return DATES.has(champ) ? formatDate(value) : value
}

/** Empty for no value. `nameOf`: names of the codes of a perimeter, where they are known. */
export const listingValue = (
  champ: string,
  value: Json | undefined,
  nameOf: (code: string) => string | null = () => null,
): string => {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.map((each: Json) => one(champ, each, nameOf)).join(', ') : one(champ, value as Json, nameOf)
}
