import { memo, useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { BoardQuery } from '#shared/moderation/board.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { list as t } from '../../../i18n/territoire.ts'
import { useWindow } from '../../../lib/use-window.ts'
import { moveOf } from '../../../ui/RowList.tsx'
import { useActs } from '../dossier/use-acts.ts'
import { usePending } from '../pending.ts'
import { BoardHead } from './BoardHead.tsx'
import { BoardRow } from './BoardRow.tsx'
import { brought, leaveAt, returnTo, select, useHand } from './hand.ts'
import { boardSearch } from './query.ts'
import { type Opened, RowPopovers } from './RowPopovers.tsx'
import { useBoard } from './use-board.ts'

/** Left and right go from the name to the buttons of the row, and back. */
const moveInRow = (target: EventTarget, by: number): boolean => {
  const row = target instanceof Element ? target.closest('.board-row') : null
  const stops = [...(row?.querySelectorAll<HTMLElement>('a, button') ?? [])]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  const next = at < 0 ? undefined : stops[at + by]
  next?.focus({ preventScroll: true })
  return next !== undefined
}

type Props = {
  readonly query: BoardQuery
  readonly total: number
  readonly onQuery: (query: BoardQuery) => void
}

/** The structures of the board, 30,000 of them at ease: rows in sight alone are read and drawn, and the one with the focus. */
export const BoardList = memo(({ query, total, onQuery }: Props) => {
  const search = boardSearch(query)
  const scroller = useRef<HTMLDivElement>(null)
  const probe = useRef<HTMLDivElement>(null)
  const helpId = useId()
  const { from, to, height } = useWindow(scroller, probe, total)
  const { lineAt, late } = useBoard(query, from, to)
  const { waiting } = usePending()
  // Here, for what was done of a row is told once its menu is gone.
  const acts = useActs()
  const [at, setAt] = useState(() => returnTo(search))
  const [opened, setOpened] = useState<Opened | null>(null)
  /** The rank whose row takes the focus once it is drawn. */
  const toFocus = useRef<number | null>(null)
  const asked = useHand((state) => state.wanted)

  const bring = useCallback(
    (rank: number) => {
      const element = scroller.current
      if (element === null) return
      const top = rank * height
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + height > element.scrollTop + element.clientHeight) element.scrollTop = top + height - element.clientHeight
    },
    [height],
  )
  // Other filters, or another order: from the top again.
  const before = useRef(search)
  useLayoutEffect(() => {
    if (before.current === search) return
    before.current = search
    setAt(0)
    select(null)
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [search])
  // What one was on as the list appears is in sight.
  const first = useRef(at)
  useLayoutEffect(() => bring(first.current), [bring])
  useEffect(() => leaveAt(search, at), [search, at])

  useLayoutEffect(() => {
    if (asked === null) return
    brought()
    setAt(asked.rank)
    bring(asked.rank)
    if (asked.focus) toFocus.current = asked.rank
  }, [asked, bring])
  useLayoutEffect(() => {
    const rank = toFocus.current
    if (rank === null) return
    const link = scroller.current?.querySelector<HTMLElement>(`[data-rank="${rank}"] a`)
    if (link == null) return
    toFocus.current = null
    link.focus({ preventScroll: true })
  })

  const onFocus = useCallback((rank: number, id: string) => {
    setAt(rank)
    select(id)
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (moveInRow(event.target, event.key === 'ArrowLeft' ? -1 : 1)) event.preventDefault()
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1)
    const by = moveOf(event.key, page)
    if (by === null || total === 0) return
    event.preventDefault()
    const rank = Math.min(total - 1, Math.max(0, at + by))
    toFocus.current = rank
    bring(rank)
    setAt(rank)
  }

  const ranks = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  if (at < from && at < total) ranks.unshift(at)
  else if (at >= to && at < total) ranks.push(at)
  const anchorRank = at < total ? at : from

  return (
    <div
      role="grid"
      className="board-grid"
      aria-label={t.label(total)}
      aria-describedby={helpId}
      aria-rowcount={total + 1}
      aria-busy={late}
    >
      <p id={helpId} className="ui-hidden">
        {t.help}
      </p>
      <BoardHead query={query} onQuery={onQuery} />
      <div className="board-rows" ref={scroller}>
        <div className="board-probe" ref={probe} aria-hidden="true" />
        <div role="rowgroup" style={{ blockSize: total * height }} onKeyDown={onKeyDown}>
          {ranks.map((rank) => {
            const line = lineAt(rank)
            return line === undefined ? (
              <div
                key={rank}
                role="row"
                aria-rowindex={rank + 2}
                className="board-row"
                style={{ transform: `translateY(${rank * height}px)` }}
              >
                <div role="gridcell" className="board-cell board-cell-nom board-wait">
                  <span className="ui-hidden">{t.waiting}</span>
                </div>
              </div>
            ) : (
              <BoardRow
                // Other filters write other structures in the rows there are: none is made again.
                key={rank}
                line={line}
                rank={rank}
                height={height}
                reachable={rank === anchorRank}
                waiting={waiting.get(cibleKey({ kind: 'structure', id: line.id })) ?? null}
                onFocus={onFocus}
                onOpen={setOpened}
              />
            )
          })}
        </div>
      </div>
      {opened !== null && <RowPopovers opened={opened} acts={acts} onClose={() => setOpened(null)} />}
    </div>
  )
})
