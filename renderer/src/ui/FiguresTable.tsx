import type { ReactNode } from 'react'
import './Chart.css'

/** By the keyboard too, for who scrolls by it. */
const REACHED = { tabIndex: 0 } as const

type Props = {
  readonly label: string
  readonly columns: readonly string[]
  /** The first cell names its row. */
  readonly rows: readonly { readonly key: string; readonly name: ReactNode; readonly cells: readonly ReactNode[] }[]
}

/** A table of figures, that scrolls by itself where there is no room: `<FiguresTable label="…" columns={…} rows={…} />` */
export const FiguresTable = ({ label, columns, rows }: Props) => (
  <div className="ui-figures-scroll" role="group" aria-label={label} {...REACHED}>
    <table className="ui-figures" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, cells }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
