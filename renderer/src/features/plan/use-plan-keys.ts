import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useChord, useShortcut } from '../../lib/shortcuts.ts'
import { focusBeside, focusedPart } from './focus-plan.ts'
import type { PlanGestures } from './plan-gestures.ts'

const NOWHERE = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'
const TYPED_IN = 'input, textarea, [role=combobox]'

type Keys = {
  readonly gestures: PlanGestures
  readonly onPrint: () => void
  readonly onUndo: () => void
}

/** Ctrl+P prints the plan from anywhere in it, also from what is typed: never the screen. */
const usePrintKey = (run: () => void): void => {
  const current = useRef(run)
  current.current = run
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'p') return
      event.preventDefault()
      if (document.querySelector('[role=dialog][data-rac], [role=alertdialog]') === null) current.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/**
 * The plan at the keyboard. Single letters are for the option, or the need, that has the focus, and can be switched off; arrows, Alt
 * with them and Delete are given back to whatever is typed in.
 */
export const usePlanKeys = ({ gestures, onPrint, onUndo }: Keys) => {
  const onOption = (run: (at: { readonly needId: string; readonly serviceId: string }) => void): void | false => {
    const at = focusedPart()
    if (at === null || at.serviceId === null) return false
    run({ needId: at.needId, serviceId: at.serviceId })
    return undefined
  }
  useShortcut('r', ({ shiftKey }) => onOption((at) => (shiftKey ? gestures.back(at) : gestures.replace(at))))
  useShortcut('x', () => onOption(gestures.aside))
  useShortcut('n', () => {
    const at = focusedPart()
    if (at === null) return false
    gestures.note(at)
    return undefined
  })
  useShortcut('+', () => {
    const at = focusedPart()
    if (at === null) return false
    gestures.more(at.needId)
    return undefined
  })
  useShortcut('p', () => onPrint())
  useShortcut('j', () => void focusBeside(1))
  useShortcut('k', () => void focusBeside(-1))
  useChord('z', onUndo)
  usePrintKey(onPrint)

  const onKeyDown = (event: KeyboardEvent) => {
    const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event
    if (!(target instanceof HTMLElement) || ctrlKey || metaKey || shiftKey) return
    if (target.closest(NOWHERE) !== null || target.closest(TYPED_IN) !== null) return
    const at = focusedPart()
    if (at === null) return
    const by = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 0
    if (by !== 0 && altKey && (key === 'ArrowDown' || key === 'ArrowUp')) gestures.move(at, by)
    else if (by !== 0 && !altKey && target.matches('.plan-option-name, h2')) focusBeside(by)
    else if (key === 'Delete' && !altKey) gestures.remove(at)
    else return
    event.preventDefault()
  }
  return { onKeyDown }
}
