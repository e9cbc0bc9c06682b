import { daysBetween } from '#shared/listing/days.ts'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { tableText as t } from '../../../i18n/listing.ts'
import { formatAge, formatDate } from '../../../lib/format.ts'
import { Button } from '../../../ui/Button.tsx'
import { nameOf } from '../lines.ts'
import { isLive, useServices } from './context.ts'

/** How old what it says is; one click says that it is still right. */
export const FreshnessCell = ({ line }: { readonly line: ServiceLine }) => {
  const { acts, today } = useServices()
  const age = formatAge(Math.max(0, daysBetween(line.sur_le, today)))
  return (
    <div className="listing-cell listing-fresh">
      <time dateTime={line.sur_le} title={formatDate(line.sur_le)} data-due={line.a_actualiser || undefined}>
        {age}
      </time>
      {isLive(line) && line.a_actualiser && (
        <Button size="s" aria-label={t.exactOf(nameOf(line))} onPress={() => void acts.verify([line.id])}>
          {t.exact}
        </Button>
      )}
    </div>
  )
}
