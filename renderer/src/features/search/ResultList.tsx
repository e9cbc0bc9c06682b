import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import type { Eligible } from '#shared/contract/personnes.ts'
import type { Card, SearchResult } from '#shared/search/result.ts'
import { useEligibles } from '../../lib/eligibles.ts'
import { useFavourites } from '../../lib/favourites.ts'
import { type Reached, useReached } from '../../lib/reached.ts'
import { reach } from '../../i18n/reach.ts'
import { t } from '../../i18n/search.ts'
import { Button } from '../../ui/Button.tsx'
import { ResultRow } from './ResultRow.tsx'
import { SteadyRows } from './SteadyRows.tsx'
import { hover, select, useSearchStore } from './store.ts'
import { PAGE } from './use-results.ts'

/** Drawn at once; the rest of the page follows in the next idle moment, so that a keystroke never waits for what is below the fold. */
const FIRST = 10

const OPEN_TO_ALL = 'tous-publics'

type Props = {
  /** The search these cards answer: what is below the fold waits only when it is new, not when a page is added or read again. */
  readonly of: object
  readonly result: SearchResult
  readonly cards: readonly Card[]
  readonly total: number
  readonly onMore: () => void
  readonly loadingMore: boolean
  /** Enter on a row, or a click: the sheet is wanted, not only shown. */
  readonly onOpen: (id: string, byKeyboard: boolean) => void
}

type RowsProps = Omit<Props, 'onMore' | 'loadingMore' | 'result' | 'of'> & {
  readonly from: number
  readonly now: Date
  readonly eligibles: ReadonlyMap<string, Eligible>
  readonly reached: Reached | null
}

const Rows = memo(({ cards, from, total, now, eligibles, reached, onOpen }: RowsProps) => {
  const selectedId = useSearchStore((state) => state.selectedId)
  const byPublics = useSearchStore((state) => state.query.filters.publics.length > 0)
  const favourites = useFavourites()
  const toggle = useRef(favourites.toggle)
  toggle.current = favourites.toggle
  const star = useCallback((id: string, name: string) => toggle.current('service', id, name), [])
  return cards.map((card, index) => (
    <ResultRow
      key={card.id}
      card={card}
      position={from + index + 1}
      total={total}
      selected={card.id === selectedId}
      starred={favourites.has('service', card.id)}
      now={now}
      eligible={eligibles.get(card.id)}
      trajet={reached?.trajets.get(card.id)}
      openToAll={byPublics && (card.publics.length === 0 || card.publics.includes(OPEN_TO_ALL))}
      onOpen={onOpen}
      onStar={star}
      onHover={hover}
    />
  ))
})

/** Far enough ahead that scrolling rarely meets the end of what is loaded. */
const NEAR = '600px'

/** The list scrolls in its pane, or with the whole screen in a very low window. */
const scrollerOf = (element: Element): Element | null => {
  const body = element.closest('.results-body')
  return body !== null && getComputedStyle(body).overflowY !== 'visible' ? body : null
}

/** Asks for the next page when the end of the list comes near; the button stays for the keyboard and for failures. */
const useNearEnd = (onMore: () => void, drawn: object) => {
  const end = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  more.current = onMore
  useEffect(() => {
    if (end.current === null) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && more.current(), {
      root: scrollerOf(end.current),
      rootMargin: NEAR,
    })
    observer.observe(end.current)
    return () => observer.disconnect()
    // Observed afresh after each page: an end that is still in view then asks again.
  }, [drawn])
  return end
}

/**
 * Pages that follow one another: every row stays in the document, so a screen reader, the browser's own search and
 * the keyboard reach all of them; `content-visibility` spares the drawing of those out of sight.
 */
export const ResultList = memo(({ of, result, cards, total, onMore, loadingMore, onOpen }: Props) => {
  const first = useMemo(() => cards.slice(0, FIRST), [cards])
  const rest = useMemo(() => ({ of, cards: cards.slice(FIRST) }), [of, cards])
  const deferred = useDeferredValue(rest)
  // Read again, it is drawn at once: nothing of the same search may vanish, even for one frame.
  const later = deferred.of === of ? rest : deferred
  // Read again with each answer: a desk stays open overnight.
  const { at: now } = useMemo(() => ({ of: result, at: new Date() }), [result])
  const open = useCallback(
    (id: string, byKeyboard: boolean) => {
      select(id, true)
      onOpen(id, byKeyboard)
    },
    [onOpen],
  )
  const end = useNearEnd(onMore, later)
  const ids = useMemo(() => cards.map(({ id }) => id), [cards])
  const eligibles = useEligibles(ids)
  const place = useSearchStore((state) => state.query.place)
  const reached = useReached(place, cards)
  const marks = { total, now, eligibles, reached, onOpen: open }
  return (
    <>
      {reached !== null && (
        <p className="ui-description results-reach">{reach.row.about(reached.arrivee, reached.jour, reached.reseau)}</p>
      )}
      <SteadyRows of={of} head={first} drawn={later} scrollerOf={scrollerOf}>
        <Rows cards={first} from={0} {...marks} />
        {later.of === of && <Rows cards={later.cards} from={FIRST} {...marks} />}
      </SteadyRows>
      {later.of === of && cards.length < total && (
        <div className="rows-more" ref={end}>
          <Button onPress={onMore} isDisabled={loadingMore}>
            {t.more(Math.min(PAGE, total - cards.length))}
          </Button>
          <p className="ui-description tabular">{t.shown(cards.length, total)}</p>
        </div>
      )}
    </>
  )
})
