import { useState } from 'react'
import { folders } from '../../i18n/people-folders.ts'
import { useAction } from '../../lib/api.ts'
import { saveFile } from '../../lib/save-file.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

const t = folders.file
const SHORTEST = 12

/** A folder in a file that only a sentence opens: to hand it over on purpose. */
export const ExportDialog = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const make = useAction('personnes.exporter')
  const [phrase, setPhrase] = useState('')
  const [left, setLeft] = useState(false)
  const isShort = [...phrase].length < SHORTEST
  const send = () => {
    setLeft(true)
    if (isShort) return
    make.mutate(
      { id, phrase },
      {
        onSuccess: (file) => {
          saveFile(file, t.exported)
          onClose()
        },
      },
    )
  }
  return (
    <ActDialog
      title={t.exportTitle}
      confirm={t.exportDo}
      isBusy={make.isPending}
      error={make.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{t.exportText}</p>
      <TextField
        label={t.phrase}
        description={t.phraseHelp}
        value={phrase}
        onChange={setPhrase}
        isRequired
        autoComplete="off"
        maxLength={200}
        errorMessage={left && isShort ? t.phraseShort : undefined}
      />
    </ActDialog>
  )
}
