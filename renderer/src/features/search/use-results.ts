import { useEffect, useMemo, useRef, useState } from 'react'
import type { SearchQuery } from '#shared/search/query.ts'
import type { Card, SearchResult } from '#shared/search/result.ts'
import type { DoraError } from '#shared/errors.ts'
import { client, prefetch, useCall } from '../../lib/api.ts'
import { useSearchStore } from './store.ts'

/** Enough for the tallest window; asked at each keystroke, so it is kept small. The following pages are asked when they are near. */
const FIRST_PAGE = 25
export const PAGE = 50

const firstPage = (query: SearchQuery): SearchQuery => ({ ...query, offset: 0, limit: FIRST_PAGE })

export type Results = {
  /** The last answer: of the previous query while the next is on its way, or when it failed. Undefined before the first. */
  readonly result: SearchResult | undefined
  readonly cards: readonly Card[]
  readonly error: DoraError | null
  readonly waiting: boolean
  readonly retry: () => void
  readonly more: () => void
  readonly loadingMore: boolean
}

const none: readonly Card[] = []

/** The answer to the search on screen, with the pages asked so far. */
export const useResults = (): Results => {
  const query = useSearchStore((state) => state.query)
  const first = useMemo(() => firstPage(query), [query])
  // Sent from the keystroke itself: drawing the letter and searching go on at the same time.
  useEffect(
    () =>
      useSearchStore.subscribe((state, before) => {
        if (state.query !== before.query) prefetch('search.run', firstPage(state.query))
      }),
    [],
  )
  const { data: answer, error, isPlaceholderData, isPending, refetch } = useCall('search.run', first, { keepPrevious: true })
  // When a search fails, what was found before stays, said to be so: neither filters nor results vanish.
  const last = useRef(answer)
  if (answer !== undefined) last.current = answer
  const data = answer ?? last.current

  const [following, setFollowing] = useState<{ readonly of: SearchResult; readonly cards: readonly Card[] } | null>(null)
  const [loadingMore, setLoadingMore] = useState(false)
  const next = following !== null && following.of === data ? following.cards : none
  const cards = useMemo(() => (data === undefined ? none : next.length === 0 ? data.hits : [...data.hits, ...next]), [data, next])

  useEffect(() => setLoadingMore(false), [data])

  const more = () => {
    if (data === undefined || data !== answer || isPlaceholderData || loadingMore || cards.length >= data.total) return
    setLoadingMore(true)
    client
      .call('search.run', { ...first, offset: cards.length, limit: PAGE })
      .then(
        (page) => setFollowing({ of: data, cards: [...next, ...page.hits] }),
        // The first page failing says it; a later one just leaves the button there.
        () => undefined,
      )
      .finally(() => setLoadingMore(false))
  }

  return {
    result: data,
    cards,
    error: error ?? null,
    waiting: isPending || isPlaceholderData,
    retry: () => void refetch(),
    more,
    loadingMore,
  }
}
