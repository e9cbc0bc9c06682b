import { useCallback, useEffect, useRef, useState } from 'react'
import type { BoardQuery } from '#shared/moderation/board.ts'
import { navigate, useQueryString } from '../../../lib/route.ts'
import { boardSearch, parseBoard } from './query.ts'

/** A keystroke is not a step of the address bar: browsers refuse too many of them. */
const SETTLED_MS = 250

/** The filters, at once; their address follows. Another address (back, a link) changes the filters. */
export const useBoardQuery = (): readonly [query: BoardQuery, setQuery: (query: BoardQuery) => void] => {
  const address = useQueryString()
  const [query, setState] = useState(() => parseBoard(address))
  /** What this screen wrote last, or read. */
  const known = useRef(boardSearch(query))
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => {
    const read = parseBoard(address)
    const written = boardSearch(read)
    if (written === known.current) return
    known.current = written
    clearTimeout(timer.current)
    setState(read)
  }, [address])
  useEffect(() => () => clearTimeout(timer.current), [])

  const setQuery = useCallback((next: BoardQuery) => {
    setState(next)
    clearTimeout(timer.current)
    const path = window.location.pathname
    timer.current = setTimeout(() => {
      if (window.location.pathname !== path) return
      const search = boardSearch(next)
      known.current = search
      navigate(`${path}${search === '' ? '' : `?${search}`}`, { replace: true })
    }, SETTLED_MS)
  }, [])
  return [query, setQuery]
}
