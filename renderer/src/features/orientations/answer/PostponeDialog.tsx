import { useState } from 'react'
import { REPORT_JOURS } from '#shared/orientation/clocks.ts'
import { postpone as t } from '../../../i18n/orientation-answers.ts'
import { formatDate } from '../../../lib/format.ts'
import { localDayIn } from '../../../lib/local-day.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useAct } from '../use-act.ts'
import { personOf } from './about.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import { dayProblem, firstDay } from './postpone-day.ts'
import type { AnswerProps } from './props.ts'
import { messageProblem } from './message.ts'
import { MessageField } from './MessageField.tsx'

const QUICK = [
  { days: 7, label: t.inWeek },
  { days: 14, label: t.inTwoWeeks },
  { days: 30, label: t.inMonth },
] as const

/** « Pas avant le … »: the structure says when it will be able to answer. */
export const PostponeDialog = ({ of, onClose, onAnswered }: AnswerProps) => {
  const [day, setDay] = useState(() => firstDay(of.pas_avant))
  const [message, setMessage] = useState('')
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useAct()
  const wrongDay = dayProblem(day)
  const wrong = messageProblem(message, false)
  const confirm = async () => {
    setTried(true)
    if (wrongDay !== null || wrong !== null) return
    const act = { geste: 'reporter', sens: 'reception', id: of.id, pas_avant: day, message: message.trim() } as const
    if (await run(act, t.done(formatDate(day)))) onAnswered()
  }
  return (
    <ActDialog
      title={t.title(personOf(of))}
      confirm={t.confirm}
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p className="muted">{t.help(REPORT_JOURS)}</p>
      <TextField
        label={t.date}
        type="date"
        value={day}
        onChange={setDay}
        isRequired
        autoFocus
        errorMessage={tried ? (wrongDay ?? '') : ''}
        className="act-date"
      />
      <div className="ui-form-actions" role="group" aria-label={t.quick}>
        {QUICK.map(({ days, label }) => (
          <Button key={days} size="s" onPress={() => setDay(localDayIn(days))}>
            {label}
          </Button>
        ))}
      </div>
      <MessageField label={t.message} value={message} onChange={setMessage} problem={tried ? wrong : null} rows={4} />
    </ActDialog>
  )
}
