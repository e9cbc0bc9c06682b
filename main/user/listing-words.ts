import { Disponibilite } from '#shared/catalogue/record.ts'
import { AVAILABILITY_STATES } from '#shared/listing/availability.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import { labelOf, type ListName } from '#shared/reference/labels.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** Values of a listing as a person reads them, where the record has codes. */

const LISTS: Readonly<Record<string, ListName>> = {
  thematiques: 'thematiques',
  publics: 'publics',
  type: 'types',
  frais: 'frais',
  modes_accueil: 'modes_accueil',
  'dora.status': 'status',
  'dora.update_frequency': 'update_frequency',
  'dora.funding_labels': 'funding_labels',
  'dora.coach_orientation_modes': 'coach_orientation_modes',
  'dora.beneficiaries_access_modes': 'beneficiaries_access_modes',
  'dora.typology': 'typology',
  'dora.national_labels': 'national_labels',
}

const isDoc = (value: Json | undefined): value is Doc & Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const day = (iso: string): string => iso.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')

const availability = (value: Json | undefined): string | null => {
  const said = Disponibilite.safeParse(value).data
  if (said === undefined) return null
  const label = AVAILABILITY_STATES.find((one) => one.value === said.etat)?.label ?? said.etat
  const places = said.places === undefined ? '' : ` (${said.places})`
  const precision = said.precision === undefined ? '' : `\n${said.precision}`
  return `${label}${places}, jusqu’au ${day(said.jusqu_au)}${precision}`
}
const forms = (value: readonly Json[]): string =>
  value.map((one) => (isDoc(one) && typeof one['nom'] === 'string' ? one['nom'] : '')).join('\n')
const verifications = (value: Doc): string =>
  [...groupsOf('service'), ...groupsOf('structure')]
    .filter(({ code }, at, all) => isDoc(value[code]) && all.findIndex((one) => one.code === code) === at)
    .map(({ label }) => label)
    .join('\n')

/** Null for a value that is what it says. A list has one line per item. */
export const listingWords = (champ: string, value: Json | undefined): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non'
  if (champ === 'dora.disponibilite') return availability(value)
  if (champ === 'dora.verifications') return isDoc(value) ? verifications(value) : null
  if (champ === 'dora.suspension_date' && typeof value === 'string') return day(value)
  if (champ === 'dora.forms' && Array.isArray(value)) return forms(value as readonly Json[])
  const list = LISTS[champ]
  if (list === undefined) return null
  if (typeof value === 'string') return labelOf(list, value)
  if (!Array.isArray(value)) return null
  return (value as readonly Json[]).map((one) => (typeof one === 'string' ? labelOf(list, one) : '')).join('\n')
}
