import { memo } from 'react'
import type { BoardQuery } from '#shared/moderation/board.ts'
import { list as t } from '../../../i18n/territoire.ts'
import { cx } from '../../../lib/cx.ts'
import { Icon } from '../../../ui/Icon.tsx'

type Tri = BoardQuery['tri']
type Props = { readonly query: BoardQuery; readonly onQuery: (query: BoardQuery) => void }

type Column = { readonly name: keyof typeof t.columns; readonly tri: Tri | null; readonly hidden?: boolean }

const COLUMNS: readonly Column[] = [
  { name: 'nom', tri: 'nom' },
  { name: 'etat', tri: 'etat' },
  { name: 'services', tri: 'publies' },
  { name: 'membres', tri: null },
  { name: 'vues', tri: 'vues' },
  { name: 'actes', tri: null, hidden: true },
]

/** Figures are looked at from the largest down. */
const LARGEST_FIRST: ReadonlySet<Tri> = new Set(['publies', 'vues'])

/** Titles of the columns; those by which the board is sorted are pressed. */
export const BoardHead = memo(({ query, onQuery }: Props) => {
  const sort = (tri: Tri) =>
    onQuery({ ...query, tri, decroissant: query.tri === tri ? !query.decroissant : LARGEST_FIRST.has(tri) })
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className="board-row-head">
        {COLUMNS.map(({ name, tri, hidden = false }) => {
          const on = tri === query.tri
          return (
            <div
              key={name}
              role="columnheader"
              className={`board-cell-${name}`}
              aria-sort={on ? (query.decroissant ? 'descending' : 'ascending') : undefined}
            >
              {tri === null ? (
                <span className={hidden ? 'ui-hidden' : undefined}>{t.columns[name]}</span>
              ) : (
                <button type="button" className={cx('board-sorter', on && 'board-sorter-on')} onClick={() => sort(tri)}>
                  {t.columns[name]}
                  {on && <Icon name={query.decroissant ? 'chevron-down' : 'chevron-up'} size={14} />}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
})
