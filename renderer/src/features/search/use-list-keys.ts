import type { RefObject } from 'react'
import type { Card } from '#shared/search/result.ts'
import { toggleCompared } from '../../lib/compare.ts'
import { useFavourites } from '../../lib/favourites.ts'
import { addToPlan } from '../../lib/plan-at-hand.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { select, useSearchStore } from './store.ts'

/** Moves the focus and the choice along the list, without a step for the back button. */
const focusRow = (list: HTMLElement | null, id: string) => {
  const link = list?.querySelector<HTMLAnchorElement>(`[data-id="${CSS.escape(id)}"] a`)
  link?.focus({ preventScroll: true })
  link?.closest('li')?.scrollIntoView({ block: 'nearest' })
}

type Keys = {
  readonly list: RefObject<HTMLElement | null>
  readonly cards: readonly Card[]
  /** The end of what is loaded was reached. */
  readonly onEnd: () => void
  readonly onOpen: (id: string) => void
  readonly onDraft: (id: string) => void
}

/** J/K and the arrows move, Enter opens, F stars, O prepares an orientation, A adds to the plan, C puts beside the others to compare. */
export const useListKeys = ({ list, cards, onEnd, onOpen, onDraft }: Keys): { readonly enterList: () => void } => {
  const favourites = useFavourites()

  const move = (by: number) => {
    if (cards.length === 0) return
    const { selectedId } = useSearchStore.getState()
    const at = cards.findIndex(({ id }) => id === selectedId)
    const next = at < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, at + by))
    const card = cards[next]
    if (card === undefined) return
    if (next >= cards.length - 3 && by > 0) onEnd()
    select(card.id)
    focusRow(list.current, card.id)
  }
  const onSelected = (act: (card: Card) => void) => () => {
    const card = cards.find(({ id }) => id === useSearchStore.getState().selectedId)
    if (card !== undefined) act(card)
  }
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))
  /** Arrows scroll the sheet and pan the map: they are the list's only from the list, or from nowhere. */
  const isOurs = (target: EventTarget | null) =>
    target === document.body || (target instanceof Node && list.current?.contains(target) === true)
  useShortcut('ArrowDown', ({ target }) => (isOurs(target) ? move(1) : false))
  useShortcut('ArrowUp', ({ target }) => (isOurs(target) ? move(-1) : false))
  useShortcut('Enter', ({ target }) => {
    if (target !== document.body) return false
    onSelected(({ id }) => onOpen(id))()
    return undefined
  })
  useShortcut(
    'f',
    onSelected(({ id, nom }) => favourites.toggle('service', id, nom)),
  )
  useShortcut(
    'o',
    onSelected(({ id }) => onDraft(id)),
  )

  useShortcut(
    'a',
    onSelected(({ id }) => void addToPlan(id)),
  )
  useShortcut(
    'c',
    onSelected(({ id }) => toggleCompared(id)),
  )

  return { enterList: () => move(useSearchStore.getState().selectedId === null ? 1 : 0) }
}
