import { useState } from 'react'
import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { exporting as t } from '../../i18n/orientation-answers.ts'
import { useAction } from '../../lib/api.ts'
import { saveFile } from '../../lib/save-file.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { ActDialog } from '../../ui/ActDialog.tsx'

type Format = keyof typeof t.formats
const FORMATS = (Object.keys(t.formats) as Format[]).map((value) => ({ value, label: t.formats[value] }))

type Props = { readonly sens: Sens; readonly lines: readonly OrientationLine[]; readonly onClose: () => void }

/** The list as a table, once the person has read what such a file means (dora-screens.md §4.6). */
export const ExportDialog = ({ sens, lines, onClose }: Props) => {
  const [format, setFormat] = useState<Format>('xlsx')
  const [understood, setUnderstood] = useState(false)
  const [tried, setTried] = useState(false)
  const make = useAction('orientations.export')
  const confirm = () => {
    setTried(true)
    if (!understood) return
    make.mutate(
      { sens, ids: lines.map(({ id }) => id), format },
      {
        onSuccess: (file) => {
          saveFile(file, t.done(file.nom))
          onClose()
        },
      },
    )
  }
  return (
    <ActDialog
      title={t.title}
      confirm={t.confirm}
      isBusy={make.isPending}
      error={make.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Notice tone="warn" title={t.warningTitle}>
        {t.warning}
      </Notice>
      <p>{t.count(lines.length)}</p>
      <RadioGroup label={t.format} inline choices={FORMATS} value={format} onChange={setFormat} />
      <div>
        <Checkbox isSelected={understood} onChange={setUnderstood} isInvalid={tried && !understood}>
          {t.understood}
        </Checkbox>
        {tried && !understood && (
          <p role="alert" className="export-needed">
            {t.understoodNeeded}
          </p>
        )}
      </div>
    </ActDialog>
  )
}
