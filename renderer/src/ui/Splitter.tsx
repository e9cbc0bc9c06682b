import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { cx } from '../lib/cx.ts'
import './Splitter.css'

type Props = {
  readonly label: string
  /** Size of the pane before it, in pixels. */
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (value: number) => void
  /** `row`: the panes stand one above the other. */
  readonly direction?: 'column' | 'row'
  /** Double click or Enter: back to this size. */
  readonly initial: number
}

const STEP = 16

/** The bar between two panes: dragged, or moved with the arrow keys (ARIA window splitter pattern). */
export const Splitter = ({ label, value, min, max, onChange, direction = 'column', initial }: Props) => {
  const start = useRef<{ readonly at: number; readonly value: number } | null>(null)
  const along = (event: PointerEvent) => (direction === 'column' ? event.clientX : event.clientY)
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))))
  const onKeyDown = (event: KeyboardEvent) => {
    const [less, moreKey] = direction === 'column' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
    if (event.key === less) set(value - STEP)
    else if (event.key === moreKey) set(value + STEP)
    else if (event.key === 'Home') set(min)
    else if (event.key === 'End') set(max)
    else if (event.key === 'Enter') set(initial)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'column' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={Math.round(max)}
      className={cx('ui-splitter', `ui-splitter-${direction}`)}
      onKeyDown={onKeyDown}
      onDoubleClick={() => set(initial)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: along(event), value }
      }}
      onPointerMove={(event) => {
        if (start.current !== null) set(start.current.value + along(event) - start.current.at)
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onPointerCancel={() => {
        start.current = null
      }}
    />
  )
}
