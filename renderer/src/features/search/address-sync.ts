import { useEffect } from 'react'
import { fromAddress, toAddress } from '#shared/search/address.ts'
import { takeHanded } from '../../lib/go-search.ts'
import { href, navigate } from '../../lib/route.ts'
import { useSearchStore, type SearchState } from './store.ts'

/** Chromium refuses more than 200 history changes in 30 s: typing is written at pauses. */
const PAUSE_MS = 300

/** The whole address of the search screen: the query, the sheet opened (`fiche`) and the map (`carte`). */
export const searchHref = ({ query, selectedId, mapOpen }: Pick<SearchState, 'query' | 'selectedId' | 'mapOpen'>): string => {
  const parts = [toAddress(query)]
  if (selectedId !== null) parts.push(`fiche=${encodeURIComponent(selectedId.toWellFormed())}`)
  if (mapOpen) parts.push('carte=1')
  return href.recherche(parts.filter((part) => part !== '').join('&'))
}

export const readSearch = (search: string): Pick<SearchState, 'query' | 'selectedId' | 'mapOpen'> => {
  const others = new URLSearchParams(search)
  return { query: fromAddress(search), selectedId: others.get('fiche'), mapOpen: others.get('carte') === '1' }
}

const samePlace = (a: SearchState['query']['place'], b: SearchState['query']['place']) => {
  const address = (place: typeof a) => toAddress({ ...useSearchStore.getState().query, place })
  return address(a) === address(b)
}

/** Takes the address as the search, keeping the label (and the full precision) of a place already on screen. */
const adopt = () => {
  const next = readSearch(window.location.search)
  const given = takeHanded(next.query)
  if (given !== null) {
    useSearchStore.setState({ ...next, query: { ...next.query, place: given.query.place }, placeLabel: given.lieu })
    return
  }
  useSearchStore.setState(({ query, placeLabel }) =>
    samePlace(query.place, next.query.place)
      ? { ...next, query: { ...next.query, place: query.place }, placeLabel }
      : { ...next, placeLabel: '' },
  )
}

const isHere = (): boolean => window.location.pathname === '/' || window.location.pathname === '/recherche'

/** Keeps the store and the address equal while the search screen is shown. */
export const useAddressSync = (): void => {
  useEffect(() => {
    if (window.location.search !== '') adopt()
    else navigate(searchHref(useSearchStore.getState()), { replace: true })

    let timer: ReturnType<typeof setTimeout> | undefined
    const write = (replace: boolean) => {
      clearTimeout(timer)
      // Left for a screen whose code is still being read, this one is not yet taken away: it must not bring the person back.
      if (!isHere()) return
      navigate(searchHref(useSearchStore.getState()), { replace })
    }
    const unsubscribe = useSearchStore.subscribe((state, before) => {
      if (searchHref(state) === searchHref(before)) return
      if (state.step !== before.step) {
        write(false)
        return
      }
      clearTimeout(timer)
      timer = setTimeout(() => write(true), PAUSE_MS)
    })
    const back = () => {
      clearTimeout(timer)
      if (isHere()) adopt()
    }
    window.addEventListener('popstate', back)
    return () => {
      clearTimeout(timer)
      unsubscribe()
      window.removeEventListener('popstate', back)
    }
  }, [])
}
