import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { QueueItem } from '#shared/moderation/queue.ts'
import { displayName } from '#shared/text/names.ts'
import { queue as t } from '../../../i18n/moderation.ts'
import { announce } from '../../../lib/announce.ts'
import { prefetch } from '../../../lib/api.ts'
import { afterDialog, focusOnceThere } from '../../../lib/focus-later.ts'
import { href, navigate } from '../../../lib/route.ts'
import type { ListHandle } from '../../../ui/RowList.tsx'
import { neighbour, nextToTreat } from './lines.ts'
import { viewQuery, type View } from './view.ts'

type Given = {
  readonly shown: readonly QueueItem[]
  /** Key of the item that is open. */
  readonly id: string | null
  readonly view: View
  /** Room for the list or the dossier, not both. */
  readonly narrow: boolean
  /** Keys of the sheets whose act has not left. */
  readonly busy: ReadonlySet<string>
  readonly moi: string
}

export type QueueMoves = {
  readonly list: RefObject<ListHandle | null>
  readonly pane: RefObject<HTMLElement | null>
  /** The row that the hand is on. */
  readonly at: string | null
  /** The row that takes the focus as the list comes back. */
  readonly returning: string | null
  readonly open: (id: string, byKeyboard: boolean) => void
  readonly move: (by: number) => void
  readonly back: () => void
  /** The one that is open was decided: the next that nobody else has is opened at once. */
  readonly decided: () => void
  readonly setView: (view: View) => void
}

/** A pair is read in the merge desk: it has no dossier to have on its way. */
const ahead = ({ cible, id }: QueueItem): void => {
  if (!id.startsWith('doublon/')) prefetch('moderation.dossier', cible)
}

/** How one goes from an item to another. What is open is in the address; where only the list shows, the hand has a place of its own. */
export const useQueue = ({ shown, id, view, narrow, busy, moi }: Given): QueueMoves => {
  const list = useRef<ListHandle>(null)
  const pane = useRef<HTMLElement>(null)
  const returning = useRef<string | null>(null)
  const [hand, setHand] = useState<string | null>(id)
  const search = viewQuery(view)
  const at = narrow && id === null ? hand : id

  const show = useCallback(
    (next: string) => {
      setHand(next)
      // One step back leads to the list, however many items were gone through.
      navigate(href.dossier(next, search), { replace: id !== null })
    },
    [search, id],
  )
  const focusPane = useCallback(() => focusOnceThere(() => pane.current, '.dossier-title'), [])
  const open = useCallback(
    (next: string, byKeyboard: boolean) => {
      show(next)
      if (byKeyboard || narrow) focusPane()
    },
    [show, narrow, focusPane],
  )
  const goTo = useCallback(
    (next: string) => {
      show(next)
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
      goTo(next.id)
      const after = neighbour(shown, next.id, by)
      if (after !== undefined && after.id !== next.id) ahead(after)
    },
    [shown, at, narrow, id, goTo],
  )
  const back = useCallback(() => {
    if (!narrow) {
      if (id !== null) list.current?.focus(id)
      return
    }
    // One that the filters no longer keep would take the focus later, as they are changed.
    returning.current = shown.some((item) => item.id === id) ? id : null
    navigate(href.moderation('file', search))
  }, [narrow, search, id, shown])
  useEffect(() => {
    if (id === null) returning.current = null
  }, [id])
  const decided = useCallback(() => {
    if (id === null) return
    const who = { moi, now: Date.now() }
    const next = nextToTreat(shown, id, busy, who)
    if (next === null) announce(t.last)
    else {
      show(next.id)
      announce(t.opened(displayName(next.nom)))
      const after = nextToTreat(shown, next.id, new Set([...busy, id]), who)
      if (after !== null) ahead(after)
    }
    afterDialog(() => {
      if (narrow) focusPane()
      else list.current?.focus(next?.id ?? id)
    })
  }, [shown, id, busy, moi, show, narrow, focusPane])
  const setView = useCallback(
    (next: View) => {
      const query = viewQuery(next)
      navigate(id === null ? href.moderation('file', query) : href.dossier(id, query), { replace: true })
    },
    [id],
  )
  return { list, pane, at, returning: returning.current, open, move, back, decided, setView }
}
