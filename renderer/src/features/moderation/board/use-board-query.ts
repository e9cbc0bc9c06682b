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
  /** What the address does not say yet. */
  const pending = useRef<(() => void) | null>(null)

  useEffect(() => {
    const read = parseBoard(address)
    const written = boardSearch(read)
    if (written === known.current) return
    known.current = written
    clearTimeout(timer.current)
    pending.current = null
    setState(read)
  }, [address])
  useEffect(() => {
    // Whoever leaves by a link, at once, finds the filters as they were when they come back.
    const leave = () => pending.current?.()
    document.addEventListener('click', leave, { capture: true })
    return () => {
      document.removeEventListener('click', leave, { capture: true })
      clearTimeout(timer.current)
    }
  }, [])

  const setQuery = useCallback((next: BoardQuery) => {
    setState(next)
    clearTimeout(timer.current)
    const path = window.location.pathname
    const write = () => {
      clearTimeout(timer.current)
      pending.current = null
      if (window.location.pathname !== path) return
      const search = boardSearch(next)
      known.current = search
      navigate(`${path}${search === '' ? '' : `?${search}`}`, { replace: true })
    }
    pending.current = write
    timer.current = setTimeout(write, SETTLED_MS)
  }, [])
  return [query, setQuery]
}
