import { createContext, useContext } from 'react'
import type { DraftContent } from '#shared/orientation/draft.ts'
import type { Field } from '#shared/orientation/rules.ts'
import type { DraftEditor } from './use-draft.ts'

/** What each field of the page needs, without threading it through every section. */
export type DraftForm = {
  readonly content: DraftContent
  readonly set: DraftEditor['set']
  /** Marks a field as left: from then on it says what is wrong with it. */
  readonly leave: (champ: Field) => void
  /** The error to show under a field now; undefined while it is being filled in for the first time. */
  readonly errorOf: (champ: Field) => string | undefined
  readonly warningsOf: (champ: Field) => readonly string[]
  /** Why a field may not be changed here, in French; undefined when it may. */
  readonly lockOf: (champ: keyof DraftContent) => string | undefined
}

export const DraftFormContext = createContext<DraftForm | null>(null)

export const useDraftForm = (): DraftForm => {
  const form = useContext(DraftFormContext)
  if (form === null) throw new Error('useDraftForm must be used under DraftFormContext')
  return form
}

/** Puts the focus on the first control of a field, in view below the sticky head. */
export const focusField = (champ: string): void => {
  const place = document.querySelector<HTMLElement>(`[data-champ="${CSS.escape(champ)}"]`)
  const control = place?.querySelector<HTMLElement>('input:not([type="file"]), textarea, button, a') ?? place
  place?.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}
