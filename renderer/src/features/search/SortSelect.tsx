import { memo } from 'react'
import { SORTS } from '#shared/search/query.ts'
import { SORT_LABELS, t } from '../../i18n/search.ts'
import { Select } from '../../ui/Select.tsx'
import { setSort, useSearchStore } from './store.ts'

const CHOICES = SORTS.map((value) => ({ value, ...SORT_LABELS[value] }))

/** In which order. Apart from the list, which is drawn again at each keystroke. */
export const SortSelect = memo(() => {
  const sort = useSearchStore((state) => state.query.sort)
  return <Select label={t.sort} hideLabel quiet choices={CHOICES} value={sort} onChange={setSort} className="results-sort" />
})
