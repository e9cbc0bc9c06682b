/** Colours of the canvases, read from the tokens: a canvas does not know custom properties. */
export type MapTheme = {
  readonly land: string
  readonly neighbour: string
  readonly line: string
  readonly lineStrong: string
  readonly water: string
  readonly circle: string
}

export const readMapTheme = (): MapTheme => {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    land: read('--map-land'),
    neighbour: read('--map-neighbour'),
    line: read('--map-line'),
    lineStrong: read('--map-line-strong'),
    water: read('--map-water'),
    circle: read('--map-circle'),
  }
}

/** Calls back when the theme of the document changes; returns the function that stops it. */
export const onThemeChange = (listener: () => void): (() => void) => {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class', 'style'] })
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    scheme.removeEventListener('change', listener)
  }
}
