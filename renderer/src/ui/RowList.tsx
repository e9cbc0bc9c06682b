import {
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { cx } from '../lib/cx.ts'
import { useWindow } from '../lib/use-window.ts'
import './RowList.css'

export type ListHandle = { /** Gives the focus to that row, once it is drawn. */ readonly focus: (id: string) => void }

/** What a row is told of its place: its link is reached by Tab when `reachable`, the arrows reach the others. */
export type RowPlace = {
  readonly index: number
  readonly count: number
  readonly height: number
  readonly current: boolean
  readonly reachable: boolean
}

type Props<T extends { readonly id: string }> = {
  readonly ref: Ref<ListHandle>
  readonly label: string
  readonly items: readonly T[]
  readonly currentId: string | null
  /** Takes the focus as the list is shown. */
  readonly returning?: string | null
  readonly className?: string
  /** An `li.ui-row` with `data-id`, made of `rowProps(id, place)`, with one link. */
  readonly row: (item: T, place: RowPlace) => ReactNode
  /** `by` rows further; infinite for an end of the list. */
  readonly onMove: (by: number) => void
}

/** Keys of a list that has the focus, as rows to move by: they work when single-key shortcuts are off too. */
export const moveOf = (key: string, page: number): number | null => {
  switch (key) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'PageDown':
      return page
    case 'PageUp':
      return -page
    case 'Home':
      return -Infinity
    case 'End':
      return Infinity
    default:
      return null
  }
}

/** Attributes of the `li` of a row. */
export const rowProps = (id: string, { index, count, height, current }: Omit<RowPlace, 'reachable'>) => ({
  'data-id': id,
  'data-selected': current || undefined,
  'aria-posinset': index + 1,
  'aria-setsize': count,
  style: { transform: `translateY(${index * height}px)` },
})

/** A long list of rows of one height (`--row`): those in sight alone are drawn, and the one that is open. */
export const RowList = <T extends { readonly id: string }>(props: Props<T>) => {
  const { ref, label, items, currentId, returning = null, className, row, onMove } = props
  const scroller = useRef<HTMLDivElement>(null)
  const probe = useRef<HTMLDivElement>(null)
  const wanted = useRef<string | null>(returning)
  const [, again] = useState(0)
  const { from, to, height } = useWindow(scroller, probe, items.length)
  const currentAt = items.findIndex(({ id }) => id === currentId)
  const shown = items.slice(from, to).map((item, index) => ({ item, index: from + index }))
  const current = items[currentAt]
  const rows =
    current === undefined || (currentAt >= from && currentAt < to)
      ? shown
      : currentAt < from
        ? [{ item: current, index: currentAt }, ...shown]
        : [...shown, { item: current, index: currentAt }]

  const focus = useCallback((id: string) => {
    wanted.current = id
    again((turn) => turn + 1)
  }, [])
  useImperativeHandle(ref, () => ({ focus }), [focus])

  const bring = useCallback(
    (at: number) => {
      const element = scroller.current
      if (element === null || at < 0) return
      const top = at * height
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + height > element.scrollTop + element.clientHeight) element.scrollTop = top + height - element.clientHeight
    },
    [height],
  )
  // What is open as the list appears is in sight.
  const first = useRef(currentAt)
  useLayoutEffect(() => bring(first.current), [bring])

  useLayoutEffect(() => {
    const id = wanted.current
    const element = scroller.current
    if (id === null || element === null) return
    const at = items.findIndex((item) => item.id === id)
    const link = element.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] a`)
    if (at < 0 || link === null) return
    wanted.current = null
    bring(at)
    link.focus({ preventScroll: true })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1)
    const by = moveOf(event.key, page)
    if (by === null) return
    event.preventDefault()
    onMove(by)
  }

  return (
    <div className={cx('ui-rows', className)} ref={scroller}>
      <div className="ui-rows-probe" ref={probe} aria-hidden="true" />
      <ol aria-label={label} style={{ blockSize: items.length * height }} onKeyDown={onKeyDown}>
        {rows.map(({ item, index }) =>
          row(item, {
            index,
            count: items.length,
            height,
            current: item.id === currentId,
            reachable: currentAt < 0 ? index === from : item.id === currentId,
          }),
        )}
      </ol>
    </div>
  )
}
