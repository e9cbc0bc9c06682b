import { Button } from 'react-aria-components/Button'
import { availabilityLabel, isEnding } from '#shared/listing/availability.ts'
import type { Disponibilite } from '#shared/catalogue/record.ts'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { availabilityText, tableText as t } from '../../../i18n/listing.ts'
import { shortDay } from '../day-words.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { isLive, useServices } from './context.ts'

/** « Places disponibles : 3 ». */
export const availabilityWords = ({ etat, places }: Pick<Disponibilite, 'etat' | 'places'>): string => {
  const label = availabilityLabel(etat)
  return places === undefined ? label : availabilityText.withPlaces(label, places)
}

/** What the structure says of its places, until when, and the way to say otherwise. */
export const AvailabilityCell = ({ line }: { readonly line: ServiceLine }) => {
  const { ask, today } = useServices()
  const said = line.disponibilite
  if (!isLive(line)) return <span className="listing-cell muted">{t.none}</span>
  const words = said === null ? t.notSaid : availabilityWords(said)
  const until = said === null ? null : availabilityText.until(shortDay(said.jusqu_au))
  return (
    <Button className="listing-cell-edit" onPress={() => ask({ what: 'disponibilite', ids: [line.id] })}>
      <VisuallyHidden>{`${t.columns.disponibilite}\u202f: `}</VisuallyHidden>
      <span className="listing-cell-lines">
        <span className={said === null ? 'listing-cell-none' : undefined}>{words}</span>
        {said !== null && until !== null && (
          <span className="listing-until" data-ending={isEnding(said, today) || undefined}>
            {isEnding(said, today) && <Icon name="clock" size={14} />}
            {until}
          </span>
        )}
      </span>
      <VisuallyHidden>{t.change}</VisuallyHidden>
      <Icon name="pencil" size={14} />
    </Button>
  )
}
