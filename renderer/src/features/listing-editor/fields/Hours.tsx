import { HoursEditor } from '../../../ui/hours/HoursEditor.tsx'
import { textOf } from '../values.ts'
import { Field, useField } from './Field.tsx'

/** Opening hours, by the editor of the design system. */
export const Hours = ({ champ, description }: { readonly champ: string; readonly description?: string }) => {
  const field = useField(champ)
  return (
    <Field champ={champ}>
      <HoursEditor
        label={field.label}
        value={textOf(field.value)}
        onChange={(text) => field.set(text === '' ? null : text)}
        errorMessage={field.errorMessage}
        isDisabled={field.isDisabled}
      />
      {description !== undefined && <p className="ui-description">{description}</p>}
    </Field>
  )
}
