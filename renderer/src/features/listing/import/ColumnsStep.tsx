import { useMemo, useState } from 'react'
import type { TableRead } from '#shared/contract/listing.ts'
import { importText as t } from '../../../i18n/listing.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { IGNORED, labelOfTarget, mappingProblems, targetsOf, type Kind } from './targets.ts'
import type { Table } from './use-table.ts'

type Props = { readonly quoi: Kind; readonly read: TableRead; readonly table: Table }

const EXAMPLES = 2

/** Each column of the file and the field it goes to: guessed, or as it was chosen last time, and changed at will. */
export const ColumnsStep = ({ quoi, read, table }: Props) => {
  const [mapping, setMapping] = useState(read.correspondance)
  const [publier, setPublier] = useState(true)
  const choices = useMemo(() => targetsOf(quoi), [quoi])
  const problems = mappingProblems(quoi, mapping)
  const change = (column: string, champ: string) => {
    setMapping({ ...mapping, [column]: champ === IGNORED ? null : champ })
    table.forgetTrial()
  }
  const examples = (at: number) =>
    read.apercu
      .map((row) => row[at] ?? '')
      .filter((text) => text.trim() !== '')
      .slice(0, EXAMPLES)
      .join(' · ')
  return (
    <>
      <p className="ui-description">
        {t.mappingHelp}
        {read.rappelee && <> {t.remembered}</>}
      </p>
      <div className="import-scroll">
        <table className="import-mapping" aria-label={t.mapping}>
          <thead>
            <tr>
              <th scope="col">{t.column}</th>
              <th scope="col">{t.example}</th>
              <th scope="col">{t.field}</th>
            </tr>
          </thead>
          <tbody>
            {read.colonnes.map((column, at) =>
              column === '' ? null : (
                <tr key={`${at}/${column}`} data-ignored={mapping[column] == null || undefined}>
                  <th scope="row">{column}</th>
                  <td>
                    <span className="import-example">{examples(at)}</span>
                  </td>
                  <td>
                    <Select
                      label={t.fieldOf(column)}
                      hideLabel
                      choices={choices}
                      value={mapping[column] ?? IGNORED}
                      onChange={(champ) => change(column, champ)}
                      className="import-field"
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {problems.twice.map((champ) => (
        <Tag key={champ} tone="warn" icon="warning">
          {t.twice(labelOfTarget(quoi, champ))}
        </Tag>
      ))}
      {problems.noName && (
        <Tag tone="warn" icon="warning">
          {t.noName}
        </Tag>
      )}
      {quoi === 'services' && (
        <Checkbox
          isSelected={publier}
          onChange={(on) => {
            setPublier(on)
            table.forgetTrial()
          }}
          description={t.publishHelp}
        >
          {t.publish}
        </Checkbox>
      )}
      {table.error?.of === 'essai' && <ReadFailure error={table.error.error} />}
      <div className="ui-form-actions">
        <Button
          variant={table.preview === null ? 'primary' : 'secondary'}
          icon="check"
          isDisabled={table.busy !== null || problems.noName || problems.twice.length > 0}
          onPress={() => void table.essay({ correspondance: mapping, publier })}
        >
          {table.busy === 'essai' ? t.trying : t.trial}
        </Button>
      </div>
    </>
  )
}
