import { useState } from 'react'
import type { TextFieldProps } from 'react-aria-components/TextField'
import { TextField } from '../../../ui/TextField.tsx'
import { textOf } from '../values.ts'
import { described, Field, useField } from './Field.tsx'

type Props = {
  readonly champ: string
  readonly label?: string
  readonly description?: string
  readonly multiline?: boolean
  readonly rows?: number
  readonly type?: 'text' | 'tel' | 'email' | 'url' | 'date'
  readonly inputMode?: NonNullable<TextFieldProps['inputMode']>
  readonly placeholder?: string
  /** What is kept of what was typed, once the field is left. */
  readonly tidy?: (text: string) => string
  /** How it is shown while nobody types in it. */
  readonly shown?: (text: string) => string
}

/** What is short or said in one sentence is counted from the start; the rest when it nears its end. */
const isCounted = (max: number, length: number): boolean =>
  max === 280 || (max >= 27 && max <= 140) || (max > 140 && length > max * 0.8)

/** One text of the listing, with its message and, where its length matters, its counter. */
export const TextInput = (props: Props) => {
  const { champ, multiline = false, rows, type = 'text', tidy, shown } = props
  const [typing, setTyping] = useState(false)
  const field = useField(champ)
  const value = textOf(field.value)
  const { max } = field
  const counted = max !== undefined && type !== 'date' && isCounted(max, value.length)
  const keep = (text: string) => field.set(text === '' && champ !== 'nom' ? null : text)
  return (
    <Field champ={champ}>
      <TextField
        label={props.label ?? field.label}
        value={typing || shown === undefined ? value : shown(value)}
        onChange={keep}
        onFocus={() => setTyping(true)}
        onBlur={() => {
          setTyping(false)
          const tidied = tidy?.(value) ?? value
          if (tidied !== value) keep(tidied)
          field.leave()
        }}
        type={type}
        multiline={multiline}
        errorMessage={field.errorMessage}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
        autoComplete="off"
        {...described(field.lock, props.description)}
        {...(rows !== undefined && { rows })}
        {...(counted && { countTo: max })}
        {...(props.inputMode !== undefined && { inputMode: props.inputMode })}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
      />
    </Field>
  )
}
