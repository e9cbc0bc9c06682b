import { useState } from 'react'
import { heldActs as t } from '../../../../i18n/moderation-acts.ts'
import { ActDialog } from '../../../../ui/ActDialog.tsx'
import { TextField } from '../../../../ui/TextField.tsx'
import { useActs } from '../use-acts.ts'
import type { ActProps } from './props.ts'

/** What was held is closed, and the accounts with it: said first, and why is asked. */
export const RejectDialog = ({ view, on, onClose, onDecided }: ActProps) => {
  const [motif, setMotif] = useState('')
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useActs()
  const wrong = motif.trim() === '' ? t.reasonNeeded : ''
  const confirm = async () => {
    setTried(true)
    if (wrong !== '') return
    if (await run(on, { geste: 'rejeter-demandes', motif: motif.trim() }, t.rejected(on.nom))) onDecided()
  }
  return (
    <ActDialog
      title={t.rejectTitle(on.nom)}
      confirm={t.rejectConfirm}
      danger
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{t.rejectText(view.retenues?.orientations.length ?? 0)}</p>
      <TextField
        label={t.reason}
        description={t.reasonHelp}
        multiline
        rows={4}
        value={motif}
        onChange={setMotif}
        maxLength={1_000}
        isRequired
        autoFocus
        errorMessage={tried ? wrong : ''}
      />
    </ActDialog>
  )
}
