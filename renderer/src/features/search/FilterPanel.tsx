import { memo } from 'react'
import type { Facet } from '#shared/search/query.ts'
import type { FacetCount, SearchResult } from '#shared/search/result.ts'
import { t } from '../../i18n/search.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { FacetGroup } from './FacetGroup.tsx'
import { ThematiqueTree } from './ThematiqueTree.tsx'
import { clearFilters, countFilters, useSearchStore } from './store.ts'
import './FilterPanel.css'

const none: readonly FacetCount[] = []

/** Facets below the tree, in order of use; the first ones stand open. */
const GROUPS: readonly { readonly facet: Exclude<Facet, 'thematiques'>; readonly open: boolean; readonly note?: string }[] = [
  { facet: 'publics', open: true, note: t.openToAll },
  { facet: 'modes_accueil', open: true },
  { facet: 'frais', open: true },
  { facet: 'types', open: true },
  { facet: 'orientable', open: true },
  { facet: 'fraicheur', open: false },
  { facet: 'mobilisable_par', open: false },
  { facet: 'modes_mobilisation', open: false },
  { facet: 'zone', open: false },
  { facet: 'sources', open: false },
]

type Props = {
  readonly facets: SearchResult['facets'] | undefined
  /** Nothing came, and nothing is on its way. */
  readonly failed: boolean
}

/** Every filter with its live counts. The counts come with the results: same answer, same moment. */
export const FilterPanel = memo(({ facets, failed }: Props) => {
  const filters = useSearchStore((state) => state.query.filters)
  const ticked = countFilters(filters)
  return (
    <section className="filters" aria-labelledby="filters-title">
      <header className="pane-head">
        <h2 id="filters-title">{t.filters}</h2>
        {ticked > 0 && (
          <Button variant="quiet" size="s" onPress={clearFilters}>
            {t.clearAll}
          </Button>
        )}
      </header>
      <div className="filters-body">
        {facets === undefined && failed ? (
          <p className="facet-note">{t.filtersFailed}</p>
        ) : facets === undefined ? (
          <Skeleton lines={12} className="filters-waiting" />
        ) : (
          <>
            <ThematiqueTree counts={facets.thematiques ?? none} ticked={filters.thematiques} />
            {GROUPS.map(({ facet, open, note }) => (
              <FacetGroup
                key={facet}
                facet={facet}
                counts={facets[facet] ?? none}
                ticked={filters[facet]}
                open={open}
                {...(note !== undefined && { note })}
              />
            ))}
            <p className="facet-note">{t.filtersHelp}</p>
          </>
        )}
      </div>
    </section>
  )
})
