import { dataDate } from '../i18n/sync.ts'
import { formatDateTime } from './format.ts'
import { useSyncStatus } from './sync-status.ts'
import { useNow } from './use-now.ts'
import { ofWhen } from './when.ts'

type Props = {
  /** Says the exact instant instead of an age: for paper, and where there is room. */
  readonly exact?: boolean
  readonly className?: string
}

/** « Données d’il y a 3 h »: how old is what the screens show. The exact instant is in its title. Nothing without a catalogue. */
export const DataDate = ({ exact = false, className }: Props) => {
  const from = useSyncStatus()?.donnees_du ?? null
  const now = useNow(from)
  if (from === null) return null
  const instant = dataDate.exact(formatDateTime(from))
  return (
    <time className={className} dateTime={from} title={instant}>
      {exact ? instant : dataDate.label(ofWhen(from, now))}
    </time>
  )
}
