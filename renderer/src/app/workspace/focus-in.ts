const TRIES = 60

/** Focuses `selector` inside `root` once it is drawn, the root itself at once meanwhile. */
export const focusIn = (root: string, selector: string, left = TRIES): void => {
  requestAnimationFrame(() => {
    const target = document.querySelector<HTMLElement>(`${root} ${selector}`)
    if (target !== null) {
      target.focus({ preventScroll: false })
      return
    }
    if (left === TRIES) document.querySelector<HTMLElement>(root)?.focus({ preventScroll: true })
    if (left > 0) focusIn(root, selector, left - 1)
  })
}
