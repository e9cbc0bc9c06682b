import { create } from 'zustand'
import type { Sens } from '#shared/contract/orientation.ts'
import type { Geste, Issue } from '#shared/orientation/life.ts'

/** How a request came to be open: `hand`, it was asked for; `move`, the hand went over it on its way along the list. */
export type Opening = 'hand' | 'move'

/** An act that a key or a button asked for, done once the request is read and its state allows it. */
export type Asked = { readonly id: string; readonly geste: Geste; readonly issue?: Issue }

type Desk = {
  /** Words searched in each box: kept while the window is open, never in the address. */
  readonly words: Readonly<Record<Sens, string>>
  readonly opening: Opening
  readonly asked: Asked | null
}

export const useDesk = create<Desk>(() => ({ words: { envoi: '', reception: '' }, opening: 'hand', asked: null }))

export const setWords = (sens: Sens, typed: string): void =>
  useDesk.setState(({ words }) => ({ words: { ...words, [sens]: typed } }))

export const ask = (asked: Asked | null): void => useDesk.setState({ asked })
