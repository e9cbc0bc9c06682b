import { memo, useCallback, useDeferredValue, useMemo, useRef } from 'react'
import type { Card } from '#shared/search/result.ts'
import { useFavourites } from '../../lib/favourites.ts'
import { t } from '../../i18n/search.ts'
import { Button } from '../../ui/Button.tsx'
import { ResultRow } from './ResultRow.tsx'
import { hover, select, useSearchStore } from './store.ts'
import { PAGE } from './use-results.ts'

/** Drawn at once; the rest of the page follows in the next idle moment, so that a keystroke never waits for what is below the fold. */
const FIRST = 12

const OPEN_TO_ALL = 'tous-publics'

type Props = {
  readonly cards: readonly Card[]
  readonly total: number
  readonly onMore: () => void
  readonly loadingMore: boolean
  /** Enter on a row, or a click: the sheet is wanted, not only shown. */
  readonly onOpen: (id: string, byKeyboard: boolean) => void
}

type RowsProps = Omit<Props, 'onMore' | 'loadingMore'> & { readonly from: number }

const Rows = memo(({ cards, from, total, onOpen }: RowsProps) => {
  const selectedId = useSearchStore((state) => state.selectedId)
  const byPublics = useSearchStore((state) => state.query.filters.publics.length > 0)
  const favourites = useFavourites()
  const toggle = useRef(favourites.toggle)
  toggle.current = favourites.toggle
  const star = useCallback((id: string, name: string) => toggle.current('service', id, name), [])
  const now = useMemo(() => new Date(), [cards])
  return cards.map((card, index) => (
    <ResultRow
      key={card.id}
      card={card}
      position={from + index + 1}
      total={total}
      selected={card.id === selectedId}
      starred={favourites.has('service', card.id)}
      now={now}
      openToAll={byPublics && (card.publics.length === 0 || card.publics.includes(OPEN_TO_ALL))}
      onOpen={onOpen}
      onStar={star}
      onHover={hover}
    />
  ))
})

/**
 * Pages of fifty that follow one another: every row stays in the document, so a screen reader, the browser's own search and
 * the keyboard reach all of them; `content-visibility` spares the drawing of those out of sight.
 */
export const ResultList = memo(({ cards, total, onMore, loadingMore, onOpen }: Props) => {
  const first = useMemo(() => cards.slice(0, FIRST), [cards])
  const rest = useMemo(() => ({ of: cards, cards: cards.slice(FIRST) }), [cards])
  const later = useDeferredValue(rest)
  const open = useCallback(
    (id: string, byKeyboard: boolean) => {
      select(id, true)
      onOpen(id, byKeyboard)
    },
    [onOpen],
  )
  return (
    <>
      <ol className="rows" aria-label={t.results}>
        <Rows cards={first} from={0} total={total} onOpen={open} />
        {later.of === cards && <Rows cards={later.cards} from={FIRST} total={total} onOpen={open} />}
      </ol>
      {cards.length < total && (
        <div className="rows-more">
          <Button onPress={onMore} isDisabled={loadingMore}>
            {t.more(Math.min(PAGE, total - cards.length))}
          </Button>
          <p className="ui-description tabular">{t.shown(cards.length, total)}</p>
        </div>
      )}
    </>
  )
})
