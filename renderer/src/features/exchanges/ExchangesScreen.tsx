import type { OutgoingChange } from '#shared/contract/sync.ts'
import { clashes, exchanges as t, outgoing } from '../../i18n/sync.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { ReadOnlyNotice } from '../../lib/ReadOnlyNotice.tsx'
import { showToast } from '../../lib/toasts.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ConflictCard } from './ConflictCard.tsx'
import { OutgoingRow } from './OutgoingRow.tsx'
import { StatePanel } from './StatePanel.tsx'
import './exchanges.css'

const Conflicts = () => {
  const { data, error, refetch } = useCall('sync.conflicts', undefined)
  const focus = useFocusAfterRemoval(data?.length ?? 0)
  return (
    <section aria-labelledby="exchange-clashes">
      <h2 id="exchange-clashes">
        {clashes.title} {data !== undefined && data.length > 0 && <span className="muted tabular">({data.length})</span>}
      </h2>
      {error !== null && <ReadFailure title={clashes.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={2} />}
      {data?.length === 0 && <p className="muted prose">{clashes.empty}</p>}
      {data !== undefined && data.length > 0 && (
        <>
          <p className="ui-description clash-legend">{clashes.legend}</p>
          <ul className="exchange-cards" aria-label={clashes.list} {...focus}>
            {data.map((conflict) => (
              <ConflictCard key={conflict.id} conflict={conflict} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

type RowsProps = { readonly changes: readonly OutgoingChange[]; readonly label: string; readonly now: Date }

const Rows = ({ changes, label, now }: RowsProps) => {
  const focus = useFocusAfterRemoval(changes.length)
  return (
    <ul className="exchange-cards" aria-label={label} {...focus}>
      {changes.map((change) => (
        <OutgoingRow key={change.mut_id} change={change} now={now} />
      ))}
    </ul>
  )
}

const Outgoing = () => {
  const { data, error, refetch } = useCall('sync.outgoing', undefined)
  const now = useNow(data)
  const waiting = data?.filter(({ etat }) => etat !== 'envoye') ?? []
  const sent = data?.filter(({ etat }) => etat === 'envoye') ?? []
  return (
    <section aria-labelledby="exchange-outgoing">
      <h2 id="exchange-outgoing">
        {outgoing.title} {waiting.length > 0 && <span className="muted tabular">({waiting.length})</span>}
      </h2>
      {error !== null && <ReadFailure title={outgoing.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={2} />}
      {data !== undefined && waiting.length === 0 && (
        <EmptyState icon="send" title={outgoing.empty} level={3}>
          {outgoing.emptyText}
        </EmptyState>
      )}
      {waiting.length > 0 && <Rows changes={waiting} label={outgoing.list} now={now} />}
      {sent.length > 0 && (
        <Disclosure title={outgoing.sent(sent.length)}>
          <div className="exchange-sent">
            <p className="muted">{outgoing.sentHelp}</p>
            <Rows changes={sent} label={outgoing.sentList} now={now} />
          </div>
        </Disclosure>
      )}
    </section>
  )
}

/** `/echanges`: what comes in, what goes out, and what waits for a person. */
export const ExchangesScreen = () => {
  const { data: status, error, refetch } = useCall('sync.status', undefined)
  const exchange = useAction('sync.now')
  const now = useNow(status)
  const ready = status !== undefined && status.serveur !== null
  return (
    <ScreenPage
      title={t.title}
      subtitle={t.subtitle}
      actions={
        <Button
          variant="primary"
          icon="refresh"
          isDisabled={!ready || exchange.isPending}
          onPress={() => exchange.mutate(undefined, { onError: ({ message }) => showToast({ tone: 'erreur', message }) })}
        >
          {t.now}
        </Button>
      }
    >
      <ReadOnlyNotice />
      <div className="exchanges">
        {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
        {status === undefined && error === null && (
          <div aria-busy="true">
            <Skeleton lines={5} />
          </div>
        )}
        {status !== undefined && <StatePanel status={status} now={now} />}
        <Conflicts />
        <Outgoing />
      </div>
    </ScreenPage>
  )
}
