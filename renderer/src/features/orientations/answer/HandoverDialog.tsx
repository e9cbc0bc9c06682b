import { useState } from 'react'
import { handover as t } from '../../../i18n/orientation-answers.ts'
import { useCall } from '../../../lib/api.ts'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useAct } from '../use-act.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import type { AnswerProps } from './props.ts'

const NOBODY = ''

/** « Confier à un collègue »: asks the server who they are. */
export const HandoverDialog = ({ view, of, onClose }: AnswerProps) => {
  const { sens } = view.line
  const { data, error: failure, refetch } = useCall('orientations.colleagues', { sens, id: of.id }, { fresh: true })
  const [to, setTo] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useAct()
  const confirm = async () => {
    setTried(true)
    if (to === null) return
    const name = data?.find(({ user_id: id }) => id === to)?.nom ?? ''
    const done =
      sens === 'envoi'
        ? await run({ geste: 'confier', sens, id: of.id, a: to }, t.done(name))
        : await run({ geste: 'confier', sens, id: of.id, a: to === NOBODY ? null : to }, to === NOBODY ? t.freed : t.done(name))
    if (done) onClose()
  }
  const freed = sens === 'reception' && view.recue?.suivi_par != null ? [{ value: NOBODY, label: t.nobody }] : []
  const choices = [...(data ?? []).map(({ user_id: value, nom: label }) => ({ value, label })), ...freed]
  return (
    <ActDialog
      title={t.title}
      confirm={t.confirm}
      isBusy={isPending}
      isDisabled={choices.length === 0}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p className="muted">{t.help[sens]}</p>
      {failure !== null && <ReadFailure title={t.failed} error={failure} onRetry={() => void refetch()} />}
      {data === undefined && failure === null && (
        <div aria-busy="true" aria-label={t.loading} role="status">
          <Skeleton lines={3} />
        </div>
      )}
      {data !== undefined && data.length === 0 && <p>{t.none}</p>}
      {choices.length > 0 && (
        <RadioGroup
          label={t.colleague}
          choices={choices}
          value={to}
          onChange={setTo}
          isRequired
          errorMessage={tried && to === null ? t.needed : ''}
        />
      )}
    </ActDialog>
  )
}
