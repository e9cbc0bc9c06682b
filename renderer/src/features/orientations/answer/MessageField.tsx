import type { ReactNode } from 'react'
import { TextField } from '../../../ui/TextField.tsx'
import { MESSAGE_MAX } from './message.ts'

type Props = {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly problem: string | null
  readonly isRequired?: boolean
  readonly autoFocus?: boolean
  readonly rows?: number
  /** Templates. */
  readonly aside?: ReactNode
}

/** A message that someone will read. */
export const MessageField = ({
  label,
  description,
  value,
  onChange,
  problem,
  aside,
  isRequired = false,
  autoFocus = false,
  rows = 7,
}: Props) => (
  <div className="act-message">
    <TextField
      label={label}
      {...(description !== undefined && { description })}
      multiline
      rows={rows}
      value={value}
      onChange={onChange}
      countTo={MESSAGE_MAX}
      isRequired={isRequired}
      autoFocus={autoFocus}
      errorMessage={problem ?? ''}
    />
    {aside}
  </div>
)
