import { tableText as t } from '../../../i18n/listing.ts'
import { client } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { fromBase64, saveBytes } from '../../../lib/save-bytes.ts'

const TYPES = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The whole table as a file that the import reads back. */
export const ExportMenu = ({ structureId }: { readonly structureId: string }) => {
  const get = async (format: keyof typeof TYPES) => {
    try {
      const { nom, base64 } = await client.call('tables.export', { structureId, format })
      saveBytes(nom, fromBase64(base64), TYPES[format])
      showToast({ message: t.exported(nom) })
    } catch (error) {
      showToast({ tone: 'erreur', message: (error as Error).message })
    }
  }
  return (
    <Menu
      label={t.export}
      trigger={
        <Button size="s" icon="download">
          {t.export}
        </Button>
      }
      entries={[
        { id: 'xlsx', label: t.exportXlsx, onAction: () => void get('xlsx') },
        { id: 'csv', label: t.exportCsv, onAction: () => void get('csv') },
      ]}
    />
  )
}
