import { memo, useEffect, useRef, type RefObject } from 'react'
import type { SearchResult } from '#shared/search/result.ts'
import { announce } from '../../lib/announce.ts'
import { t } from '../../i18n/search.ts'
import { firstLoad } from '../../i18n/sync.ts'
import { useSyncStatus } from '../../lib/sync-status.ts'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CompareBar } from './CompareBar.tsx'
import { ActiveFilters } from './ActiveFilters.tsx'
import { DeploymentNotice } from './DeploymentNotice.tsx'
import { EmptyResult, LooseningButtons } from './EmptyResult.tsx'
import { FirstLoad, isFirstLoad } from './FirstLoad.tsx'
import { KeepSearch } from './KeepSearch.tsx'
import { NoSolution } from './NoSolution.tsx'
import { Reading } from './Reading.tsx'
import { RecentLine } from './RecentLine.tsx'
import { ResultList } from './ResultList.tsx'
import { SortSelect } from './SortSelect.tsx'
import { useSearchStore } from './store.ts'
import type { Results } from './use-results.ts'
import './ResultsPane.css'

/** Said once typing stops: a count at each letter would drown the screen reader. */
const SAY_AFTER_MS = 700

const useSpokenCount = (sentence: string | null) => {
  useEffect(() => {
    if (sentence === null) return
    const timer = setTimeout(() => announce(sentence), SAY_AFTER_MS)
    return () => clearTimeout(timer)
  }, [sentence])
}

/** Another search starts at its first result; a page more, or the same search read again, does not move. */
const useScrollBack = (list: RefObject<HTMLElement | null>, result: SearchResult | undefined) => {
  const shown = useRef(useSearchStore.getState().query)
  useEffect(() => {
    const { query } = useSearchStore.getState()
    if (shown.current === query) return
    shown.current = query
    list.current?.scrollTo({ top: 0 })
  }, [list, result])
}

type Props = {
  readonly results: Results
  readonly listRef: RefObject<HTMLElement | null>
  readonly onOpen: (id: string, byKeyboard: boolean) => void
}

/** The middle pane: what was found, how it was understood, in which order, and the rows. */
export const ResultsPane = memo(({ results, listRef, onOpen }: Props) => {
  const { of, result, cards, error, waiting, retry, more, loadingMore } = results
  const status = useSyncStatus()
  const arriving = result === undefined && isFirstLoad(error?.code, status)
  const failed = error !== null && !arriving
  const place = useSearchStore((state) => state.placeLabel)
  const hasPlace = useSearchStore((state) => state.query.place !== null)
  const count = result === undefined ? null : t.count(result.total, result.aDistance)
  const near = hasPlace && place !== '' ? t.near(place) : ''
  useScrollBack(listRef, result)
  useSpokenCount(failed ? t.failed : arriving ? firstLoad.title : waiting || count === null ? null : `${count}${near}`)

  return (
    <section className="results" aria-labelledby="results-count" aria-busy={waiting}>
      <header className="pane-head results-head">
        <h2 id="results-count" className="tabular">
          {failed ? t.failed : arriving ? firstLoad.heading : (count ?? t.searching)}
        </h2>
        <span className="results-tools">
          <KeepSearch />
          <SortSelect />
        </span>
      </header>
      <div className="results-body" ref={listRef as RefObject<HTMLDivElement>} tabIndex={-1}>
        <ActiveFilters />
        <RecentLine />
        <DeploymentNotice />
        {arriving && <FirstLoad status={status} />}
        {failed && (
          <div className="results-notice">
            <ReadFailure title={t.failed} error={error} onRetry={retry}>
              {result !== undefined && t.stale}
            </ReadFailure>
          </div>
        )}
        {result === undefined && error === null && (
          <div className="results-waiting">
            {Array.from({ length: 6 }, (_, row) => (
              <Skeleton key={row} lines={3} />
            ))}
          </div>
        )}
        {result !== undefined && (
          <>
            <Reading lecture={result.lecture} />
            {result.total === 0 && error === null ? (
              <EmptyResult why={result.pourquoi} ways={result.assouplir} />
            ) : (
              <>
                <ResultList
                  of={of}
                  result={result}
                  cards={cards}
                  total={result.total}
                  onMore={more}
                  loadingMore={loadingMore}
                  onOpen={onOpen}
                />
                {result.assouplir.length > 0 && cards.length >= result.total && (
                  <div className="results-loosen">
                    <LooseningButtons ways={result.assouplir} />
                  </div>
                )}
              </>
            )}
            <NoSolution lecture={result.lecture} />
          </>
        )}
      </div>
      <CompareBar />
    </section>
  )
})
