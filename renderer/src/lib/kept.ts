/**
 * Small things of this window that may be lost without harm (widths, theme of the first paint). Never anything personal:
 * precious data are in user.db, settings in the services.
 */
export const readKept = (name: string): unknown => {
  try {
    return JSON.parse(window.localStorage.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

export const keep = (name: string, value: unknown): void => {
  try {
    window.localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // Storage refused or full: the window just forgets.
  }
}
