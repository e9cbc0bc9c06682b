import type { ReactNode } from 'react'
import { cx } from '../../lib/cx.ts'

type Props = {
  readonly label: string
  readonly columns: readonly string[]
  /** Numbers, aligned at their end: by the place of their column. */
  readonly numbers?: readonly number[]
  /** Rows hold buttons: the keyboard comes in by them. */
  readonly acts?: boolean
  readonly children: ReactNode
}

/** Rows of a part: `tr` of `td` and `th scope="row"`. It scrolls by itself where it is wider than its place. */
export const Table = (props: Props) => (
  <div className="admin-scroll" role="region" aria-label={props.label} {...(props.acts !== true && { tabIndex: 0 })}>
    <table className="admin-table" aria-label={props.label}>
      <thead>
        <tr>
          {props.columns.map((column, at) => (
            <th key={column} scope="col" className={cx(props.numbers?.includes(at) === true && 'admin-number')}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  </div>
)
