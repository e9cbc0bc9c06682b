import { useEffect, useRef } from 'react'
import { usageText as t } from '../../../i18n/usage.ts'
import { useAction, useCall } from '../../../lib/api.ts'
import { formatDate } from '../../../lib/format.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { PageSection } from '../../../ui/PageSection.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { WaitingEvents } from './WaitingEvents.tsx'
import './usage.css'

/** `/reglages?section=usage`: what the question asked above the search leads to. */
const isWanted = () => new URLSearchParams(window.location.search).get('section') === 'usage'

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) => (
  <div>
    <h3>{title}</h3>
    <ul className="usage-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </div>
)

const Body = () => {
  const { data, error, refetch } = useCall('usage.state', undefined)
  const answer = useAction('usage.setConsent')
  const top = useRef<HTMLDivElement>(null)
  const wanted = useRef(isWanted()).current
  const ready = data !== undefined
  useEffect(() => {
    if (ready && wanted) top.current?.closest('section')?.scrollIntoView({ block: 'start' })
  }, [ready, wanted])

  if (data === undefined)
    return error === null ? <Skeleton lines={6} /> : <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
  const { active, consentement } = data
  const change = (oui: boolean) => answer.mutate({ oui }, { onError: ({ message }) => showToast({ tone: 'erreur', message }) })
  return (
    <div ref={top} className="usage">
      <Switch isSelected={active} onChange={change} isDisabled={answer.isPending} description={t.switchHelp}>
        {t.switch}
      </Switch>
      {consentement !== null && (
        <p className="muted">{(consentement.oui ? t.since : t.refusedOn)(formatDate(consentement.le))}</p>
      )}
      <Lines title={t.sentTitle} lines={t.sent} />
      <Lines title={t.neverTitle} lines={t.never} />
      <p>{t.kept}</p>
      <p>{t.explicit}</p>
      <Disclosure title={t.waitingTitle} level={3}>
        <WaitingEvents />
      </Disclosure>
    </div>
  )
}

/** « Mesure d’usage »: the choice, what it sends in words, and what waits. */
export const UsageSection = () => (
  <PageSection title={t.title} help={t.help}>
    <Body />
  </PageSection>
)
