import type { Entry } from '#shared/reference/entry.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { listOf, textOf } from '../values.ts'
import { described, Field, useField } from './Field.tsx'

type ListProps = {
  readonly champ: string
  readonly entries: readonly Entry[]
  readonly description?: string
  readonly columns?: boolean
  /** What the ticks become: an exclusive choice, a field that follows. */
  readonly onTick?: (next: readonly string[], before: readonly string[]) => void
}

/** Several values of a référentiel, in its order; those it does not know are kept, at the end. */
export const ChoiceList = ({ champ, entries, description, columns = false, onTick }: ListProps) => {
  const field = useField(champ)
  const ticked = listOf(field.value)
  const known = new Set(entries.map(({ value }) => value))
  const all = [...entries, ...ticked.filter((value) => !known.has(value)).map((value) => ({ value, label: value }))]
  const order = all.map(({ value }) => value)
  const set = (next: readonly string[]) => {
    const sorted = order.filter((value) => next.includes(value))
    if (onTick !== undefined) onTick(sorted, ticked)
    else field.set(sorted)
    field.leave()
  }
  return (
    <Field champ={champ}>
      <CheckboxGroup
        label={field.label}
        value={[...ticked]}
        onChange={set}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
        errorMessage={field.errorMessage}
        {...(columns && { className: 'fiche-columns' })}
        {...described(field.lock, description)}
      >
        {all.map((entry: Entry) => (
          <Checkbox key={entry.value} value={entry.value} description={entry.description}>
            {entry.label}
          </Checkbox>
        ))}
      </CheckboxGroup>
    </Field>
  )
}

type OneProps = {
  readonly champ: string
  readonly entries: readonly Entry[]
  readonly description?: string
  readonly columns?: boolean
  readonly inline?: boolean
}

/** One value of a référentiel. */
export const ChoiceOne = ({ champ, entries, description, columns = false, inline = false }: OneProps) => {
  const field = useField(champ)
  const value = textOf(field.value)
  return (
    <Field champ={champ}>
      <RadioGroup
        label={field.label}
        choices={entries.map((entry) => ({
          value: entry.value,
          label: entry.label,
          ...(entry.description !== undefined && !inline && { detail: entry.description }),
        }))}
        value={value === '' ? null : value}
        onChange={(next) => {
          field.set(next)
          field.leave()
        }}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
        errorMessage={field.errorMessage}
        inline={inline}
        {...(columns && { className: 'fiche-columns' })}
        {...described(field.lock, description)}
      />
    </Field>
  )
}

type YesNoProps = {
  readonly champ: string
  readonly description?: string
  readonly yes?: string
  readonly no?: string
  readonly label?: string
}

/** Yes or no; neither while nobody has said. */
export const YesNo = ({ champ, description, yes = editorText.champs.oui, no = editorText.champs.non, label }: YesNoProps) => {
  const field = useField(champ)
  return (
    <Field champ={champ}>
      <RadioGroup
        label={label ?? field.label}
        choices={[
          { value: 'oui', label: yes },
          { value: 'non', label: no },
        ]}
        value={field.value === true ? 'oui' : field.value === false ? 'non' : null}
        onChange={(next) => field.set(next === 'oui')}
        isDisabled={field.isDisabled}
        errorMessage={field.errorMessage}
        inline
        {...described(field.lock, description)}
      />
    </Field>
  )
}
