import { useState } from 'react'
import { folders } from '../../../i18n/people-folders.ts'
import { useAction } from '../../../lib/api.ts'
import { NewCodeFields, useNewCode } from '../../../lib/NewCodeFields.tsx'
import { showToast } from '../../../lib/toasts.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'

const t = folders.code

/** Another code for the same folders: they stay as they are. */
export const ChangeCodeDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const change = useAction('personnes.changerCode')
  const [ancien, setAncien] = useState('')
  const typed = useNewCode()
  const send = () => {
    const nouveau = typed.confirmed()
    if (nouveau === null) return
    change.mutate(
      { ancien, nouveau },
      {
        onSuccess: () => {
          showToast({ message: t.changed })
          onClose()
        },
      },
    )
  }
  return (
    <ActDialog
      title={t.change}
      confirm={t.changeDo}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={send}
      onClose={onClose}
    >
      <TextField
        label={t.before}
        type="password"
        autoComplete="current-password"
        isRequired
        value={ancien}
        onChange={setAncien}
      />
      <NewCodeFields typed={typed} label={t.after} />
    </ActDialog>
  )
}
