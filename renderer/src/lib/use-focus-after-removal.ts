import { useEffect, useRef } from 'react'

/** Removing something by keyboard must not throw the focus back to the top of the window. */
const lost = () => document.activeElement === null || document.activeElement === document.body

/**
 * Keeps the focus in a list one removes from: it goes to the same button of the row that takes the place of the removed one,
 * or to `fallback` (a selector; the screen's title by default) when none is left. `<ul {...useFocusAfterRemoval(rows.length)}>`
 */
export const useFocusAfterRemoval = (count: number, fallback = 'h1') => {
  const ref = useRef<HTMLUListElement>(null)
  const last = useRef({ row: 0, button: 0 })
  const before = useRef(count)

  useEffect(() => {
    const removed = count < before.current
    before.current = count
    if (!removed || !lost()) return
    const row = ref.current?.children[Math.min(last.current.row, count - 1)]
    const buttons = row?.querySelectorAll<HTMLElement>('a, button') ?? []
    const target = buttons[Math.min(last.current.button, buttons.length - 1)] ?? document.querySelector<HTMLElement>(fallback)
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
      const button = [...(rows[row]?.querySelectorAll('a, button') ?? [])].indexOf(target)
      if (row >= 0) last.current = { row, button: Math.max(0, button) }
    },
  }
}
