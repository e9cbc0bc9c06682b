import { memo, use, useMemo, useState } from 'react'
import { filters as t } from '../../../i18n/territoire.ts'
import { formatCount } from '../../../lib/format.ts'
import { Button } from '../../../ui/Button.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { FacetCounts } from './facet-counts.ts'
import { facetValues, foundIn } from './facets.ts'
import { type FacetName, toggled } from './query.ts'

type Props = {
  readonly name: FacetName
  readonly ticked: readonly string[]
  readonly onTick: (name: FacetName, values: string[]) => void
}

/** Nothing is counted yet. */
const NONE: Readonly<Record<string, number>> = {}
/** Beyond this many, a field to find one among them. */
const FOUND_BY_EYE = 12

const Values = ({ name, ticked, onTick }: Props) => {
  /** Structures that have each value, all other filters applied. */
  const counts = use(FacetCounts)?.[name] ?? NONE
  const [typed, setTyped] = useState('')
  // What was ticked as it opened stays at its place while one ticks: nothing moves under the hand.
  const [first] = useState(ticked)
  const all = useMemo(() => facetValues(name, counts, [...new Set([...first, ...ticked])]), [name, counts, first, ticked])
  const shown = foundIn(all, typed)
  return (
    <div className="board-facet">
      {all.length > FOUND_BY_EYE && (
        <SearchField
          label={t.find(t.name[name])}
          hideLabel
          placeholder={t.find(t.name[name])}
          value={typed}
          onChange={setTyped}
        />
      )}
      <fieldset className="board-facet-values">
        <legend className="ui-hidden">{t.name[name]}</legend>
        {shown.map(({ value, label, count }) => (
          <label key={value} className="board-facet-value">
            <input
              type="checkbox"
              checked={ticked.includes(value)}
              onChange={() => onTick(name, toggled(ticked, value))}
              aria-label={t.value(label, count)}
            />
            <span>{label}</span>
            <span className="tabular muted">{formatCount(count)}</span>
          </label>
        ))}
        {shown.length === 0 && <p className="muted">{all.length === 0 ? t.none : t.nothingFound}</p>}
      </fieldset>
      <Button size="s" variant="quiet" isDisabled={ticked.length === 0} onPress={() => onTick(name, [])}>
        {t.clearOne}
      </Button>
    </div>
  )
}

/** A filter of several values with their counts; drawn only once opened, for there may be hundreds. */
export const FacetFilter = memo((props: Props) => {
  const { name, ticked } = props
  const title = t.name[name]
  return (
    <Popover
      label={title}
      trigger={
        <Button size="s" className={ticked.length > 0 ? 'board-filter board-filter-on' : 'board-filter'}>
          {ticked.length === 0 ? title : t.chosen(title, ticked.length)}
        </Button>
      }
    >
      <Values {...props} />
    </Popover>
  )
})
