import { create } from 'zustand'
import type { SearchQuery } from '#shared/search/query.ts'
import type { SearchResult } from '#shared/search/result.ts'

/** « Pas de solution pour cette personne », from a search: whether it is asked, and what it begins with. */

export const useNoSolution = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }))
export const openNoSolution = (): void => useNoSolution.setState({ isOpen: true })
export const closeNoSolution = (): void => useNoSolution.setState({ isOpen: false })

/** Needs ticked, else those that the words were understood as. */
export const needsOf = (query: SearchQuery, lecture: SearchResult['lecture'] | undefined): readonly string[] => {
  const { thematiques } = query.filters
  // The closest need of each words: the others are what a person who says these words may also want.
  const understood = lecture?.besoins.flatMap((one) => one.thematiques.slice(0, 1)) ?? []
  return [...new Set(thematiques.length > 0 ? thematiques : understood)]
}
