import { memo, useEffect, useRef } from 'react'
import { cx } from '../../lib/cx.ts'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../i18n/search.ts'

type Props = {
  readonly label: string
  readonly count: number
  readonly checked: boolean
  /** Some of what is below is ticked. */
  readonly mixed?: boolean
  readonly value: string
  readonly onToggle: (value: string) => void
}

/**
 * One value of a facet. A native check box, not the design system's: there are some 150 of them and all their counts
 * change at each keystroke. A value that would bring nothing stays, quietly, so that its absence is known.
 */
export const FacetRow = memo(({ label, count, checked, mixed = false, value, onToggle }: Props) => {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = mixed && !checked
  }, [mixed, checked])
  return (
    <label className={cx('facet-row', count === 0 && !checked && 'facet-row-zero')}>
      <input
        ref={box}
        type="checkbox"
        checked={checked}
        onChange={() => onToggle(value)}
        aria-label={`${label}, ${t.facetCount(count)}`}
      />
      <span className="facet-label">{label}</span>
      <span className="facet-count tabular">{formatCount(count)}</span>
    </label>
  )
})
