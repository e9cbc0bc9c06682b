import type { ReactNode } from 'react'
import { fieldOf, labelOf } from '#shared/listing/groups.ts'
import type { Json } from '#shared/rpc.ts'
import { useEditorForm } from '../context.ts'
import { ClashNote } from './ClashNote.tsx'
import { ModelNote } from './ModelNote.tsx'

export type FieldState = {
  readonly label: string
  readonly max: number | undefined
  readonly value: Json | undefined
  readonly set: (value: Json) => void
  readonly errorMessage: string | undefined
  readonly isRequired: boolean
  readonly isDisabled: boolean
  /** Why it alone may not be changed. */
  readonly lock: string | null
  readonly leave: () => void
}

export const useField = (champ: string): FieldState => {
  const form = useEditorForm()
  const lock = form.lockOf(champ)
  return {
    label: labelOf(form.kind, champ),
    max: fieldOf(form.kind, champ)?.max,
    value: form.doc[champ],
    set: (value) => form.set(champ, value),
    errorMessage: form.errorOf(champ),
    isRequired: form.isRequired(champ),
    isDisabled: form.readOnly || lock !== null,
    lock,
    leave: () => form.leave(champ),
  }
}

/** The description to show: why it is locked before anything else. */
export const described = (lock: string | null, description: string | undefined) => {
  const text = lock ?? description
  return text === undefined ? {} : { description: text }
}

type Props = {
  readonly champ: string
  /** Other fields that the same control fills in. */
  readonly also?: readonly string[]
  readonly className?: string
  readonly children: ReactNode
}

/** A field of the form with what stands beside it: someone else's value to choose from, the model's to take. */
export const Field = ({ champ, also = [], className = '', children }: Props) => (
  <div className={`fiche-field ${className}`} data-champ={[champ, ...also].join(' ')} tabIndex={-1}>
    {children}
    {[champ, ...also].map((each) => (
      <ClashNote key={each} champ={each} />
    ))}
    <ModelNote champ={champ} />
  </div>
)
