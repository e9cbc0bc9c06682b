import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { type Keymap, meantBy, shownFor } from './keymap.ts'

/**
 * Single-key shortcuts. They never fire while something is typed, with a modifier held, or under a dialog,
 * and they can be switched off whole (settings.raccourcisUneTouche), for voice control users among others, or each moved to another
 * key (settings.touches): RGAA 12.11 idea, WCAG 2.1.4.
 */
/** Answering `false` leaves the key to whatever has the focus. */
type Handler = (event: KeyboardEvent) => void | false

const handlers = new Map<string, Handler[]>()
let enabled = true

const useKeymap = create<{ readonly map: Keymap }>(() => ({ map: {} }))

/** The keys as the person of this desk has them (settings.touches). */
export const setKeymap = (map: Keymap): void => useKeymap.setState({ map })

/** The key to press for a default one: what tooltips and lists of keys show. */
export const useShownKey = (key: string): string => useKeymap(({ map }) => shownFor(key, map))

export const enableShortcuts = (on: boolean): void => {
  enabled = on
}

const TYPED_IN =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=listbox], [role=menu], [role=slider]'

const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest(TYPED_IN) !== null
const underDialog = (): boolean => document.querySelector('[role=dialog][data-rac], [role=alertdialog]') !== null

const listen = (event: KeyboardEvent) => {
  if (!enabled || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (isTyping(event.target) || underDialog()) return
  const key = event.key.length === 1 ? meantBy(event.key.toLowerCase(), useKeymap.getState().map) : event.key
  const handler = key === null ? undefined : handlers.get(key)?.at(-1)
  if (handler === undefined) return
  if (handler(event) !== false) event.preventDefault()
}
if (typeof window !== 'undefined') window.addEventListener('keydown', listen)

/** Runs `run` when `key` (« j », « / », « ? »…) is pressed, for as long as the component is on screen. The last mounted wins. */
export const useShortcut = (key: string, run: Handler): void => {
  const current = useRef(run)
  current.current = run
  useEffect(() => {
    const handler: Handler = (event) => current.current(event)
    handlers.set(key, [...(handlers.get(key) ?? []), handler])
    return () => {
      handlers.set(
        key,
        (handlers.get(key) ?? []).filter((other) => other !== handler),
      )
    }
  }, [key])
}

/**
 * Runs `run` when Ctrl (or ⌘) and `key` are pressed, where nothing is typed: what is typed has its own. Works when single-key
 * shortcuts are off too.
 */
export const useChord = (key: string, run: () => void): void => {
  const current = useRef(run)
  current.current = run
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (event.key.toLowerCase() !== key || isTyping(event.target) || underDialog()) return
      event.preventDefault()
      current.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [key])
}
