import { app } from '../../i18n/app.ts'
import { syncState } from '../../i18n/sync.ts'
import { DataDate } from '../../lib/DataDate.tsx'
import { exchangeState, percentOf } from '../../lib/exchange-state.ts'
import { href } from '../../lib/route.ts'
import { useCalmStatus, useSpokenStatus } from '../../lib/sync-status.ts'
import { useNow } from '../../lib/use-now.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import './ExchangeStatus.css'

/** Up to date or not, what waits and who is awaited, from every screen; it leads to the exchanges. */
export const ExchangeStatus = ({ here }: { readonly here: boolean }) => {
  const status = useCalmStatus()
  const now = useNow(status)
  useSpokenStatus()
  if (status === undefined) {
    return (
      <Link href={href.echanges()} quiet className="rail-link" aria-current={here ? 'page' : 'false'}>
        <Icon name="exchange" size={20} />
        <span>{app.echanges}</span>
      </Link>
    )
  }
  const { tone, icon, words } = exchangeState(status, now)
  const percent = status.progression === null ? null : percentOf(status.progression)
  return (
    <Link href={href.echanges()} quiet className="rail-link exchange-status" aria-current={here ? 'page' : 'false'}>
      <StateMark tone={tone} icon={icon} />
      <span className="exchange-words tabular">
        <VisuallyHidden>{`${syncState.exchanges}\u202f: `}</VisuallyHidden>
        {words.map((line, index) => (
          <span key={line} className={index === 0 ? 'exchange-first' : undefined}>
            {line}
            <VisuallyHidden>. </VisuallyHidden>
          </span>
        ))}
        {status.etat === 'premier-chargement' && percent !== null && (
          <span className="exchange-bar" aria-hidden="true">
            <span style={{ inlineSize: `${percent}%` }} />
          </span>
        )}
        <DataDate className="exchange-date" />
      </span>
    </Link>
  )
}
