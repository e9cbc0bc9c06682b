import { useState } from 'react'
import { take as t } from '../../../../i18n/moderation-acts.ts'
import { useCall } from '../../../../lib/api.ts'
import { useAccount } from '../../../../lib/use-account.ts'
import { ActDialog } from '../../../../ui/ActDialog.tsx'
import { ReadFailure } from '../../../../ui/ReadFailure.tsx'
import { Select } from '../../../../ui/Select.tsx'
import { Skeleton } from '../../../../ui/Skeleton.tsx'
import { useActs } from '../use-acts.ts'
import type { ActProps } from './props.ts'

/** « Confier »: to somebody who may moderate the sheet. */
export const EntrustDialog = ({ view, on, onClose }: ActProps) => {
  const [to, setTo] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const me = useAccount()?.compte?.id
  const { data, error: unread, refetch } = useCall('moderation.moderators', view.cible, { fresh: true })
  const { run, isPending, error } = useActs()
  const others = (data ?? []).filter(({ user_id }) => user_id !== me)
  const confirm = async () => {
    setTried(true)
    const chosen = others.find(({ user_id }) => user_id === to)
    if (chosen === undefined) return
    if (await run({ ...on, vu: null }, { geste: 'confier', a: chosen.user_id }, t.entrusted(chosen.nom))) onClose()
  }
  return (
    <ActDialog
      title={t.entrustTitle(on.nom)}
      confirm={t.confirm}
      isBusy={isPending}
      isDisabled={others.length === 0}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t.entrustHelp}</p>
      {unread !== null && <ReadFailure title={t.failed} error={unread} onRetry={() => void refetch()} />}
      {data === undefined && unread === null && (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={2} />
        </div>
      )}
      {data !== undefined &&
        (others.length === 0 ? (
          <p className="muted">{t.nobody}</p>
        ) : (
          <Select
            label={t.whom}
            choices={others.map(({ user_id: value, nom: label }) => ({ value, label }))}
            value={to}
            onChange={setTo}
            errorMessage={tried && to === null ? t.needed : undefined}
          />
        ))}
    </ActDialog>
  )
}
