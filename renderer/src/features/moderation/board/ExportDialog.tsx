import { useState } from 'react'
import type { BoardQuery } from '#shared/moderation/board.ts'
import { exporting as t } from '../../../i18n/territoire.ts'
import { useAction } from '../../../lib/api.ts'
import { fromBase64, saveBytes } from '../../../lib/save-bytes.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { Form } from '../../../ui/Form.tsx'

type Format = keyof typeof t.formats
const FORMATS = (Object.keys(t.formats) as Format[]).map((value) => ({ value, label: t.formats[value] }))

type Props = { readonly query: BoardQuery; readonly count: number; readonly onClose: () => void }

/** What is filtered as a file, people included, once the person has read what such a file means (dora-screens.md §6.2). */
export const ExportDialog = ({ query, count, onClose }: Props) => {
  const [format, setFormat] = useState<Format>('xlsx')
  const [understood, setUnderstood] = useState(false)
  const [tried, setTried] = useState(false)
  const make = useAction('moderation.boardExport')
  const confirm = () => {
    setTried(true)
    if (!understood || make.isPending) return
    make.mutate(
      { query, format },
      {
        onSuccess: ({ nom, type, base64 }) => {
          saveBytes(nom, fromBase64(base64), type)
          showToast({ message: t.done(nom) })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t.title}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="primary" onPress={confirm}>
            {make.isPending ? t.busy : t.confirm}
          </Button>
        </>
      }
    >
      <Form onSubmit={confirm}>
        <Notice tone="warn" title={t.warningTitle}>
          {t.warning}
        </Notice>
        <p>{t.count(count)}</p>
        <RadioGroup label={t.format} inline choices={FORMATS} value={format} onChange={setFormat} />
        <div>
          <Checkbox isSelected={understood} onChange={setUnderstood} isInvalid={tried && !understood}>
            {t.understood}
          </Checkbox>
          {tried && !understood && (
            <p role="alert" className="board-needed">
              {t.understoodNeeded}
            </p>
          )}
        </div>
        {make.error !== null && (
          <Notice tone="bad" urgent>
            {make.error.message}
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}
