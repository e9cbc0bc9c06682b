import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { folders } from '../../i18n/people-folders.ts'
import { useAction } from '../../lib/api.ts'
import { toBase64 } from '../../lib/read-file.ts'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'

const t = folders.file
/** In base64, the contract's bound. */
const MOST_BYTES = 2_900_000

/** A folder that someone hands over, opened by their sentence. */
export const ImportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const bring = useAction('personnes.importer')
  const [file, setFile] = useState<File | null>(null)
  const [phrase, setPhrase] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    if (file === null) return setProblem(t.fileNeeded)
    if (file.size > MOST_BYTES) return setProblem(t.tooBig)
    setProblem(null)
    const base64 = toBase64(new Uint8Array(await file.arrayBuffer()))
    bring.mutate(
      { base64, phrase },
      {
        onSuccess: ({ id }) => {
          showToast({ message: t.imported })
          onClose()
          navigate(href.personne(id))
        },
      },
    )
    return undefined
  }
  return (
    <ActDialog
      title={t.importTitle}
      confirm={t.importDo}
      isBusy={bring.isPending}
      error={problem === null ? bring.error : { message: problem }}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{t.importText}</p>
      <div className="people-file">
        <FileTrigger acceptedFileTypes={['.dora']} onSelect={(files) => setFile(files?.[0] ?? null)}>
          <Button icon="clip">{t.choose}</Button>
        </FileTrigger>
        <span role="status">{file === null ? t.noFile : file.name}</span>
      </div>
      <TextField label={t.phrase} value={phrase} onChange={setPhrase} isRequired autoComplete="off" maxLength={200} />
    </ActDialog>
  )
}
