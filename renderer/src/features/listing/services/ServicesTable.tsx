import { useMemo, useRef, useState, type MouseEvent } from 'react'
import { Cell, Column, Row, Table, TableBody, TableHeader, type Selection } from 'react-aria-components/Table'
import { TableLayout, Virtualizer } from 'react-aria-components/Virtualizer'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { tableText as t } from '../../../i18n/listing.ts'
import { formatCount } from '../../../lib/format.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { nameOf, type ColumnId, type Sort } from '../lines.ts'
import { AvailabilityCell } from './AvailabilityCell.tsx'
import { useServices } from './context.ts'
import { EditingProvider, type Cell as EditedCell, type Editing } from './editing.ts'
import { FreshnessCell } from './FreshnessCell.tsx'
import { NameCell } from './NameCell.tsx'
import { StatusCell } from './StatusCell.tsx'
import { TextCell } from './TextCell.tsx'

/** The box to tick and the name stay in sight when the table is scrolled sideways. */
class ServicesLayout extends TableLayout<unknown> {
  protected override isStickyColumn({ index }: { readonly index?: number }): boolean {
    return (index ?? 0) < 2
  }
}

const ROW = 60
const HEAD = 40

type Width = number | `${number}fr`
type Shown = { readonly id: ColumnId; readonly width: Width; readonly minWidth: number }
const SHOWN: readonly Shown[] = [
  { id: 'nom', width: '4fr', minWidth: 266 },
  { id: 'statut', width: 118, minWidth: 118 },
  { id: 'disponibilite', width: '2fr', minWidth: 144 },
  { id: 'fraicheur', width: 130, minWidth: 130 },
  { id: 'contact', width: '2fr', minWidth: 108 },
  { id: 'telephone', width: 118, minWidth: 118 },
  { id: 'courriel', width: '3fr', minWidth: 158 },
  { id: 'frequence', width: '3fr', minWidth: 132 },
  { id: 'vues', width: 66, minWidth: 66 },
]

const Title = ({ id, width, minWidth }: Shown) => (
  <Column id={id} isRowHeader={id === 'nom'} allowsSorting width={width} minWidth={minWidth} className="listing-column">
    {({ sortDirection }) => (
      <span className="listing-column-title">
        {t.columns[id]}
        {sortDirection !== undefined && <Icon name={sortDirection === 'ascending' ? 'chevron-up' : 'chevron-down'} size={14} />}
      </span>
    )}
  </Column>
)

type Props = {
  /** In the order shown. */
  readonly lines: readonly ServiceLine[]
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
}

/** Shift and a click on a box take all the rows between it and the last one taken, as a spreadsheet does. */
const useRange = ({ lines, selected, onSelect }: Pick<Props, 'lines' | 'selected' | 'onSelect'>) => {
  const anchor = useRef<string | null>(null)
  return (id: string) => (event: MouseEvent) => {
    const from = lines.findIndex((line) => line.id === anchor.current)
    const to = lines.findIndex((line) => line.id === id)
    if (!event.shiftKey || from < 0) {
      anchor.current = id
      return
    }
    event.preventDefault()
    event.stopPropagation()
    const between = lines.slice(Math.min(from, to), Math.max(from, to) + 1)
    onSelect(new Set([...selected, ...between.map((line) => line.id)]))
  }
}

/** Rows in sight alone are drawn: a structure may have two thousand services. */
export const ServicesTable = ({ lines, sort, onSort, selected, onSelect }: Props) => {
  const { acts } = useServices()
  const [cell, setCell] = useState<EditedCell | null>(null)
  const range = useRange({ lines, selected, onSelect })
  const ids = useMemo(() => lines.map(({ id }) => id), [lines])
  const editing = useMemo<Editing>(
    () => ({ cell, edit: setCell, save: ({ id, champ }, value) => void acts.change([id], { [champ]: value }) }),
    [cell, acts],
  )
  const select = (keys: Selection) => onSelect(new Set(keys === 'all' ? ids : [...keys].map(String)))
  return (
    <EditingProvider value={editing}>
      <Virtualizer layout={ServicesLayout} layoutOptions={{ rowHeight: ROW, headingHeight: HEAD }}>
        <Table
          aria-label={t.label}
          className="listing-table"
          style={{ blockSize: `min(${lines.length * ROW + HEAD + 16}px, max(300px, 100dvh - 250px))` }}
          selectionMode="multiple"
          selectedKeys={selected}
          onSelectionChange={select}
          sortDescriptor={{ column: sort.column, direction: sort.direction }}
          onSortChange={({ column, direction }) => onSort({ column: column as ColumnId, direction })}
        >
          <TableHeader className="listing-head">
            <Column id="choix" width={44} minWidth={44} className="listing-column">
              <Checkbox slot="selection">{null}</Checkbox>
            </Column>
            {SHOWN.map((column) => (
              <Title key={column.id} {...column} />
            ))}
          </TableHeader>
          <TableBody items={lines} dependencies={[ids, range]}>
            {(line) => (
              <Row id={line.id} textValue={nameOf(line)} className="listing-row">
                <Cell className="listing-td">
                  <div className="listing-tick" onClickCapture={range(line.id)}>
                    <Checkbox slot="selection">{null}</Checkbox>
                  </div>
                </Cell>
                <Cell className="listing-td">
                  <NameCell line={line} />
                </Cell>
                <Cell className="listing-td">
                  <StatusCell line={line} />
                </Cell>
                <Cell className="listing-td">
                  <AvailabilityCell line={line} />
                </Cell>
                <Cell className="listing-td">
                  <FreshnessCell line={line} />
                </Cell>
                <Cell className="listing-td">
                  <TextCell line={line} champ="dora.contact_name" label={t.columns.contact} ids={ids} />
                </Cell>
                <Cell className="listing-td">
                  <TextCell line={line} champ="telephone" label={t.columns.telephone} ids={ids} />
                </Cell>
                <Cell className="listing-td">
                  <TextCell line={line} champ="courriel" label={t.columns.courriel} ids={ids} />
                </Cell>
                <Cell className="listing-td">
                  <TextCell line={line} champ="dora.recurrence" label={t.columns.frequence} ids={ids} />
                </Cell>
                <Cell className="listing-td">
                  <span className="listing-cell listing-number tabular">
                    {line.vues === null ? t.none : formatCount(line.vues)}
                  </span>
                </Cell>
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </EditingProvider>
  )
}
