import { dossier as t } from '../../../../i18n/moderation-dossier.ts'
import { daysSince, formatAge, formatDate } from '../../../../lib/format.ts'
import { useNow } from '../../../../lib/use-now.ts'

/** « depuis 27 jours »: how long it has waited is what one goes by. Its day is in the title. @param at ISO instant */
export const Since = ({ at }: { readonly at: string }) => {
  const now = useNow(at)
  return (
    <time className="muted" dateTime={at} title={formatDate(at)}>
      {t.sinceAge(formatAge(daysSince(at, now)))}
    </time>
  )
}
