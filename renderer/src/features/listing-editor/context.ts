import { createContext, useContext } from 'react'
import type { Edit } from '#shared/contract/listing.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import type { Problem } from '#shared/listing/problems.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** What each field of the form needs, without threading it through every section. */
export type EditorForm = {
  readonly kind: ListingKind
  readonly edit: Edit
  readonly doc: Doc
  readonly set: (champ: string, value: Json) => void
  readonly patch: (values: Doc) => void
  /** Marks a field as left: from then on it says what is wrong with it. */
  readonly leave: (champ: string) => void
  /** The message under a field now; undefined while it is being filled in for the first time. */
  readonly errorOf: (champ: string) => string | undefined
  readonly isRequired: (champ: string) => boolean
  /** Nothing may be written: no right to, or data of a newer application. */
  readonly readOnly: boolean
  /** Why this field alone may not be changed; null when it may. */
  readonly lockOf: (champ: string) => string | null
  readonly choose: (champ: string, which: 'mienne' | 'leur') => void
  /** The team, which grants the labels that others do not decide of themselves. */
  readonly mayGrant: boolean
  /** Themes opened by hand, whether a need of theirs is chosen or not. */
  readonly themes: readonly string[]
  readonly setThemes: (themes: readonly string[]) => void
  readonly noticeRead: boolean
  readonly setNoticeRead: (read: boolean) => void
  readonly problems: readonly Problem[]
}

export const EditorContext = createContext<EditorForm | null>(null)

export const useEditorForm = (): EditorForm => {
  const form = useContext(EditorContext)
  if (form === null) throw new Error('useEditorForm must be used under EditorContext')
  return form
}

/** Puts the focus on the first control of a field, in view. False when the field is not on screen. */
export const focusField = (champ: string): boolean => {
  const place = document.querySelector<HTMLElement>(`[data-champ~="${CSS.escape(champ)}"]`)
  if (place === null) return false
  const control =
    place.querySelector<HTMLElement>('[aria-invalid="true"]:not([type="file"])') ??
    place.querySelector<HTMLElement>('input:not([type="file"]):not([disabled]), textarea:not([disabled])') ??
    place.querySelector<HTMLElement>('button:not([disabled]), a[href]') ??
    place
  place.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
  return true
}
