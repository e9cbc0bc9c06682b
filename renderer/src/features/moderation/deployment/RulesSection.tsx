import { useState } from 'react'
import type { RegleSource } from '#shared/deployment/rule.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { rules as t } from '../../../i18n/deploiement.ts'
import { readAgain, useAction, useCall } from '../../../lib/api.ts'
import { formatDate } from '../../../lib/format.ts'
import { territoryName } from '../../../lib/territories.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useFocusAfterRemoval } from '../../../lib/use-focus-after-removal.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { RuleDialog } from './RuleDialog.tsx'

const RemoveDialog = ({ rule, onClose }: { readonly rule: RegleSource; readonly onClose: () => void }) => {
  const { mutate, isPending, error } = useAction('deploiement.removeRule')
  return (
    <ConfirmDialog
      title={t.removeTitle}
      confirm={t.remove}
      isBusy={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { id: rule.id },
          {
            onSuccess: () => {
              showToast({ message: t.removed })
              void readAgain('deploiement.rules')
              onClose()
            },
          },
        )
      }
    >
      <p>{t.sentence(labelOf('sources', rule.source), rule.departements.map(territoryName).join(', '))}</p>
      <p>{t.removeText}</p>
    </ConfirmDialog>
  )
}

type ListProps = {
  readonly rules: readonly RegleSource[]
  readonly onRemove: ((rule: RegleSource) => void) | null
}

const RulesList = ({ rules, onRemove }: ListProps) => {
  const list = useFocusAfterRemoval(rules.length, '.deploy-rules h2')
  return (
    <ul className="deploy-rules-list" {...list}>
      {rules.map((rule) => (
        <li key={rule.id}>
          <div>
            <p>{t.sentence(labelOf('sources', rule.source), rule.departements.map(territoryName).join(', '))}</p>
            <p className="muted">{t.since(formatDate(rule.creee_le))}</p>
          </div>
          {onRemove !== null && (
            <Button size="s" aria-label={t.removeOf(labelOf('sources', rule.source))} onPress={() => onRemove(rule)}>
              {t.remove}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What sources each département's reference shows. Known to the server alone. */
export const RulesSection = ({ mayChange }: { readonly mayChange: boolean }) => {
  const { data, error, refetch } = useCall('deploiement.rules', undefined, { fresh: true })
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<RegleSource | null>(null)
  return (
    <section className="deploy-rules" aria-labelledby="deploy-rules">
      <h2 id="deploy-rules" tabIndex={-1}>
        {t.title}
      </h2>
      <p className="muted">{t.intro}</p>
      {data === undefined && error !== null && (
        <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()}>
          {t.failedHelp}
        </ReadFailure>
      )}
      {data === undefined && error === null && (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={2} />
        </div>
      )}
      {data !== undefined &&
        (data.length === 0 ? <p>{t.none}</p> : <RulesList rules={data} onRemove={mayChange ? setRemoving : null} />)}
      {mayChange && (
        <Button size="s" icon="plus" onPress={() => setAdding(true)}>
          {t.add}
        </Button>
      )}
      {adding && <RuleDialog onClose={() => setAdding(false)} />}
      {removing !== null && <RemoveDialog rule={removing} onClose={() => setRemoving(null)} />}
    </section>
  )
}
