import { useCallback, useImperativeHandle, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import type { OrientationLine } from '#shared/contract/orientation.ts'
import { requests as t } from '../../../i18n/orientations.ts'
import { RequestRow } from './RequestRow.tsx'
import { useWindow } from './use-window.ts'

export type ListHandle = { /** Gives the focus to that row, once it is drawn. */ readonly focus: (id: string) => void }

type Props = {
  readonly ref: Ref<ListHandle>
  readonly lines: readonly OrientationLine[]
  readonly currentId: string | null
  /** Takes the focus as the list is shown. */
  readonly returning: string | null
  readonly search: string
  readonly now: Date
  /** `by` rows further; infinite for an end of the list. */
  readonly onMove: (by: number) => void
  readonly onOpen: (id: string, byKeyboard: boolean) => void
}

/** Keys of a list that has the focus: they work when single-key shortcuts are off too. */
const moveOf = (key: string, page: number): number | null => {
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

/** Rows in sight alone are drawn, and the one that is open: a structure may have received twenty thousand requests. */
export const RequestList = ({ ref, lines, currentId, returning, search, now, onMove, onOpen }: Props) => {
  const scroller = useRef<HTMLDivElement>(null)
  const probe = useRef<HTMLDivElement>(null)
  const wanted = useRef<string | null>(returning)
  const [, again] = useState(0)
  const { from, to, height } = useWindow(scroller, probe, lines.length)
  const currentAt = lines.findIndex(({ id }) => id === currentId)
  const shown = lines.slice(from, to).map((line, index) => ({ line, index: from + index }))
  const current = lines[currentAt]
  const rows =
    current === undefined || (currentAt >= from && currentAt < to)
      ? shown
      : currentAt < from
        ? [{ line: current, index: currentAt }, ...shown]
        : [...shown, { line: current, index: currentAt }]

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
    const at = lines.findIndex((line) => line.id === id)
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
    <div className="requests-rows" ref={scroller}>
      <div className="request-probe" ref={probe} aria-hidden="true" />
      <ol aria-label={t.list} style={{ blockSize: lines.length * height }} onKeyDown={onKeyDown}>
        {rows.map(({ line, index }) => (
          <RequestRow
            key={line.id}
            line={line}
            index={index}
            count={lines.length}
            height={height}
            current={line.id === currentId}
            reachable={currentAt < 0 ? index === from : line.id === currentId}
            search={search}
            now={now}
            onOpen={onOpen}
          />
        ))}
      </ol>
    </div>
  )
}
