import type { Loosening } from '#shared/search/result.ts'
import { isSearch } from '#shared/usage/search.ts'
import { t } from '../../i18n/search.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { alertsText } from '../../i18n/alerts.ts'
import { KeepSearch } from './KeepSearch.tsx'
import { clearFilters, countFilters, setFacet, setPlace, setRadius, setText, useSearchStore } from './store.ts'

/** Does what a way out says, and nothing else. */
const apply = (way: Loosening) => {
  if (way.kind === 'rayon' && way.radiusKm !== undefined) setRadius(way.radiusKm)
  else if (way.kind === 'filtre') {
    if (way.facet === undefined) clearFilters()
    else setFacet(way.facet, [])
  } else if (way.kind === 'lieu') setPlace(null, '')
  else if (way.kind === 'mots') setText('')
}

export const LooseningButtons = ({ ways }: { readonly ways: readonly Loosening[] }) =>
  ways.map((way) => (
    <Button key={way.label} size="s" onPress={() => apply(way)}>
      {way.label}
    </Button>
  ))

/** Nothing matches: says why, and what each loosening would bring. */
export const EmptyResult = ({ why, ways }: { readonly why: string | null; readonly ways: readonly Loosening[] }) => {
  const filters = useSearchStore((state) => state.query.filters)
  const several = countFilters(filters) > 1
  const asked = useSearchStore((state) => isSearch(state.query))
  return (
    <EmptyState
      icon="search"
      title={t.empty}
      actions={
        <>
          <KeepSearch whole />
          <LooseningButtons ways={ways} />
          {several && (
            <Button size="s" variant="quiet" onPress={clearFilters}>
              {t.clearAll}
            </Button>
          )}
        </>
      }
    >
      {why !== null && <p>{why}</p>}
      {asked && <p>{alertsText.videGarder}</p>}
      {ways.length > 0 && <p>{t.emptyHint}</p>}
    </EmptyState>
  )
}
