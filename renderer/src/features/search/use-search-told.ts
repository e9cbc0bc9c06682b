import { useEffect } from 'react'
import { isSearch } from '#shared/usage/search.ts'
import { client } from '../../lib/api.ts'
import { usage } from '../../lib/usage.ts'
import { useSearchStore } from './store.ts'
import type { Results } from './use-results.ts'

/** Looked at for so long, a search is one; those of the letters on the way are not. */
const SETTLED_MS = 2_000

/** Tells of a search, and keeps it among the recent ones, once it has settled: nothing changes for two seconds, or one of its results is opened. */
export const useSearchTold = ({ result, waiting, error }: Pick<Results, 'result' | 'waiting' | 'error'>): void => {
  const query = useSearchStore((state) => state.query)
  useEffect(() => {
    if (result === undefined || waiting || error !== null || !isSearch(query)) return
    let noted = false
    const tell = () => {
      usage.search(query, result)
      if (noted) return
      noted = true
      const lieu = useSearchStore.getState().placeLabel.slice(0, 200)
      // What cannot be kept of a search made keeps nobody from searching.
      client.call('alertes.noterRecente', { query, lieu, total: result.total }).catch(() => {})
    }
    const timer = setTimeout(tell, SETTLED_MS)
    const unsubscribe = useSearchStore.subscribe((state, before) => {
      if (state.query === query && state.selectedId !== null && state.selectedId !== before.selectedId) tell()
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [query, result, waiting, error])
}
