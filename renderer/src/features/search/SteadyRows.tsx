import { Component, createRef, type ReactNode } from 'react'
import { t } from '../../i18n/search.ts'

type Props = {
  /** The search these rows answer: another one starts afresh. */
  readonly of: object
  /** Changes with the rows. */
  readonly drawn: object
  readonly head: object
  /** What scrolls, given the list; null when it scrolls with the screen. */
  readonly scrollerOf: (list: Element) => Element | null
  readonly children: ReactNode
}

const SETTLED_MS = 400
/** The hand is on the list again: it decides. */
const GESTURES = ['wheel', 'pointerdown', 'touchstart', 'keydown'] as const

type Held = { readonly id: string; readonly top: number; readonly focused: boolean }

const idOf = (row: Element): string | null => (row instanceof HTMLElement ? (row.dataset['id'] ?? null) : null)

/** The row under the eyes: the one that has the focus or is chosen when it is in sight, else the first in sight once scrolled. */
const held = (list: Element, scroller: Element): Held | null => {
  const { top, bottom } = scroller.getBoundingClientRect()
  const inSight = (row: Element) => {
    const rect = row.getBoundingClientRect()
    return rect.bottom > top && rect.top < bottom
  }
  const active = document.activeElement?.closest('li') ?? null
  const focused = active !== null && list.contains(active) ? active : null
  const chosen = [focused, list.querySelector('[data-selected]')].find((row) => row != null && inSight(row)) ?? null
  const row = chosen ?? (scroller.scrollTop > 0 ? ([...list.children].find(inSight) ?? null) : null)
  const id = row === null ? null : idOf(row)
  return row === null || id === null ? null : { id, top: row.getBoundingClientRect().top, focused: row === focused }
}

/**
 * The list of results, which does not move under the hand when the same search is read again (another catalogue, an exchange):
 * what was under the eyes stays at its height, whatever came or went above, and keeps the focus.
 */
export class SteadyRows extends Component<Props> {
  readonly #list = createRef<HTMLOListElement>()
  #letGo: () => void = () => {}

  override getSnapshotBeforeUpdate(before: Props): Held | null {
    const { of, drawn, head, scrollerOf } = this.props
    if (before.of !== of || (before.drawn === drawn && before.head === head) || this.#list.current === null) return null
    const scroller = scrollerOf(this.#list.current)
    return scroller === null ? null : held(this.#list.current, scroller)
  }

  override componentDidUpdate(_before: Props, _state: unknown, was: Held | null): void {
    this.#letGo()
    const list = this.#list.current
    if (was === null || list === null) return
    const put = () => {
      const row = list.querySelector<HTMLElement>(`[data-id="${CSS.escape(was.id)}"]`)
      const scroller = this.props.scrollerOf(list)
      if (row === null || scroller === null) return
      const moved = row.getBoundingClientRect().top - was.top
      if (Math.abs(moved) >= 1) scroller.scrollTop += moved
      // Drawn in another part of the list, it is another element.
      if (was.focused && document.activeElement === document.body) row.querySelector('a')?.focus({ preventScroll: true })
    }
    put()
    this.#holdFor(list, put)
  }

  override componentWillUnmount(): void {
    this.#letGo()
  }

  /** New rows take their true height a little later, for those out of sight are not laid out: what is held stays until then. */
  #holdFor(list: Element, put: () => void): void {
    const observer = new ResizeObserver(put)
    observer.observe(list)
    const timer = setTimeout(() => this.#letGo(), SETTLED_MS)
    const letGo = () => this.#letGo()
    for (const gesture of GESTURES) window.addEventListener(gesture, letGo, { capture: true, passive: true })
    this.#letGo = () => {
      observer.disconnect()
      clearTimeout(timer)
      for (const gesture of GESTURES) window.removeEventListener(gesture, letGo, { capture: true })
      this.#letGo = () => {}
    }
  }

  override render(): ReactNode {
    return (
      <ol className="rows" aria-label={t.results} ref={this.#list}>
        {this.props.children}
      </ol>
    )
  }
}
