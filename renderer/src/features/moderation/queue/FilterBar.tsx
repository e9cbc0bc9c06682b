import type { Ref } from 'react'
import { MOTIFS, MOTIF_TEXT, type Motif } from '#shared/moderation/queue.ts'
import { queueFilters as t } from '../../../i18n/moderation.ts'
import { cx } from '../../../lib/cx.ts'
import { formatCount } from '../../../lib/format.ts'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Counts } from './lines.ts'
import { NO_VIEW, type View } from './view.ts'

type Props = {
  readonly view: View
  readonly counts: Counts
  readonly words: string
  readonly wordsRef: Ref<HTMLInputElement>
  readonly onView: (view: View) => void
  readonly onWords: (typed: string) => void
}

const ANY = 'tous'

type QuickProps = { readonly label: string; readonly count: number; readonly on: boolean; readonly onPress: () => void }

const Quick = ({ label, count, on, onPress }: QuickProps) => (
  <button type="button" aria-pressed={on} className={cx('queue-quick', on && 'queue-quick-on')} onClick={onPress}>
    {label} <span className="tabular">{formatCount(count)}</span>
  </button>
)

/** Words, who has it, why it is there: each narrows the queue at once. */
export const FilterBar = ({ view, counts, words, wordsRef, onView, onWords }: Props) => {
  const choices: readonly { readonly value: Motif | typeof ANY; readonly label: string }[] = [
    { value: ANY, label: t.anyMotif },
    ...MOTIFS.filter((motif) => counts.motifs[motif] > 0 || view.motif === motif).map((value) => ({
      value,
      label: `${MOTIF_TEXT[value]} (${formatCount(counts.motifs[value])})`,
    })),
  ]
  const toggle = (qui: 'moi' | 'libres') => onView({ ...view, qui: view.qui === qui ? NO_VIEW.qui : qui })
  return (
    <div className="queue-filters">
      <SearchField label={t.words} hideLabel placeholder={t.wordsHint} value={words} onChange={onWords} inputRef={wordsRef} />
      <div className="queue-choices" role="group" aria-label={t.label}>
        <Quick label={t.mine} count={counts.moi} on={view.qui === 'moi'} onPress={() => toggle('moi')} />
        <Quick label={t.free} count={counts.libres} on={view.qui === 'libres'} onPress={() => toggle('libres')} />
        <Select
          quiet
          label={t.motif}
          hideLabel
          choices={choices}
          value={view.motif ?? ANY}
          onChange={(motif) => onView({ ...view, motif: motif === ANY ? null : motif })}
        />
      </div>
    </div>
  )
}
