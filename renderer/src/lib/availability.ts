import type { Disponibilite } from '#shared/catalogue/record.ts'
import { availabilityLabel } from '#shared/listing/availability.ts'
import { trust } from '../i18n/trust.ts'
import { formatDate, plural } from './format.ts'

/** « 5 places, jusqu’au 12 décembre 2026 »: what a structure says of the room it has. */
export const availabilityWords = ({ etat, places, jusqu_au }: Disponibilite): string => {
  const label = availabilityLabel(etat)
  const said = etat === 'places' && places !== undefined ? plural(places, 'place', 'places') : label
  return `${said}, ${trust.jusquau(formatDate(jusqu_au))}`
}

/** As a colour of `Tag`: words and drawing say the same. */
export const availabilityTone = ({ etat }: Disponibilite): 'good' | 'warn' | 'bad' =>
  etat === 'places' ? 'good' : etat === 'complet' ? 'bad' : 'warn'

export const availabilityIcon = ({ etat }: Disponibilite): 'check' | 'clock' | 'close' =>
  etat === 'places' ? 'check' : etat === 'complet' ? 'close' : 'clock'
