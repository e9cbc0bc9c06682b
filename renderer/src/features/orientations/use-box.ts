import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { acts } from '../../i18n/orientation-answers.ts'
import { announce } from '../../lib/announce.ts'
import { prefetch } from '../../lib/api.ts'
import { afterDialog, focusOnceThere } from '../../lib/focus-later.ts'
import { boxOf, href, navigate } from '../../lib/route.ts'
import type { ListHandle } from '../../ui/RowList.tsx'
import { useDesk, type Opening } from './desk.ts'
import { neighbour, nextToTreat } from './lines.ts'
import { viewQuery, type View } from './view.ts'

type Given = {
  readonly sens: Sens
  readonly shown: readonly OrientationLine[]
  readonly id: string | null
  readonly view: View
  /** Room for the list or the request, not both. */
  readonly narrow: boolean
}

export type Box = {
  readonly list: RefObject<ListHandle | null>
  readonly pane: RefObject<HTMLElement | null>
  /** The row that the hand is on. */
  readonly at: string | null
  /** The row that takes the focus as the list comes back. */
  readonly returning: string | null
  readonly open: (id: string, byKeyboard: boolean) => void
  readonly move: (by: number) => void
  readonly back: () => void
  readonly answered: () => void
  readonly setView: (view: View) => void
}

/** How one goes from a request to another. What is open is in the address; where only the list shows, the hand has a place of its own. */
export const useBox = ({ sens, shown, id, view, narrow }: Given): Box => {
  const list = useRef<ListHandle>(null)
  const pane = useRef<HTMLElement>(null)
  const returning = useRef<string | null>(null)
  const [hand, setHand] = useState<string | null>(id)
  const search = viewQuery(view)
  const at = narrow && id === null ? hand : id

  const show = useCallback(
    (next: string, opening: Opening) => {
      useDesk.setState({ opening })
      setHand(next)
      // One step back leads to the list, however many requests were gone through.
      navigate(href.demande(sens, next, search), { replace: id !== null })
    },
    [sens, search, id],
  )
  const focusPane = useCallback(() => focusOnceThere(() => pane.current, '.request-title'), [])
  const open = useCallback(
    (next: string, byKeyboard: boolean) => {
      show(next, 'hand')
      if (byKeyboard || narrow) focusPane()
    },
    [show, narrow, focusPane],
  )
  const goTo = useCallback(
    (next: string, opening: Opening) => {
      show(next, opening)
      if (narrow) focusPane()
      else list.current?.focus(next)
    },
    [show, narrow, focusPane],
  )
  const move = useCallback(
    (by: number) => {
      const next = neighbour(shown, at, by)
      if (next === undefined) return
      if (narrow && id === null) {
        setHand(next.id)
        list.current?.focus(next.id)
        return
      }
      goTo(next.id, 'move')
      const after = neighbour(shown, next.id, by)
      if (after !== undefined && after.id !== next.id) prefetch('orientations.get', { sens, id: after.id })
    },
    [shown, at, narrow, id, goTo, sens],
  )
  const back = useCallback(() => {
    if (!narrow) {
      if (id !== null) list.current?.focus(id)
      return
    }
    // One that the filters no longer keep would take the focus later, as they are changed.
    returning.current = shown.some((line) => line.id === id) ? id : null
    navigate(href.demandes(boxOf(sens), search))
  }, [narrow, sens, search, id, shown])
  useEffect(() => {
    // Once: a search that empties the list, then fills it again, leaves the focus where one types.
    if (id === null) returning.current = null
  }, [id])
  const answered = useCallback(() => {
    if (id === null) return
    const next = nextToTreat(shown, id)
    if (next === null) announce(acts.last)
    else show(next, 'move')
    afterDialog(() => {
      if (narrow) focusPane()
      else list.current?.focus(next ?? id)
    })
  }, [shown, id, show, narrow, focusPane])
  const setView = useCallback(
    (next: View) => {
      const query = viewQuery(next)
      navigate(id === null ? href.demandes(boxOf(sens), query) : href.demande(sens, id, query), { replace: true })
    },
    [sens, id],
  )
  return { list, pane, at, returning: returning.current, open, move, back, answered, setView }
}
