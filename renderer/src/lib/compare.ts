import { create } from 'zustand'
import { compare as t } from '../i18n/compare.ts'
import { announce } from './announce.ts'
import { showToast } from './toasts.ts'

/** Services chosen to be seen side by side, for as long as the window is open. */
export const MOST_COMPARED = 4

export const useCompared = create<{ readonly ids: readonly string[] }>(() => ({ ids: [] }))

/** Adds a service, or takes it away. A fifth is refused, and said. */
export const toggleCompared = (id: string): void => {
  const { ids } = useCompared.getState()
  if (!ids.includes(id) && ids.length >= MOST_COMPARED) {
    showToast({ message: t.full })
    return
  }
  const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
  useCompared.setState({ ids: next })
  announce(t.added(next.length))
}

export const setCompared = (ids: readonly string[]): void =>
  useCompared.setState({ ids: [...new Set(ids)].slice(0, MOST_COMPARED) })
