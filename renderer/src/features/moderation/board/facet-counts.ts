import { createContext } from 'react'
import type { BoardPage } from '#shared/moderation/board.ts'

/** Counts of the filters: read by the one that is open alone, so that the others are not drawn again at each answer. */
export const FacetCounts = createContext<BoardPage['facettes'] | null>(null)
