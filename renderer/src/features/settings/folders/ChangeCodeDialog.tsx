import { useState } from 'react'
import { folders } from '../../../i18n/people-folders.ts'
import { useAction } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { TextField } from '../../../ui/TextField.tsx'

const t = folders.code

/** Another code for the same folders: they stay as they are. */
export const ChangeCodeDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const change = useAction('personnes.changerCode')
  const [ancien, setAncien] = useState('')
  const [nouveau, setNouveau] = useState('')
  const [again, setAgain] = useState('')
  const [different, setDifferent] = useState(false)
  const send = () => {
    setDifferent(nouveau !== again)
    if (nouveau !== again) return
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
      <TextField
        label={t.after}
        description={t.newHelp}
        type="password"
        autoComplete="new-password"
        isRequired
        value={nouveau}
        onChange={setNouveau}
      />
      <TextField
        label={t.again}
        type="password"
        autoComplete="new-password"
        isRequired
        value={again}
        onChange={setAgain}
        errorMessage={different ? t.different : undefined}
      />
      <Notice tone="warn">{t.forgotten}</Notice>
    </ActDialog>
  )
}
