import { useEffect, useRef, type FocusEvent } from 'react'

/**
 * An act may take away the button that did it: the focus then goes to `fallback` (a selector), not back to the top of the window.
 * `<section onFocus={useKeptFocus('.request-title')}>`
 */
export const useKeptFocus = (fallback: string): ((event: FocusEvent) => void) => {
  const last = useRef<Element | null>(null)
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body
    if (!lost || last.current === null || last.current.isConnected) return
    last.current = null
    document.querySelector<HTMLElement>(fallback)?.focus({ preventScroll: true })
  })
  return ({ target }) => {
    last.current = target
  }
}
