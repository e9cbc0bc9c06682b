import { useEffect, useRef, type FocusEvent } from 'react'

/**
 * An act may take away the button that did it: the focus then goes to the title of the request, not back to the top of the window.
 * `<section onFocus={useKeptFocus()}>`
 */
export const useKeptFocus = (): ((event: FocusEvent) => void) => {
  const last = useRef<Element | null>(null)
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body
    if (!lost || last.current === null || last.current.isConnected) return
    last.current = null
    document.querySelector<HTMLElement>('.request-title')?.focus({ preventScroll: true })
  })
  return ({ target }) => {
    last.current = target
  }
}
