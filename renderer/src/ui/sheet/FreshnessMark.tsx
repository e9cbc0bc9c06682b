import { sheet } from '../../i18n/sheet.ts'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { formatDate, freshnessOf } from '../../lib/format.ts'
import { Icon } from '../Icon.tsx'

const ICONS = { frais: 'check', 'a-surveiller': 'clock', ancien: 'warning' } as const

/** « Actualisé il y a 5 mois »: colour, shape and words say the same; paper gets the date. */
export const FreshnessMark = ({ date }: { readonly date: string }) => {
  const { state, words } = freshnessOf(date, new Date())
  if (date === UNKNOWN_DATE)
    return (
      <span className="sheet-fresh sheet-fresh-ancien">
        <Icon name="warning" size={16} />
        {words}
      </span>
    )
  return (
    <span className={`sheet-fresh sheet-fresh-${state}`}>
      <Icon name={ICONS[state]} size={16} />
      <time dateTime={date} title={formatDate(date)} className="no-print">
        {words} · {sheet.fraicheur[state]}
      </time>
      <span className="print-only">{sheet.actualiseLe(formatDate(date))}</span>
    </span>
  )
}
