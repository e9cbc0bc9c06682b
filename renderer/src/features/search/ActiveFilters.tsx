import { memo } from 'react'
import { labelOf } from '#shared/reference/labels.ts'
import { FACETS } from '#shared/search/query.ts'
import { FACET_TITLES, t } from '../../i18n/search.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { clearFilters, countFilters, toggleValue, useSearchStore } from './store.ts'

/** What is ticked, said above the list whatever the state of the filters' pane; each can be taken away. */
export const ActiveFilters = memo(() => {
  const filters = useSearchStore((state) => state.query.filters)
  const active = FACETS.flatMap((facet) => filters[facet].map((value) => ({ facet, value, label: labelOf(facet, value) })))
  if (active.length === 0) return null
  return (
    <div className="active-filters" role="group" aria-label={t.activeFilters}>
      {active.map(({ facet, value, label }) => (
        <Chip
          key={`${facet}/${value}`}
          label={label}
          removeLabel={t.removeFilter(FACET_TITLES[facet], label)}
          onRemove={() => toggleValue(facet, value)}
        />
      ))}
      {countFilters(filters) > 1 && (
        <Button variant="quiet" size="s" onPress={clearFilters}>
          {t.clearAll}
        </Button>
      )}
    </div>
  )
})
