import { Disponibilite } from '#shared/catalogue/record.ts'
import { availabilityLabel } from '#shared/listing/availability.ts'
import { frenchDay } from '#shared/listing/days.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import { listOf } from '#shared/listing/lists.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** Values of a listing as a person reads them, where the record has codes. */

const isDoc = (value: Json | undefined): value is Doc & Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const availability = (value: Json | undefined): string | null => {
  const said = Disponibilite.safeParse(value).data
  if (said === undefined) return null
  const places = said.places === undefined ? '' : ` (${said.places})`
  const precision = said.precision === undefined ? '' : `\n${said.precision}`
  return `${availabilityLabel(said.etat)}${places}, jusqu’au ${frenchDay(said.jusqu_au)}${precision}`
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
  if (champ === 'dora.suspension_date' && typeof value === 'string') return frenchDay(value)
  if (champ === 'dora.forms' && Array.isArray(value)) return forms(value as readonly Json[])
  const list = listOf(champ)
  if (list === undefined) return null
  if (typeof value === 'string') return labelOf(list, value)
  if (!Array.isArray(value)) return null
  return (value as readonly Json[]).map((one) => (typeof one === 'string' ? labelOf(list, one) : '')).join('\n')
}
