const GIVE_UP_MS = 5000

/**
 * Moves the focus to the `h1` of the screen just shown, as soon as it is there: a sheet first shows its skeleton, and a heading
 * replaced when the data come would drop the focus on the page. A field marked `data-begins`, where one writes first, comes before
 * the title. Stops at the first key or press: the reader has gone elsewhere.
 */
export const focusHeading = (root: HTMLElement): (() => void) => {
  let focused: Element | null = null
  const tryNow = () => {
    if (focused !== null && focused.isConnected) return
    const heading = root.querySelector<HTMLElement>('[data-begins]') ?? root.querySelector<HTMLElement>('h1')
    heading?.focus({ preventScroll: true })
    focused = heading
  }
  const observer = new MutationObserver(tryNow)
  const stop = () => {
    clearTimeout(timer)
    observer.disconnect()
    window.removeEventListener('keydown', stop, true)
    window.removeEventListener('pointerdown', stop, true)
  }
  const timer = setTimeout(stop, GIVE_UP_MS)
  window.addEventListener('keydown', stop, true)
  window.addEventListener('pointerdown', stop, true)
  observer.observe(root, { childList: true, subtree: true })
  tryNow()
  return stop
}
