import { sheet } from '../../i18n/sheet.ts'
import { daysSince, formatAge, formatDate, freshnessOf } from '../../lib/format.ts'
import { Icon } from '../Icon.tsx'

const ICONS = { frais: 'check', 'a-surveiller': 'clock', ancien: 'warning' } as const

/** « Actualisé il y a 5 mois »: colour, shape and words say the same; paper gets the date. */
export const FreshnessMark = ({ date }: { readonly date: string }) => {
  const days = daysSince(date, new Date())
  const freshness = freshnessOf(days)
  return (
    <span className={`sheet-fresh sheet-fresh-${freshness}`}>
      <Icon name={ICONS[freshness]} size={16} />
      <time dateTime={date} title={formatDate(date)} className="no-print">
        {sheet.actualise(formatAge(days))} · {sheet.fraicheur[freshness]}
      </time>
      <span className="print-only">{sheet.actualiseLe(formatDate(date))}</span>
    </span>
  )
}
