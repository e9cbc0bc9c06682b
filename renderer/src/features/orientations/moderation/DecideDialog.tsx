import { useState } from 'react'
import type { Held } from '#shared/orientation/wire.ts'
import { displayName } from '#shared/text/names.ts'
import { moderation as t } from '../../../i18n/orientation-answers.ts'
import { readAgain, useAction } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { TextField } from '../../../ui/TextField.tsx'
import { ActDialog } from '../answer/ActDialog.tsx'

export type Decision = 'approuver' | 'rejeter'

type Props = { readonly held: Held; readonly decision: Decision; readonly onClose: () => void }

/** A structure is approved or rejected: what that does to its requests and its members is said first. */
export const DecideDialog = ({ held, decision, onClose }: Props) => {
  const [motif, setMotif] = useState('')
  const [tried, setTried] = useState(false)
  const decide = useAction('orientations.moderate')
  const name = displayName(held.structure.nom)
  const count = held.orientations.length
  const rejects = decision === 'rejeter'
  const wrong = rejects && motif.trim() === '' ? t.reasonNeeded : ''
  const confirm = () => {
    setTried(true)
    if (wrong !== '') return
    decide.mutate(
      { structureId: held.structure.id, decision, motif: motif.trim() },
      {
        onSuccess: ({ orientations }) => {
          onClose()
          showToast({ message: rejects ? t.rejected(name) : t.approved(orientations) })
          void readAgain('orientations.held')
        },
      },
    )
  }
  return (
    <ActDialog
      title={rejects ? t.rejectTitle(name) : t.approveTitle(name)}
      confirm={rejects ? t.rejectConfirm : t.approveConfirm}
      danger={rejects}
      isBusy={decide.isPending}
      error={decide.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{rejects ? t.rejectText(count) : t.approveText(count)}</p>
      {rejects && (
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
      )}
    </ActDialog>
  )
}
