import { useState } from 'react'
import { usageText as t } from '../../../i18n/usage.ts'
import { useCall } from '../../../lib/api.ts'
import { formatDate, plural } from '../../../lib/format.ts'
import { useZoneNames } from '../../../lib/use-zone-names.ts'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { communesIn, eventWords, servicesIn, type Names } from './event-words.ts'

const PAGE = 20
/** The most that one call gives (shared/contract/usage.ts). */
const MOST = 200

/** Events that wait, in words, then as they are written: nothing else leaves. */
export const WaitingEvents = () => {
  const [n, setN] = useState(PAGE)
  const { data, error, refetch } = useCall('usage.pending', { de: 0, n }, { keepPrevious: true })
  const faits = data?.evenements.map(({ fait }) => fait) ?? []
  const ids = [...new Set(faits.flatMap(servicesIn))]
  const cards = useCall('catalogue.cards', { ids }, { enabled: ids.length > 0, keepPrevious: true })
  const commune = useZoneNames(faits.flatMap(communesIn))
  if (error !== null) return <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton lines={3} />
  const { total, evenements } = data
  if (total === 0) return <p>{t.waitingNone}</p>
  const names: Names = { commune, service: (id) => cards.data?.find((card) => card.id === id)?.nom ?? null }
  const shown = evenements.length
  return (
    <div className="usage-waiting">
      <p>
        {t.waitingSome(plural(total, 'mesure', 'mesures'))} {shown < total && t.waitingLast(String(shown))}
      </p>
      <ul className="usage-events">
        {evenements.map(({ id, jour, fait }) => {
          const { title, details } = eventWords(fait, names)
          return (
            <li key={id}>
              <span>{title}</span>
              <span className="muted">{[formatDate(jour), ...details].join(' · ')}</span>
            </li>
          )
        })}
      </ul>
      {shown < total && n < MOST && (
        <div>
          <Button size="s" onPress={() => setN(Math.min(MOST, n + 3 * PAGE))}>
            {t.more}
          </Button>
        </div>
      )}
      <Disclosure title={t.raw} level={4}>
        <pre className="usage-raw">{evenements.map((one) => JSON.stringify(one)).join('\n\n')}</pre>
      </Disclosure>
    </div>
  )
}
