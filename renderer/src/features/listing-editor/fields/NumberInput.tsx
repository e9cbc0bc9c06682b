import { TextField } from '../../../ui/TextField.tsx'
import { numberOf } from '../values.ts'
import { described, Field, useField } from './Field.tsx'

type Props = { readonly champ: string; readonly description?: string }

/** A whole number of the listing; empty for none. */
export const NumberInput = ({ champ, description }: Props) => {
  const field = useField(champ)
  const value = numberOf(field.value)
  return (
    <Field champ={champ} className="fiche-field-short">
      <TextField
        label={field.label}
        value={value === null ? '' : String(value)}
        onChange={(text) => {
          const digits = text.replace(/\D/g, '').slice(0, 4)
          field.set(digits === '' ? null : Number(digits))
        }}
        onBlur={field.leave}
        inputMode="numeric"
        errorMessage={field.errorMessage}
        isDisabled={field.isDisabled}
        autoComplete="off"
        {...described(field.lock, description)}
      />
    </Field>
  )
}
