import type { ServiceLine } from '#shared/contract/listing.ts'
import { tableText as t } from '../../../i18n/listing.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { nameOf } from '../lines.ts'
import { CompareDialog } from '../models/CompareDialog.tsx'
import { AvailabilityDialog } from './AvailabilityDialog.tsx'
import { ContactDialog, FrequencyDialog } from './BulkDialogs.tsx'
import { useServices, type Asked } from './context.ts'
import { HoursDialog } from './HoursDialog.tsx'
import { VerifyDialog } from './VerifyDialog.tsx'

const MANY = {
  disponibilite: AvailabilityDialog,
  contact: ContactDialog,
  frequence: FrequencyDialog,
  horaires: HoursDialog,
} as const

type Props = { readonly asked: Asked; readonly lines: readonly ServiceLine[]; readonly onClose: () => void }

/** The dialog over the table, if any; a service that is gone meanwhile closes its own. */
export const AskedDialog = ({ asked, lines, onClose }: Props) => {
  const { acts, listing } = useServices()
  if (!('id' in asked)) {
    const Many = MANY[asked.what]
    const about = lines.filter(({ id }) => asked.ids.includes(id))
    return about.length === 0 ? null : <Many lines={about} onClose={onClose} />
  }
  const line = lines.find(({ id }) => id === asked.id)
  if (line === undefined) return null
  if (asked.what === 'verifier') return <VerifyDialog line={line} onClose={onClose} />
  if (asked.what === 'modele') {
    const model = listing.modeles.find(({ id }) => id === line.modele?.id)
    return model === undefined ? null : <CompareDialog model={model} lines={[line]} acts={acts} onClose={onClose} />
  }
  return (
    <ConfirmDialog
      title={t.removeTitle(nameOf(line))}
      confirm={t.remove}
      danger
      onClose={onClose}
      onConfirm={() => {
        onClose()
        void acts.remove('service', [line.id])
      }}
    >
      <p>{t.removeText}</p>
    </ConfirmDialog>
  )
}
