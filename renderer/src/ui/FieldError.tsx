import type { ReactNode } from 'react'
import { FieldError as AriaFieldError } from 'react-aria-components/FieldError'
import { Icon } from './Icon.tsx'
import './Field.css'

/** The message under a field, tied to it by react-aria. Used inside the fields of this folder. */
export const FieldError = ({ children }: { readonly children: ReactNode }) => (
  <AriaFieldError className="ui-error">
    <Icon name="error" size={16} />
    <span>{children}</span>
  </AriaFieldError>
)
