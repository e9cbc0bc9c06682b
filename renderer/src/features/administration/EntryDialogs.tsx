import { type ReactNode, useState } from 'react'
import type { EntreeComptee, Famille, GesteReferentiel } from '#shared/administration/referentiel.ts'
import { referentials as t } from '../../i18n/administration.ts'
import { useAction } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

const LONGEST = 140

type Ends = { readonly onClose: () => void; readonly onDone: () => void }

type NameProps = Ends & {
  readonly title: string
  readonly confirm: string
  /** What it is called so far. */
  readonly before: string
  readonly description?: string
  readonly actOf: (libelle: string) => GesteReferentiel
  readonly said: (libelle: string) => string
  readonly children?: ReactNode
}

/** Asks for a name, and writes it. */
const NameDialog = ({ title, confirm, before, description, actOf, said, children, onClose, onDone }: NameProps) => {
  const [libelle, setLibelle] = useState(before)
  const { mutate, isPending, error } = useAction('administration.changer')
  const name = libelle.trim()
  const write = () =>
    mutate(actOf(name), {
      onSuccess: () => {
        showToast({ message: said(name) })
        onDone()
        onClose()
      },
    })
  return (
    <ActDialog
      title={title}
      confirm={confirm}
      isBusy={isPending}
      isDisabled={name === '' || name === before}
      error={error}
      onConfirm={write}
      onClose={onClose}
    >
      {children}
      <TextField
        label={t.name}
        {...(description !== undefined && { description })}
        maxLength={LONGEST}
        value={libelle}
        onChange={setLibelle}
        autoFocus
      />
    </ActDialog>
  )
}

export const AddDialog = ({ famille, ...ends }: Ends & { readonly famille: Famille }) => (
  <NameDialog
    title={t.addTitle(famille)}
    confirm={t.add}
    before=""
    description={t.nameHelp}
    actOf={(libelle) => ({ geste: 'ajouter', famille, libelle })}
    said={t.added}
    {...ends}
  />
)

export const RenameDialog = ({ one: { famille, valeur, libelle: before }, ...ends }: Ends & { readonly one: EntreeComptee }) => (
  <NameDialog
    title={t.renameTitle}
    confirm={t.rename}
    before={before}
    actOf={(libelle) => ({ geste: 'renommer', famille, valeur, libelle })}
    said={t.renamed}
    {...ends}
  >
    <p>{famille === 'financeurs' ? t.renameFunders : t.renameTexts}</p>
  </NameDialog>
)
