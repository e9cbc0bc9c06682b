import { useState } from 'react'
import type { Alerte } from '#shared/memory/search.ts'
import { alertsText as t } from '../../i18n/alerts.ts'
import { useAction } from '../../lib/api.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

type Props = { readonly alerte: Pick<Alerte, 'id' | 'nom'>; readonly onClose: () => void }

export const RenameDialog = ({ alerte: { id, nom: before }, onClose }: Props) => {
  const [nom, setNom] = useState(before)
  const change = useAction('alertes.modifier')
  return (
    <ActDialog
      title={t.renommerDe(before)}
      confirm={t.enregistrer}
      size="s"
      isBusy={change.isPending}
      isDisabled={nom.trim() === ''}
      error={change.error}
      onConfirm={() => change.mutate({ id, nom: nom.trim() }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField label={t.nom} value={nom} onChange={setNom} maxLength={200} isRequired autoFocus />
    </ActDialog>
  )
}
