import { type RefObject, useEffect, useRef, useState } from 'react'
import type { BoardQuery } from '#shared/moderation/board.ts'
import { useCall } from '../../../../lib/api.ts'
import { type BoardAdapter, createBoardAdapter } from './board-adapter.ts'
import { type BoardIndex, boardIndex } from './clusters.ts'

type Listeners = Parameters<typeof createBoardAdapter>[1]

/** Makes the map once its container is there, and undoes it with it. Listeners may change at each render; the map stays. */
export const useBoardAdapter = (container: RefObject<HTMLElement | null>, listeners: Listeners): BoardAdapter | null => {
  const latest = useRef(listeners)
  useEffect(() => {
    latest.current = listeners
  })
  const [adapter, setAdapter] = useState<BoardAdapter | null>(null)
  useEffect(() => {
    const element = container.current
    if (element === null) return
    const made = createBoardAdapter(element, {
      onView: (view) => latest.current.onView(view),
      onOpen: (spot, keyboard) => latest.current.onOpen(spot, keyboard),
      onHover: (id) => latest.current.onHover(id),
    })
    setAdapter(made)
    return () => {
      setAdapter(null)
      made.destroy()
    }
  }, [container])
  return adapter
}

/** The list is painted first: 30,000 points are read once typing stops, and no letter waits for them. */
const PAUSE_MS = 400

export const useBoardIndex = (query: BoardQuery) => {
  const [settled, setSettled] = useState(query)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(query), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [query])
  const { data, error, isFetching, refetch } = useCall('moderation.boardMap', { query: settled }, { keepPrevious: true })
  const [index, setIndex] = useState<BoardIndex | null>(null)
  const points = data?.points
  useEffect(() => {
    if (points === undefined) return
    const timer = setTimeout(() => setIndex(boardIndex(points)))
    return () => clearTimeout(timer)
  }, [points])
  return {
    index,
    /** What `index` is of. */
    query: settled,
    placed: data?.points.length ?? 0,
    unplaced: data?.sans_lieu ?? 0,
    known: data !== undefined,
    error,
    waiting: isFetching || settled !== query,
    retry: () => void refetch(),
  }
}
