import { create } from 'zustand'

/** Where the hand is on the board, for the list and the map to show it to each other. */
type Hand = {
  /** Under the pointer or the focus, in either. */
  readonly hoveredId: string | null
  /** The line that the keyboard is on. */
  readonly selectedId: string | null
  /** A line to bring under the eyes: pressed on the map. */
  readonly wanted: { readonly id: string; readonly rank: number; readonly focus: boolean } | null
}

const NOWHERE: Hand = { hoveredId: null, selectedId: null, wanted: null }

export const useHand = create<Hand>(() => NOWHERE)

export const hover = (hoveredId: string | null): void => {
  if (useHand.getState().hoveredId !== hoveredId) useHand.setState({ hoveredId })
}
export const select = (selectedId: string | null): void => {
  if (useHand.getState().selectedId !== selectedId) useHand.setState({ selectedId })
}
/** `focus`: asked by keyboard, which then goes on from the line. */
export const bringLine = (id: string, rank: number, focus: boolean): void =>
  useHand.setState({ selectedId: id, wanted: { id, rank, focus } })
export const brought = (): void => useHand.setState({ wanted: null })
export const letGo = (): void => useHand.setState(NOWHERE)

/** The rank that the keyboard was on, to come back to it from a dossier. */
let left = { search: '', rank: 0 }
export const leaveAt = (search: string, rank: number): void => {
  left = { search, rank }
}
export const returnTo = (search: string): number => (left.search === search ? left.rank : 0)
