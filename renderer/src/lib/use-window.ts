import { useEffect, useLayoutEffect, useState, type RefObject } from 'react'

/** Rows drawn above and below those in sight, so that scrolling never meets a blank; the fewer, the sooner others take their place. */
const MARGIN = 4
/** Before the first measure. */
const HEIGHT = 92

export type Rows = { readonly from: number; readonly to: number; readonly height: number }

/**
 * Which of `count` rows of equal height are to be drawn: those in sight of `scroller`, and a few around. The height is that of
 * `probe`, read again when the window or the density changes it.
 */
export const useWindow = (scroller: RefObject<HTMLElement | null>, probe: RefObject<HTMLElement | null>, count: number): Rows => {
  const [height, setHeight] = useState(HEIGHT)
  const [sight, setSight] = useState({ top: 0, size: 900 })

  useLayoutEffect(() => {
    const element = scroller.current
    const row = probe.current
    if (element === null || row === null) return
    const read = () => {
      setHeight(row.getBoundingClientRect().height || HEIGHT)
      setSight({ top: element.scrollTop, size: element.clientHeight })
    }
    read()
    const observer = new ResizeObserver(read)
    observer.observe(element)
    observer.observe(row)
    return () => observer.disconnect()
  }, [scroller, probe])

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const read = () => setSight({ top: element.scrollTop, size: element.clientHeight })
    element.addEventListener('scroll', read, { passive: true })
    return () => element.removeEventListener('scroll', read)
  }, [scroller])

  const first = Math.floor(sight.top / height)
  return {
    from: Math.max(0, Math.min(first, count - 1) - MARGIN),
    to: Math.min(count, first + Math.ceil(sight.size / height) + MARGIN),
    height,
  }
}
