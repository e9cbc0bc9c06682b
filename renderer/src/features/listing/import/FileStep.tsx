import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { importText as t } from '../../../i18n/listing.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Table } from './use-table.ts'

const TYPES = ['.csv', '.tsv', '.txt', '.xlsx', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

const Choose = ({ table, label }: { readonly table: Table; readonly label: string }) => (
  <FileTrigger
    acceptedFileTypes={TYPES}
    onSelect={(files) => {
      const file = files?.[0]
      if (file !== undefined) void table.choose(file)
    }}
  >
    <Button icon="document" isDisabled={table.busy !== null}>
      {label}
    </Button>
  </FileTrigger>
)

/** The file, dropped or chosen, then what was read of it. */
export const FileStep = ({ table }: { readonly table: Table }) => {
  const { read, busy, error } = table
  return (
    <>
      {error?.of === 'lecture' && <ReadFailure title={t.failed} error={error.error} />}
      {read === null ? (
        <DropZone
          className="import-drop"
          aria-label={t.drop}
          getDropOperation={(types) => (types.has('text/plain') ? 'cancel' : 'copy')}
          onDrop={(event) => {
            const file = event.items.find((item) => item.kind === 'file')
            if (file?.kind === 'file') void file.getFile().then(table.choose)
          }}
        >
          <Icon name="document" size={24} />
          <p aria-live="polite">{busy === 'lecture' ? t.reading : t.drop}</p>
          <Choose table={table} label={t.choose} />
          <p className="ui-description">{t.dropHelp}</p>
          <p className="ui-description">{t.model}</p>
        </DropZone>
      ) : (
        <>
          <div className="import-file">
            <Icon name="document" size={20} />
            <span>
              <strong>{read.nom}</strong> <span className="muted">{t.rows(read.lignes, read.colonnes.length)}</span>
            </span>
            {read.feuilles.length > 1 && (
              <Select
                label={t.sheet}
                choices={read.feuilles.map((value) => ({ value, label: value }))}
                value={read.feuille}
                onChange={(feuille) => table.sheet(feuille)}
              />
            )}
            <Choose table={table} label={t.another} />
          </div>
          {read.avertissements.length > 0 && (
            <Notice tone="warn" title={t.warnings}>
              <ul>
                {read.avertissements.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Notice>
          )}
        </>
      )}
    </>
  )
}
