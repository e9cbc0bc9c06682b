import { type RefObject, useEffect, useState } from 'react'

/** The section that the top of the form shows, for the rail. */
export const useCurrentSection = (form: RefObject<HTMLElement | null>, first: string): string => {
  const [current, setCurrent] = useState(first)
  useEffect(() => {
    const scroller = form.current?.closest('.ui-screen')
    if (scroller === null || scroller === undefined) return
    let frame = 0
    const look = () => {
      frame = 0
      const sections = [...(form.current?.querySelectorAll<HTMLElement>('[data-section]') ?? [])]
      const line = scroller.getBoundingClientRect().top + scroller.clientHeight / 3
      const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4
      const seen = atEnd ? sections.at(-1) : sections.findLast((one) => one.getBoundingClientRect().top <= line)
      setCurrent((seen ?? sections[0])?.dataset['section'] ?? first)
    }
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    scroller.addEventListener('scroll', soon, { passive: true })
    look()
    return () => {
      scroller.removeEventListener('scroll', soon)
      cancelAnimationFrame(frame)
    }
  }, [form, first])
  return current
}
