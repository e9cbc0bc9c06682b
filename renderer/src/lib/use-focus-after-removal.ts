import { useEffect, useRef } from 'react'

/** Removing something by keyboard must not throw the focus back to the top of the window. */
const lost = () => document.activeElement === null || document.activeElement === document.body

/**
 * Keeps the focus in a list one removes from: it goes to the same button of the row that takes the place of the removed one,
 * or to `fallback` (a selector; the screen's title by default) when none is left. `<ul {...useFocusAfterRemoval(rows.length)}>`
 */
export const useFocusAfterRemoval = (count: number, fallback = 'h1') => {
  const ref = useRef<HTMLUListElement>(null)
  const last = useRef({ row: 0, fromEnd: 1 })
  const before = useRef(count)

  useEffect(() => {
    const removed = count < before.current
    before.current = count
    if (!removed || !lost()) return
    const row = ref.current?.children[Math.min(last.current.row, count - 1)]
    const buttons = row?.querySelectorAll<HTMLElement>('a, button') ?? []
    const target = [...buttons].at(-last.current.fromEnd) ?? buttons[0] ?? document.querySelector<HTMLElement>(fallback)
    target?.focus()
  }, [count, fallback])

  useEffect(
    () => () => {
      if (lost()) document.querySelector<HTMLElement>(fallback)?.focus()
    },
    [fallback],
  )

  return {
    ref,
    onFocus: ({ target }: { readonly target: Element }) => {
      const rows = [...(ref.current?.children ?? [])]
      const row = rows.findIndex((each) => each.contains(target))
      const buttons = [...(rows[row]?.querySelectorAll('a, button') ?? [])]
      // Counted from the end: rows differ by how they begin, not by the button that removes them.
      if (row >= 0) last.current = { row, fromEnd: buttons.length - Math.max(0, buttons.indexOf(target)) }
    },
  }
}
