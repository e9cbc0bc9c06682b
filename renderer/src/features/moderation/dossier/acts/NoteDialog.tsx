import { useState } from 'react'
import type { Decision } from '#shared/moderation/dossier.ts'
import { note as t, status } from '../../../../i18n/moderation-acts.ts'
import { ActDialog } from '../../../../ui/ActDialog.tsx'
import { Select } from '../../../../ui/Select.tsx'
import { TextField } from '../../../../ui/TextField.tsx'
import { useActs } from '../use-acts.ts'
import type { ActProps } from './props.ts'

type Statut = NonNullable<Decision['apres']>
const KEEP = 'garder'
const STATUTS: readonly Statut[] = ['VALIDATED', 'IN_PROGRESS', 'NEED_NEW_MODERATION']

/** A note, and with it, if one likes, another status. */
export const NoteDialog = ({ view, sheet, on, onClose, onDecided }: ActProps) => {
  const [text, setText] = useState('')
  const [statut, setStatut] = useState<Statut | typeof KEEP>(KEEP)
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useActs()
  const wrong = text.trim() === '' ? t.needed : ''
  const confirm = async () => {
    setTried(true)
    if (wrong !== '') return
    const note = text.trim()
    const done =
      statut === KEEP
        ? await run({ ...on, vu: null }, { geste: 'noter', note }, t.done(on.nom))
        : await run(on, { geste: 'statuer', statut, note }, status.done[statut](on.nom))
    if (!done) return
    if (statut === KEEP) onClose()
    else onDecided()
  }
  return (
    <ActDialog
      title={t.title(on.nom)}
      confirm={t.confirm}
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <TextField
        label={t.field}
        description={t.help}
        multiline
        rows={4}
        value={text}
        onChange={setText}
        maxLength={2_000}
        isRequired
        autoFocus
        errorMessage={tried ? wrong : ''}
      />
      {view.droits.moderer && (
        <Select<Statut | typeof KEEP>
          label={t.statut}
          choices={[
            { value: KEEP, label: t.keep },
            ...STATUTS.filter((one) => one !== sheet.statut).map((value) => ({ value, label: status.act[value] })),
          ]}
          value={statut}
          onChange={setStatut}
        />
      )}
    </ActDialog>
  )
}
