import type { Ref } from 'react'
import type { Sens } from '#shared/contract/orientation.ts'
import { ETATS, isTold, type Etat } from '#shared/orientation/life.ts'
import { etatLabel, filters as t } from '../../../i18n/orientations.ts'
import { cx } from '../../../lib/cx.ts'
import { formatCount } from '../../../lib/format.ts'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Counts } from '../lines.ts'
import { NO_VIEW, TRIS, type View, type Vue } from '../view.ts'

type Props = {
  readonly sens: Sens
  readonly view: View
  readonly counts: Counts
  readonly words: string
  readonly wordsRef: Ref<HTMLInputElement>
  readonly onView: (view: View) => void
  readonly onWords: (typed: string) => void
}

const QUICK: readonly Vue[] = ['a-traiter', 'retard', 'sans-reponse', 'acceptees']
const ANY = 'tous'
const SORTS = TRIS.map((value) => ({ value, label: t.tri[value] }))

type QuickProps = { readonly label: string; readonly count?: number; readonly on: boolean; readonly onPress: () => void }

/** How many there are is told of what asks for something. */
const COUNTED: ReadonlySet<Vue> = new Set(['a-traiter', 'retard'])

const Quick = ({ label, count, on, onPress }: QuickProps) => (
  <button type="button" aria-pressed={on} className={cx('request-quick', on && 'request-quick-on')} onClick={onPress}>
    {label} {count !== undefined && <span className="tabular">{formatCount(count)}</span>}
  </button>
)

/** Words, quick filters, state, order: each narrows the list at once. */
export const FilterBar = ({ sens, view, counts, words, wordsRef, onView, onWords }: Props) => {
  const states = ETATS.filter((etat) => sens === 'envoi' || isTold(etat))
  const choices: readonly { readonly value: Etat | typeof ANY; readonly label: string }[] = [
    { value: ANY, label: t.anyState },
    ...states.map((value) => ({ value, label: etatLabel(sens, value) })),
  ]
  return (
    <div className="requests-filters">
      <SearchField
        label={t.words}
        hideLabel
        placeholder={t.wordsHint}
        value={words}
        onChange={onWords}
        inputRef={wordsRef}
        className="requests-words"
      />
      <div className="requests-quick" role="group" aria-label={t.label}>
        <Quick label={t.mine} on={view.moi} onPress={() => onView({ ...view, moi: !view.moi })} />
        {QUICK.map((vue) => (
          <Quick
            key={vue}
            label={t.vue[vue]}
            {...(COUNTED.has(vue) && { count: counts[vue] })}
            on={view.vue === vue}
            onPress={() => onView({ ...view, vue: view.vue === vue ? NO_VIEW.vue : vue })}
          />
        ))}
      </div>
      <div className="requests-selects">
        <Select
          quiet
          label={t.state}
          hideLabel
          choices={choices}
          value={view.etat ?? ANY}
          onChange={(etat) => onView({ ...view, etat: etat === ANY ? null : etat })}
        />
        <Select quiet label={t.sort} hideLabel choices={SORTS} value={view.tri} onChange={(tri) => onView({ ...view, tri })} />
      </div>
    </div>
  )
}
