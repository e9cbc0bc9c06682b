import { useEffect, useRef } from 'react'

const lost = () => document.activeElement === null || document.activeElement === document.body

/**
 * Something that had the focus goes from the screen, put away or done with: the focus goes to the screen's title rather than back
 * to the top of the window. `present` says whether it is there.
 */
export const useFocusWhenGone = (present: boolean): void => {
  const before = useRef(present)
  useEffect(() => {
    const gone = before.current && !present
    before.current = present
    if (gone && lost()) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }, [present])
}
