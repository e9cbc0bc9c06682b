import { useState } from 'react'
import { obsolete as t } from '../../../../i18n/moderation-acts.ts'
import { ActDialog } from '../../../../ui/ActDialog.tsx'
import { TextField } from '../../../../ui/TextField.tsx'
import { useActs } from '../use-acts.ts'
import type { ActProps } from './props.ts'

/** A structure is shown to nobody any more, or again. */
export const ObsoleteDialog = ({ sheet: { obsolete }, on, onClose, onDecided }: ActProps) => {
  const [text, setText] = useState('')
  const { run, isPending, error } = useActs()
  const confirm = async () => {
    const note = text.trim()
    const done = obsolete
      ? await run(on, { geste: 'reactiver', note }, t.backDone(on.nom))
      : await run(on, { geste: 'rendre-obsolete', note }, t.done(on.nom))
    if (done) onDecided()
  }
  return (
    <ActDialog
      title={obsolete ? t.backTitle(on.nom) : t.title(on.nom)}
      confirm={obsolete ? t.back : t.act}
      danger={!obsolete}
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{obsolete ? t.backHelp : t.help}</p>
      <TextField label={t.note} multiline rows={3} value={text} onChange={setText} maxLength={2_000} autoFocus />
    </ActDialog>
  )
}
