import { memo } from 'react'
import type { ActeEnAttente } from '#shared/moderation/acts.ts'
import type { BoardLine } from '#shared/moderation/board.ts'
import { ETAT_STRUCTURE_TEXT } from '#shared/moderation/structure-state.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { displayName } from '#shared/text/names.ts'
import { list as t } from '../../../i18n/territoire.ts'
import { cx } from '../../../lib/cx.ts'
import { formatCount } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Leaves } from '../Leaves.tsx'
import { hover, useHand } from './hand.ts'
import type { Opened } from './RowPopovers.tsx'
import { StateShape } from './StateShape.tsx'

type Props = {
  readonly line: BoardLine
  readonly rank: number
  readonly height: number
  /** The one row that Tab reaches; the arrows reach the others. */
  readonly reachable: boolean
  /** An act on it that has not left. */
  readonly waiting: ActeEnAttente | null
  readonly onFocus: (rank: number, id: string) => void
  readonly onOpen: (opened: Opened) => void
}

const place = ({ commune, code_postal, departement }: BoardLine): string => {
  const town = [code_postal, commune === null ? null : displayName(commune)].filter(Boolean).join(' ')
  return town === '' ? (departement ?? t.noPlace) : town
}

/** Header and rows share the tracks of the style sheet (board.css). */
export const BoardRow = memo(({ line, rank, height, reachable, waiting, onFocus, onOpen }: Props) => {
  const { id, nom, etat, moderation, publies, brouillons, a_actualiser, membres, administrateurs, vues, telephone } = line
  const hovered = useHand((state) => state.hoveredId === id)
  const selected = useHand((state) => state.selectedId === id)
  const name = displayName(nom)
  const tabIndex = reachable ? 0 : -1
  return (
    <div
      role="row"
      aria-rowindex={rank + 2}
      data-rank={rank}
      data-selected={selected || undefined}
      className={cx('board-row', hovered && 'board-row-hovered', etat === 'obsolete' && 'board-row-off')}
      style={{ transform: `translateY(${rank * height}px)` }}
      onMouseEnter={() => hover(id)}
      onMouseLeave={() => hover(null)}
      onFocus={() => onFocus(rank, id)}
    >
      <div role="rowheader" className="board-cell board-cell-nom">
        <a className="board-name" href={href.dossier(cibleKey({ kind: 'structure', id }))} tabIndex={tabIndex}>
          {name}
        </a>
        <span className="board-second">{place(line)}</span>
      </div>
      <div role="gridcell" className="board-cell board-cell-etat">
        <span className="board-etat">
          <StateShape etat={etat} />
          <span>{ETAT_STRUCTURE_TEXT[etat].nom}</span>
        </span>
        <span className="board-second">
          {waiting === null ? moderation === null ? '' : t.moderation[moderation] : <Leaves at={waiting.part_le} />}
        </span>
      </div>
      <div role="gridcell" className="board-cell board-cell-services tabular">
        <span>{publies === 0 ? <span className="muted">{t.noServices}</span> : t.published(publies)}</span>
        <span className={cx('board-second', a_actualiser > 0 && 'board-warn')}>
          {a_actualiser > 0 ? t.toUpdate(a_actualiser) : brouillons > 0 ? t.drafts(brouillons) : ''}
        </span>
      </div>
      <div role="gridcell" className="board-cell board-cell-membres tabular">
        <span>{membres === 0 ? <span className="muted">{t.members(0)}</span> : t.members(membres)}</span>
        <span className="board-second">{membres === 0 ? '' : t.admins(administrateurs)}</span>
      </div>
      <div role="gridcell" className="board-cell board-cell-vues tabular">
        <span>{formatCount(vues)}</span>
      </div>
      <div role="gridcell" className="board-cell board-cell-actes">
        {telephone !== null && (
          <button
            type="button"
            className="board-button"
            tabIndex={tabIndex}
            aria-haspopup="dialog"
            aria-label={t.phoneOf(name)}
            title={t.phone}
            onClick={({ currentTarget }) => onOpen({ what: 'telephone', line, anchor: currentTarget })}
          >
            <Icon name="phone" size={16} />
          </button>
        )}
        <button
          type="button"
          className="board-button"
          tabIndex={tabIndex}
          aria-haspopup="menu"
          aria-label={t.menuOf(name)}
          title={t.columns.actes}
          onClick={({ currentTarget }) => onOpen({ what: 'menu', line, anchor: currentTarget })}
        >
          <Icon name="more" size={16} />
        </button>
      </div>
    </div>
  )
})
