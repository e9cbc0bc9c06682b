import { useState } from 'react'
import type { EntreeComptee, Famille } from '#shared/administration/referentiel.ts'
import { referentials as t } from '../../i18n/administration.ts'
import { useAction } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

const LONGEST = 140

type Ends = { readonly onClose: () => void; readonly onDone: () => void }

export const AddDialog = ({ famille, onClose, onDone }: Ends & { readonly famille: Famille }) => {
  const [libelle, setLibelle] = useState('')
  const { mutate, isPending, error } = useAction('administration.changer')
  const name = libelle.trim()
  const add = () =>
    mutate(
      { geste: 'ajouter', famille, libelle: name },
      {
        onSuccess: () => {
          showToast({ message: t.added(name) })
          onDone()
          onClose()
        },
      },
    )
  return (
    <ActDialog
      title={t.addTitle(famille)}
      confirm={t.add}
      isBusy={isPending}
      isDisabled={name === ''}
      error={error}
      onConfirm={add}
      onClose={onClose}
    >
      <TextField label={t.name} description={t.nameHelp} maxLength={LONGEST} value={libelle} onChange={setLibelle} autoFocus />
    </ActDialog>
  )
}

export const RenameDialog = ({ one, onClose, onDone }: Ends & { readonly one: EntreeComptee }) => {
  const { famille, valeur } = one
  const [libelle, setLibelle] = useState(one.libelle)
  const { mutate, isPending, error } = useAction('administration.changer')
  const name = libelle.trim()
  const rename = () =>
    mutate(
      { geste: 'renommer', famille, valeur, libelle: name },
      {
        onSuccess: () => {
          showToast({ message: t.renamed(name) })
          onDone()
          onClose()
        },
      },
    )
  return (
    <ActDialog
      title={t.renameTitle}
      confirm={t.rename}
      isBusy={isPending}
      isDisabled={name === '' || name === one.libelle}
      error={error}
      onConfirm={rename}
      onClose={onClose}
    >
      <p>{famille === 'financeurs' ? t.renameFunders : t.renameTexts}</p>
      <TextField label={t.name} maxLength={LONGEST} value={libelle} onChange={setLibelle} autoFocus />
    </ActDialog>
  )
}
