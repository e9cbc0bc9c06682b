const GIVE_UP_MS = 5000

/** Moves the focus to the `h1` of the screen just shown, as soon as it is there: a sheet first shows its skeleton. */
export const focusHeading = (root: HTMLElement): (() => void) => {
  const tryNow = () => {
    const heading = root.querySelector<HTMLElement>('h1')
    heading?.focus({ preventScroll: true })
    return heading !== null
  }
  if (tryNow()) return () => undefined
  const observer = new MutationObserver(() => {
    if (tryNow()) stop()
  })
  const timer = setTimeout(() => stop(), GIVE_UP_MS)
  const stop = () => {
    clearTimeout(timer)
    observer.disconnect()
  }
  observer.observe(root, { childList: true, subtree: true })
  return stop
}
