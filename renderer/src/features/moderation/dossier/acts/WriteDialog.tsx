import { useState } from 'react'
import { contact as t } from '../../../../i18n/moderation-acts.ts'
import { ActDialog } from '../../../../ui/ActDialog.tsx'
import { TextField } from '../../../../ui/TextField.tsx'
import { administrators } from '../sheet-of.ts'
import { useActs } from '../use-acts.ts'
import type { ActProps } from './props.ts'

const SUBJECT_MAX = 140
const MESSAGE_MAX = 5_000

/** « Écrire aux administrateurs ». */
export const WriteDialog = ({ view, on, onClose }: ActProps) => {
  const [objet, setObjet] = useState('')
  const [message, setMessage] = useState('')
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useActs()
  const to = administrators(view)
  const wrong = { objet: objet.trim() === '' ? t.subjectNeeded : '', message: message.trim() === '' ? t.messageNeeded : '' }
  const confirm = async () => {
    setTried(true)
    if (wrong.objet !== '' || wrong.message !== '') return
    const acte = { geste: 'ecrire', objet: objet.trim(), message: message.trim() } as const
    if (await run({ ...on, vu: null }, acte, t.done(on.nom))) onClose()
  }
  return (
    <ActDialog
      title={t.title(to.length)}
      confirm={t.confirm}
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t.to(to.map(({ nom, courriel }) => `${nom} (${courriel})`).join(', '))}</p>
      <p className="ui-description">{t.help}</p>
      <TextField
        label={t.subject}
        value={objet}
        onChange={setObjet}
        maxLength={SUBJECT_MAX}
        isRequired
        autoFocus
        errorMessage={tried ? wrong.objet : ''}
      />
      <TextField
        label={t.message}
        multiline
        rows={8}
        value={message}
        onChange={setMessage}
        maxLength={MESSAGE_MAX}
        countTo={MESSAGE_MAX}
        isRequired
        errorMessage={tried ? wrong.message : ''}
      />
    </ActDialog>
  )
}
