import { useState } from 'react'
import { nudge, withdraw } from '../../../i18n/orientation-answers.ts'
import { useAct } from '../use-act.ts'
import { personOf } from './about.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import type { AnswerProps } from './props.ts'
import { messageProblem } from './message.ts'
import { MessageField } from './MessageField.tsx'

type Props = AnswerProps & { readonly geste: 'relancer' | 'annuler' }

/** « Relancer » and « Retirer », each with a word if one likes. */
export const NoteDialog = ({ of, geste, onClose, onAnswered }: Props) => {
  const [message, setMessage] = useState('')
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useAct()
  const wrong = messageProblem(message, false)
  const ends = geste === 'annuler'
  const t = ends ? withdraw : nudge
  const confirm = async () => {
    setTried(true)
    if (wrong !== null) return
    if (!(await run({ geste, sens: 'envoi', id: of.id, message: message.trim() }, t.done))) return
    if (ends) onAnswered()
    else onClose()
  }
  return (
    <ActDialog
      title={ends ? withdraw.title(personOf(of)) : nudge.title}
      confirm={t.confirm}
      danger={ends}
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t.help}</p>
      <MessageField label={t.message} value={message} onChange={setMessage} problem={tried ? wrong : null} autoFocus rows={4} />
    </ActDialog>
  )
}
