import { useEffect, useRef } from 'react'
import { ETAT_STRUCTURE_TEXT } from '#shared/moderation/structure-state.ts'
import { displayName } from '#shared/text/names.ts'
import { board, map as t } from '../../../../i18n/territoire.ts'
import { IconButton } from '../../../../ui/IconButton.tsx'
import { hover } from '../hand.ts'
import { StateShape } from '../StateShape.tsx'
import type { BoardPoint } from './clusters.ts'

type Props = {
  readonly points: readonly BoardPoint[]
  readonly count: number
  readonly onChoose: (point: BoardPoint) => void
  readonly onClose: () => void
}

/** Structures that no zoom parts: one address. */
export const SamePlace = ({ points, count, onChoose, onClose }: Props) => {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <div
      className="board-same"
      role="group"
      aria-label={t.samePlace(count)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <div className="board-same-head">
        <h3 ref={title} tabIndex={-1}>
          {t.samePlace(count)}
        </h3>
        <IconButton size="s" icon="close" label={t.close} onPress={onClose} />
      </div>
      <ul onMouseLeave={() => hover(null)}>
        {points.map((point) => (
          <li key={point.id}>
            <button
              type="button"
              onClick={() => onChoose(point)}
              onMouseEnter={() => hover(point.id)}
              onFocus={() => hover(point.id)}
              onBlur={() => hover(null)}
            >
              <StateShape etat={point.etat} />
              <span>
                {displayName(point.nom)}
                <span className="board-second">{ETAT_STRUCTURE_TEXT[point.etat].nom}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {count > points.length && <p className="muted">{t.more(board.count(count - points.length))}</p>}
    </div>
  )
}
