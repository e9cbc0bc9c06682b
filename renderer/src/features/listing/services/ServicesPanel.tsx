import { useDeferredValue, useMemo, useState } from 'react'
import type { Listing } from '#shared/contract/listing.ts'
import { tableText as t, listingText } from '../../../i18n/listing.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import type { Acts } from '../acts.ts'
import { filterLines, FIRST_SORT, NO_FILTER, sortLines, type LineFilter } from '../lines.ts'
import { Refusals } from '../Refusals.tsx'
import type { Create } from '../use-create.ts'
import { AskedDialog } from './AskedDialog.tsx'
import { BulkBar } from './BulkBar.tsx'
import { ServicesProvider, type Asked } from './context.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { FilterBar } from './FilterBar.tsx'
import { ServicesTable } from './ServicesTable.tsx'
import './services.css'

type Props = {
  readonly listing: Listing
  readonly acts: Acts
  readonly create: Create
  readonly today: string
  readonly filter: LineFilter
  readonly onFilter: (filter: LineFilter) => void
}

const Nothing = ({ listing, create, onFilter }: Pick<Props, 'listing' | 'create' | 'onFilter'>) =>
  listing.services.length === 0 ? (
    <EmptyState
      icon="list"
      title={t.empty}
      actions={
        <Button variant="primary" icon="plus" onPress={() => create(null)}>
          {listingText.newService}
        </Button>
      }
    >
      {t.emptyHelp}
    </EmptyState>
  ) : (
    <EmptyState
      icon="search"
      title={t.nothing}
      actions={<Button onPress={() => onFilter({ ...NO_FILTER, statut: 'tous' })}>{t.clear}</Button>}
    >
      {t.nothingHelp}
    </EmptyState>
  )

/** The services of a structure: filtered, sorted, chosen, changed where they stand, several at once. */
export const ServicesPanel = ({ listing, acts, create, today, filter, onFilter }: Props) => {
  const [sort, setSort] = useState(FIRST_SORT)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<Asked | null>(null)
  const later = useDeferredValue(filter)
  const lines = useMemo(() => sortLines(filterLines(listing.services, later), sort), [listing.services, later, sort])
  // What is out of sight is not acted upon.
  const selected = useMemo(() => lines.filter(({ id }) => chosen.has(id)), [lines, chosen])
  const services = useMemo(() => ({ listing, acts, ask: setAsked, today, create }), [listing, acts, today, create])
  const all = listing.services.length
  return (
    <ServicesProvider value={services}>
      <div className="listing-panel">
        <FilterBar filter={filter} onChange={onFilter} models={listing.modeles} />
        <Refusals />
        {selected.length > 0 ? (
          <BulkBar lines={selected} onClear={() => setChosen(new Set())} />
        ) : (
          <div className="listing-bar">
            <p className="muted tabular" role="status">
              {lines.length === all ? t.count(all) : t.shown(lines.length, all)}
            </p>
            <ExportMenu structureId={listing.structure.id} />
          </div>
        )}
        {lines.length === 0 ? (
          <Nothing listing={listing} create={create} onFilter={onFilter} />
        ) : (
          <ServicesTable lines={lines} sort={sort} onSort={setSort} selected={chosen} onSelect={setChosen} />
        )}
      </div>
      {asked !== null && <AskedDialog asked={asked} lines={listing.services} onClose={() => setAsked(null)} />}
    </ServicesProvider>
  )
}
