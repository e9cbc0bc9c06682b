import { memo, useEffect, useRef, type RefObject } from 'react'
import type { SearchResult } from '#shared/search/result.ts'
import { announce } from '../../lib/announce.ts'
import { t } from '../../i18n/search.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ActiveFilters } from './ActiveFilters.tsx'
import { EmptyResult, LooseningButtons } from './EmptyResult.tsx'
import { Reading } from './Reading.tsx'
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
  const { result, cards, error, waiting, retry, more, loadingMore } = results
  const place = useSearchStore((state) => state.placeLabel)
  const hasPlace = useSearchStore((state) => state.query.place !== null)
  const count = result === undefined ? null : t.count(result.total, result.aDistance)
  const near = hasPlace && place !== '' ? t.near(place) : ''
  useScrollBack(listRef, result)
  useSpokenCount(error !== null ? t.failed : waiting || count === null ? null : `${count}${near}`)

  return (
    <section className="results" aria-labelledby="results-count" aria-busy={waiting}>
      <header className="pane-head results-head">
        <h2 id="results-count" className="tabular">
          {error !== null ? t.failed : (count ?? t.searching)}
        </h2>
        <SortSelect />
      </header>
      <div className="results-body" ref={listRef as RefObject<HTMLDivElement>} tabIndex={-1}>
        <ActiveFilters />
        {error !== null && (
          <div className="results-notice">
            <Notice
              tone="bad"
              title={t.failed}
              urgent
              actions={
                <Button size="s" icon="refresh" onPress={retry}>
                  {t.retry}
                </Button>
              }
            >
              {error.message} {result !== undefined && t.stale}
            </Notice>
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
          </>
        )}
      </div>
    </section>
  )
})
