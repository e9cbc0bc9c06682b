import { useState } from 'react'
import type { Held } from '#shared/orientation/wire.ts'
import { displayName } from '#shared/text/names.ts'
import { moderation as t } from '../../../i18n/orientation-answers.ts'
import { useCall } from '../../../lib/api.ts'
import { formatDate } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { territoryName } from '../../../lib/territories.ts'
import { useFocusAfterRemoval } from '../../../lib/use-focus-after-removal.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Link } from '../../../ui/Link.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { DecideDialog, type Decision } from './DecideDialog.tsx'

const Request = ({ one }: { readonly one: Held['orientations'][number] }) => (
  <li className="moderation-request">
    <div>
      <span>{t.by(one.prescripteur, one.courriel)}</span> <span className="muted">{t.for(displayName(one.service))}</span>
    </div>
    <span className="moderation-signals">
      {one.signaux.map((signal) => (
        <Tag key={signal} tone="warn" icon="warning">
          {signal}
        </Tag>
      ))}
      {one.signaux.length === 0 && <Tag icon="check">{t.noSignal}</Tag>}
    </span>
  </li>
)

const Structure = ({ held, onDecide }: { readonly held: Held; readonly onDecide: (decision: Decision) => void }) => {
  const { structure, depuis, orientations } = held
  const name = displayName(structure.nom)
  return (
    <li className="moderation-structure">
      <div className="moderation-head">
        <div>
          <h2>
            <Link href={href.structure(structure.id)}>{name}</Link>
          </h2>
          <p className="muted">
            {[
              structure.departement === null ? t.noDepartement : territoryName(structure.departement),
              t.count(orientations.length),
              t.since(formatDate(depuis)),
            ].join(' · ')}
          </p>
        </div>
        <div className="ui-form-actions">
          <Button icon="check" aria-label={t.approveOf(name)} onPress={() => onDecide('approuver')}>
            {t.approve}
          </Button>
          <Button variant="danger" icon="close" aria-label={t.rejectOf(name)} onPress={() => onDecide('rejeter')}>
            {t.reject}
          </Button>
        </div>
      </div>
      <ul>
        {orientations.map((one) => (
          <Request key={one.id} one={one} />
        ))}
      </ul>
    </li>
  )
}

const Structures = ({ all }: { readonly all: readonly Held[] }) => {
  const [asked, setAsked] = useState<{ readonly held: Held; readonly decision: Decision } | null>(null)
  const focus = useFocusAfterRemoval(all.length)
  return (
    <>
      <ul className="moderation-structures" aria-label={t.label} {...focus}>
        {all.map((held) => (
          <Structure key={held.structure.id} held={held} onDecide={(decision) => setAsked({ held, decision })} />
        ))}
      </ul>
      {asked !== null && <DecideDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  )
}

/** « À modérer »: structures that nobody has looked at yet, and what waits for it. */
export const ModerationPane = () => {
  const { data, error, refetch } = useCall('orientations.held', undefined, { fresh: true })
  return (
    <div className="moderation">
      {error !== null && (
        <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()}>
          {t.failedHelp}
        </ReadFailure>
      )}
      {data === undefined && error === null && (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={6} />
        </div>
      )}
      {data?.length === 0 && error === null && (
        <EmptyState icon="shield" title={t.empty}>
          {t.emptyText}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && <Structures all={data} />}
    </div>
  )
}
