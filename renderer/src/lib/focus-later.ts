/** Frames waited for what has been asked of another side to be drawn. */
const TRIES = 60

/**
 * Gives the focus to the title of what is being opened (`title`, a selector within `pane`), once it is drawn; to the pane meanwhile.
 * Stops when the pane is gone.
 */
export const focusOnceThere = (pane: () => HTMLElement | null, title: string, left = TRIES): void => {
  requestAnimationFrame(() => {
    const found = pane()?.querySelector<HTMLElement>(title)
    if (found != null) return found.focus()
    if (left === TRIES) pane()?.focus()
    if (left > 0) focusOnceThere(pane, title, left - 1)
    return undefined
  })
}

/** Once the dialog that asked has given back the focus that it took. */
export const afterDialog = (run: () => void): void => {
  requestAnimationFrame(() => requestAnimationFrame(run))
}
