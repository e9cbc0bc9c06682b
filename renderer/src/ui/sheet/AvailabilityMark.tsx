import type { Disponibilite } from '#shared/catalogue/record.ts'
import { availabilityIcon, availabilityTone, availabilityWords } from '../../lib/availability.ts'
import { trust } from '../../i18n/trust.ts'
import { formatDate } from '../../lib/format.ts'
import { Tag } from '../Tag.tsx'

/** Room that a service has, as its structure says it, until when and since when. */
export const AvailabilityMark = ({ disponibilite }: { readonly disponibilite: Disponibilite }) => (
  <p className="sheet-availability">
    <Tag tone={availabilityTone(disponibilite)} icon={availabilityIcon(disponibilite)}>
      {availabilityWords(disponibilite)}
    </Tag>
    {disponibilite.precision !== undefined && disponibilite.precision !== '' && <span>{disponibilite.precision}</span>}
    <span className="muted">{trust.ditLe(formatDate(disponibilite.dit_le))}</span>
  </p>
)
