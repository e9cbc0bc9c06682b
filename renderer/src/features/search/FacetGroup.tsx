import { memo, useCallback, useState } from 'react'
import { compareIn, labelOf } from '#shared/reference/labels.ts'
import type { Facet } from '#shared/search/query.ts'
import type { FacetCount } from '#shared/search/result.ts'
import { FACET_TITLES, t } from '../../i18n/search.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { FacetRow } from './FacetRow.tsx'
import { FacetTitle } from './FacetTitle.tsx'
import { setFacet, toggleValue } from './store.ts'

/** Beyond this many values, the least frequent are folded away. */
const SHOWN = 8

type Props = {
  readonly facet: Facet
  readonly counts: readonly FacetCount[]
  readonly ticked: readonly string[]
  readonly open: boolean
  readonly note?: string
}

/** Asking for « tous publics » asks for nothing (main/catalogue/filters.ts): not offered, the note says it. */
const NOT_OFFERED = new Set(['tous-publics'])

const byFrequency = (facet: Facet) => facet === 'sources'

/** A facet whose values stand side by side; values are in the order of their list, sources by frequency. */
export const FacetGroup = memo(({ facet, counts, ticked, open, note }: Props) => {
  const [all, setAll] = useState(false)
  const toggle = useCallback((value: string) => toggleValue(facet, value), [facet])
  const known = new Map(counts.filter(({ value }) => !NOT_OFFERED.has(value)).map(({ value, count }) => [value, count]))
  for (const value of ticked) if (!known.has(value)) known.set(value, 0)
  const compare = compareIn(facet)
  const entries = [...known].sort((a, b) => (byFrequency(facet) ? b[1] - a[1] : 0) || compare(a[0], b[0]))
  const folded = byFrequency(facet) && !all && entries.length > SHOWN + 2
  const shown = folded ? entries.filter(([value], index) => index < SHOWN || ticked.includes(value)) : entries
  return (
    <Disclosure
      level={3}
      defaultExpanded={open || ticked.length > 0}
      title={<FacetTitle title={FACET_TITLES[facet]} ticked={ticked.length} />}
      aside={
        ticked.length > 0 && (
          <Button variant="quiet" size="s" aria-label={t.clearGroup(FACET_TITLES[facet])} onPress={() => setFacet(facet, [])}>
            {t.clear}
          </Button>
        )
      }
    >
      <fieldset className="facet-values">
        <legend className="ui-hidden">{FACET_TITLES[facet]}</legend>
        {shown.map(([value, count]) => (
          <FacetRow
            key={value}
            value={value}
            label={labelOf(facet, value)}
            count={count}
            checked={ticked.includes(value)}
            onToggle={toggle}
          />
        ))}
      </fieldset>
      {folded && (
        <Button variant="quiet" size="s" onPress={() => setAll(true)}>
          {t.showOthers(entries.length - shown.length)}
        </Button>
      )}
      {note !== undefined && <p className="facet-note">{note}</p>}
    </Disclosure>
  )
})
