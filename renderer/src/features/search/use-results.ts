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
  /** The search that `result` answers; the same object while it is only read again. */
  readonly of: object
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

/** Pages after the first, and the search and answer they follow. */
type Following = { readonly search: SearchQuery; readonly of: SearchResult; readonly cards: readonly Card[] }

/** A row that has come up into the first page is not shown a second time. */
const joined = (hits: readonly Card[], next: readonly Card[]): readonly Card[] => {
  if (next.length === 0) return hits
  const ids = new Set(hits.map(({ id }) => id))
  return [...hits, ...next.filter(({ id }) => !ids.has(id))]
}

/** The most that one call may ask for (shared/search/query.ts). */
const MAX_PAGE = 200

/** As many rows as were shown, from `offset` on; null when a page fails: the button below the list then brings them back. */
const readPages = async (search: SearchQuery, offset: number, count: number): Promise<readonly Card[] | null> => {
  const cards: Card[] = []
  try {
    while (cards.length < count) {
      const limit = Math.min(MAX_PAGE, count - cards.length)
      const { hits } = await client.call('search.run', { ...search, offset: offset + cards.length, limit })
      cards.push(...hits)
      if (hits.length < limit) break
    }
    return cards
  } catch {
    return null
  }
}

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

  const current = answer !== undefined && !isPlaceholderData
  const of = useRef(first)
  if (current) of.current = first

  const [following, setFollowing] = useState<Following | null>(null)
  const [loadingMore, setLoadingMore] = useState(false)
  // Read again, the same search keeps its following pages, as they were, until they too are read again: the list keeps its length.
  const again = following !== null && following.of !== data && current && following.search === first
  const next = following !== null && (following.of === data || again) ? following.cards : none
  const cards = useMemo(() => (data === undefined ? none : joined(data.hits, next)), [data, next])

  useEffect(() => setLoadingMore(false), [data])
  useEffect(() => {
    if (!again || data === undefined || following === null) return
    let wanted = true
    void readPages(first, data.hits.length, following.cards.length).then((pages) => {
      if (wanted) setFollowing({ search: first, of: data, cards: pages ?? none })
    })
    return () => {
      wanted = false
    }
  }, [again, data, first, following])

  const more = () => {
    if (data === undefined || data !== answer || isPlaceholderData || loadingMore || cards.length >= data.total) return
    setLoadingMore(true)
    client
      .call('search.run', { ...first, offset: cards.length, limit: PAGE })
      .then(
        (page) => setFollowing({ search: first, of: data, cards: [...next, ...page.hits] }),
        // The first page failing says it; a later one just leaves the button there.
        () => undefined,
      )
      .finally(() => setLoadingMore(false))
  }

  return {
    of: of.current,
    result: data,
    cards,
    error: error ?? null,
    waiting: isPending || isPlaceholderData,
    retry: () => void refetch(),
    more,
    loadingMore,
  }
}
