import { createContext, useContext } from 'react'
import type { Json } from '#shared/rpc.ts'

/** Columns whose cells are typed in, from left to right, with the field of each. */
export const TYPED = ['dora.contact_name', 'telephone', 'courriel', 'dora.recurrence'] as const
export type Typed = (typeof TYPED)[number]
export type Cell = { readonly id: string; readonly champ: Typed }

export type Editing = {
  readonly cell: Cell | null
  readonly edit: (cell: Cell | null) => void
  /** Sends the value of one field of one service. */
  readonly save: (cell: Cell, value: Json) => void
}

const EditingContext = createContext<Editing | null>(null)
export const EditingProvider = EditingContext.Provider

export const useEditing = (): Editing => {
  const editing = useContext(EditingContext)
  if (editing === null) throw new Error('a cell is edited inside its table')
  return editing
}

/** The cell after this one in its row, then the first of the next row; null at the end of the table. */
export const nextCell = ({ id, champ }: Cell, back: boolean, ids: readonly string[]): Cell | null => {
  const at = TYPED.indexOf(champ) + (back ? -1 : 1)
  const same = TYPED[at]
  if (same !== undefined) return { id, champ: same }
  const row = ids[ids.indexOf(id) + (back ? -1 : 1)]
  const first = back ? TYPED.at(-1) : TYPED[0]
  return row === undefined || first === undefined ? null : { id: row, champ: first }
}
