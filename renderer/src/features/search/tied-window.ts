import { useEffect } from 'react'
import { SearchQuery } from '#shared/search/query.ts'
import { useSearchStore, type SearchState } from './store.ts'

/** What the map in its own window shares with the search it comes from, both ways. */
type Shared = Pick<SearchState, 'query' | 'placeLabel' | 'selectedId'>

const KEPT = 'lien-carte'

const sharedOf = ({ query, placeLabel, selectedId }: Shared): Shared => ({ query, placeLabel, selectedId })

/** The name of the tie of this window, made the first time; it outlives a page read again. */
export const tieOfThisWindow = (): string => {
  try {
    const known = window.sessionStorage.getItem(KEPT)
    if (known !== null) return known
    const made = crypto.randomUUID()
    window.sessionStorage.setItem(KEPT, made)
    return made
  } catch {
    return crypto.randomUUID()
  }
}

const readShared = (data: unknown): Shared | null => {
  if (typeof data !== 'object' || data === null) return null
  const { query, placeLabel, selectedId } = data as Record<string, unknown>
  const parsed = SearchQuery.safeParse(query)
  if (!parsed.success || typeof placeLabel !== 'string' || (selectedId !== null && typeof selectedId !== 'string')) return null
  return { query: parsed.data, placeLabel, selectedId }
}

const HELLO = 'bonjour'

/**
 * Keeps the search of two windows equal: the one where it is made, and its map. `asks`: this one has just opened, and takes what the
 * other shows. Other windows, each with its own search, are not concerned.
 */
export const useTiedSearch = (tie: string, asks: boolean): void => {
  useEffect(() => {
    const channel = new BroadcastChannel(`dora-recherche-${tie}`)
    let last = ''
    const tell = () => {
      const text = JSON.stringify(sharedOf(useSearchStore.getState()))
      if (text === last) return
      last = text
      channel.postMessage(JSON.parse(text))
    }
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === HELLO) {
        last = ''
        tell()
        return
      }
      const shared = readShared(data)
      if (shared === null) return
      // Not told back: it is what the other has.
      last = JSON.stringify(shared)
      useSearchStore.setState(shared)
    }
    if (asks) channel.postMessage(HELLO)
    const unsubscribe = useSearchStore.subscribe(tell)
    return () => {
      unsubscribe()
      channel.close()
    }
  }, [tie, asks])
}
