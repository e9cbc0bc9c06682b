import { useEffect } from 'react'
import type { OrientationView } from '#shared/contract/orientation.ts'
import { client } from '../../lib/api.ts'
import { useDesk } from './desk.ts'

/** A request that the hand only goes over on its way along the list is not read; one that it stays on is. */
const STAYED_MS = 3_000

/**
 * Tells who sent it that a received request was read: as soon as it is on screen when it was asked for (a click, Enter, a link), once
 * it has stayed there when the keys only went over it; never in a window that nobody sees.
 */
export const useReading = (view: OrientationView | undefined): void => {
  const opening = useDesk((state) => state.opening)
  const due = view !== undefined && view.line.sens === 'reception' && !view.line.lue && view.gestes.includes('lire')
  const id = view?.line.id
  useEffect(() => {
    if (!due || id === undefined) return
    let timer: ReturnType<typeof setTimeout> | undefined
    // A refusal changes nothing on screen: the request stays unread, and is tried again the next time it is opened.
    const read = () => void client.call('orientations.act', { geste: 'lire', sens: 'reception', id }).catch(() => {})
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState !== 'visible') return
      if (opening === 'hand') read()
      else timer = setTimeout(read, STAYED_MS)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [due, id, opening])
}
