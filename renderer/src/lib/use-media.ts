import { useSyncExternalStore } from 'react'

/** Below this width (a small window, or a zoom of 200 %) panes are shown one at a time, none is lost. */
export const ONE_PANE = '(max-width: 899px)'

/** Whether a media query holds now: `useMedia(ONE_PANE)`. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
