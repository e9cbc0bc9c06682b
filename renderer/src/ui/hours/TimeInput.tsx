import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField } from 'react-aria-components/TextField'
import { readTime } from '#shared/listing/hours/times.ts'
import '../Field.css'

type Props = {
  readonly label: string
  readonly bord: 'de' | 'a'
  /** `HH:MM`, '', or what was typed and is no time. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** The id of the message that concerns it. */
  readonly describedBy: string | undefined
  readonly isInvalid: boolean
  readonly isDisabled: boolean
  readonly autoFocus: boolean
}

/** A time of the day, typed as one likes (« 9 », « 9h30 », « 0930 »): it takes its usual form once left. */
export const TimeInput = ({ label, bord, value, onChange, describedBy, isInvalid, isDisabled, autoFocus }: Props) => {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextField
      aria-label={label}
      className="hours-time"
      value={typed ?? value}
      validationBehavior="aria"
      isInvalid={isInvalid}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
      onChange={(text) => {
        setTyped(text)
        onChange(readTime(text, bord) ?? text.trim())
      }}
      onBlur={() => setTyped(null)}
    >
      <Input className="ui-input" autoComplete="off" maxLength={8} />
    </TextField>
  )
}
