import { useId } from 'react'
import type { OrientationView, PlanB } from '#shared/contract/orientation.ts'
import { displayName, displayTown } from '#shared/text/names.ts'
import { planB as t } from '../../../i18n/orientations.ts'
import { useAction, useCall } from '../../../lib/api.ts'
import { href, navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Tag } from '../../../ui/Tag.tsx'

type OptionProps = { readonly id: string; readonly option: PlanB['options'][number] }

const VERDICTS = {
  eligible: { tone: 'good', icon: 'check' },
  'a-verifier': { tone: 'neutral', icon: 'help' },
  non: { tone: 'bad', icon: 'close' },
} as const

const Option = ({ id, option: { card, pourquoi, checks } }: OptionProps) => {
  const prepare = useAction('orientations.planBDraft')
  const { verdict } = checks.eligibilite
  const name = displayName(card.nom)
  const warnings = checks.checks.filter(({ niveau }) => niveau === 'raison' || niveau === 'bloquant')
  return (
    <li className="plan-b-option">
      <div className="plan-b-what">
        <Link href={href.service(card.id)} className="plan-b-name">
          {name}
        </Link>
        <span className="muted">
          {[
            card.structure === null ? '' : displayName(card.structure.nom),
            card.commune === null ? '' : displayTown(card.commune),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="plan-b-why">
          <Tag {...VERDICTS[verdict]}>{t.verdict[verdict]}</Tag>
          {pourquoi.map((why) => (
            <span key={why}>{why}</span>
          ))}
        </span>
        {warnings.map(({ regle, message }) => (
          <span key={regle} className="plan-b-warning">
            <Icon name="warning" size={14} />
            {message}
          </span>
        ))}
        {prepare.error !== null && (
          <span className="plan-b-warning" role="alert">
            <Icon name="error" size={14} />
            {prepare.error.message}
          </span>
        )}
      </div>
      <Button
        size="s"
        icon="pencil"
        aria-label={t.prepareOf(name)}
        onPress={() => {
          if (prepare.isPending) return
          prepare.mutate({ id, serviceId: card.id }, { onSuccess: ({ draftId }) => navigate(href.brouillon(draftId)) })
        }}
      >
        {t.prepare}
      </Button>
    </li>
  )
}

/** Silence, a refusal: other services for the same person, each ready to be asked. */
export const PlanBPanel = ({ view: { line } }: { readonly view: OrientationView }) => {
  const title = useId()
  const { data, error, refetch } = useCall('orientations.planB', { id: line.id })
  return (
    <section className="plan-b" aria-labelledby={title}>
      <h3 id={title}>
        <Icon name="exchange" size={18} />
        {t.title}
      </h3>
      {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={4} />
        </div>
      )}
      {data !== undefined && (
        <>
          <p>{data.raison}</p>
          {data.options.length === 0 ? (
            <div className="ui-form-actions">
              <span className="muted">{t.none}</span>
              <Button size="s" icon="search" onPress={() => navigate(href.recherche())}>
                {t.search}
              </Button>
            </div>
          ) : (
            <>
              <ul className="plan-b-options" aria-label={t.options}>
                {data.options.map((option) => (
                  <Option key={option.card.id} id={line.id} option={option} />
                ))}
              </ul>
              <p className="ui-description">
                {t.kept} {data.manques.length > 0 && t.missing(data.manques)}
              </p>
            </>
          )}
        </>
      )}
    </section>
  )
}
