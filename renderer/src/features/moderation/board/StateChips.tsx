import { memo } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ETAT_STRUCTURE_TEXT, ETATS_STRUCTURE, type EtatStructure } from '#shared/moderation/structure-state.ts'
import { states as t } from '../../../i18n/territoire.ts'
import { cx } from '../../../lib/cx.ts'
import { formatCount } from '../../../lib/format.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { StateShape } from './StateShape.tsx'

type ChipProps = {
  readonly etat: EtatStructure
  readonly count: number
  readonly on: boolean
  readonly onToggle: (etat: EtatStructure) => void
}

/** Drawn again when its own count changes: eight of them at each letter typed would be felt. */
const StateChip = memo(({ etat, count, on, onToggle }: ChipProps) => (
  <Tooltip text={t.tip(etat)}>
    <ToggleButton
      isSelected={on}
      className={cx('board-chip', count === 0 && !on && 'board-chip-none')}
      onChange={() => onToggle(etat)}
    >
      <StateShape etat={etat} />
      <span>{ETAT_STRUCTURE_TEXT[etat].nom}</span>
      <span className="board-chip-count tabular">
        {formatCount(count)} <span className="ui-hidden">{t.unit(count)}</span>
      </span>
    </ToggleButton>
  </Tooltip>
))

type Props = {
  readonly counts: Readonly<Record<string, number>>
  readonly chosen: readonly EtatStructure[]
  readonly onToggle: (etat: EtatStructure) => void
}

/** The eight states, how many structures are in each, and a press to see these alone. */
export const StateChips = memo(({ counts, chosen, onToggle }: Props) => (
  <div className="board-chips" role="group" aria-label={t.label}>
    {ETATS_STRUCTURE.map((etat) => (
      <StateChip key={etat} etat={etat} count={counts[etat] ?? 0} on={chosen.includes(etat)} onToggle={onToggle} />
    ))}
  </div>
))
