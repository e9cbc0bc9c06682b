import { MarkdownField } from '../../../lib/MarkdownField.tsx'
import { textOf } from '../values.ts'
import { described, Field, useField } from './Field.tsx'

/** A description of the listing. */
export const MarkdownInput = ({ champ, description }: { readonly champ: string; readonly description?: string }) => {
  const field = useField(champ)
  const value = textOf(field.value)
  return (
    <Field champ={champ}>
      <MarkdownField
        label={field.label}
        value={value}
        onChange={(text) => field.set(text === '' ? null : text)}
        onBlur={field.leave}
        errorMessage={field.errorMessage}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
        {...(field.max !== undefined && { countTo: field.max })}
        {...described(field.lock, description)}
      />
    </Field>
  )
}
