import { createContext, memo, use } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ETAT_STRUCTURE_TEXT, ETATS_STRUCTURE, type EtatStructure } from '#shared/moderation/structure-state.ts'
import { states as t } from '../../../i18n/territoire.ts'
import { cx } from '../../../lib/cx.ts'
import { formatCount } from '../../../lib/format.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { StateShape } from './StateShape.tsx'

type Counts = Readonly<Record<string, number>>

/** Read by what writes a count alone: a letter changes all eight, and neither their buttons nor their tips. */
const StateCounts = createContext<Counts>({})

const ChipCount = ({ etat }: { readonly etat: EtatStructure }) => {
  const count = use(StateCounts)[etat] ?? 0
  return (
    <span className="board-chip-count tabular">
      {formatCount(count)} <span className="ui-hidden">{t.unit(count)}</span>
    </span>
  )
}

type ChipProps = {
  readonly etat: EtatStructure
  readonly none: boolean
  readonly on: boolean
  readonly onToggle: (etat: EtatStructure) => void
}

/** Eight of them drawn again at each letter typed would be felt. */
const StateChip = memo(({ etat, none, on, onToggle }: ChipProps) => (
  <Tooltip text={t.tip(etat)}>
    <ToggleButton isSelected={on} className={cx('board-chip', none && !on && 'board-chip-none')} onChange={() => onToggle(etat)}>
      <StateShape etat={etat} />
      <span>{ETAT_STRUCTURE_TEXT[etat].nom}</span>
      <ChipCount etat={etat} />
    </ToggleButton>
  </Tooltip>
))

type Props = {
  readonly counts: Counts
  readonly chosen: readonly EtatStructure[]
  readonly onToggle: (etat: EtatStructure) => void
}

/** The eight states, how many structures are in each, and a press to see these alone. */
export const StateChips = memo(({ counts, chosen, onToggle }: Props) => (
  <StateCounts value={counts}>
    <div className="board-chips" role="group" aria-label={t.label}>
      {ETATS_STRUCTURE.map((etat) => (
        <StateChip key={etat} etat={etat} none={(counts[etat] ?? 0) === 0} on={chosen.includes(etat)} onToggle={onToggle} />
      ))}
    </div>
  </StateCounts>
))
