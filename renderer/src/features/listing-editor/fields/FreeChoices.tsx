import { useState } from 'react'
import { fold } from '#shared/geo/fold.ts'
import type { Entry } from '#shared/reference/entry.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { MultiSelect } from '../../../ui/MultiSelect.tsx'
import { listOf } from '../values.ts'
import { described, Field, useField } from './Field.tsx'

type Props = {
  readonly champ: string
  /** What is proposed, in order. */
  readonly proposals: readonly Entry[]
  /** Names of values that are held and no more proposed. */
  readonly names?: ReadonlyMap<string, string>
  /** Something else may be typed and kept. */
  readonly free?: boolean
  readonly description?: string
  /** Values that are not taken away, nor added, here. */
  readonly locked?: (value: string) => boolean
}

const SHOWN = 12

/** Words of what is typed, each at the beginning of some word of the label. */
export const matchesWords = (label: string, typed: string): boolean => {
  const name = ` ${fold(label)}`
  return fold(typed)
    .split(' ')
    .every((word) => name.includes(` ${word}`))
}

/** A list of choices found as one types: those proposed, and one's own where they are allowed. */
export const FreeChoices = ({ champ, proposals, names, free = false, description, locked = () => false }: Props) => {
  const field = useField(champ)
  const [text, setText] = useState('')
  const chosen = listOf(field.value)
  const labels = new Map(proposals.map(({ value, label }) => [value, label]))
  const items = proposals
    .filter(({ value }) => !chosen.includes(value) && !locked(value))
    .filter(({ label }) => text.trim() === '' || matchesWords(label, text))
    .slice(0, SHOWN)
    .map(({ value, label }) => ({ id: value, label }))
  const set = (next: readonly string[]) => field.set(next.length === 0 ? [] : next)
  return (
    <Field champ={champ}>
      <MultiSelect
        label={field.label}
        chosen={chosen.map((value) => ({
          id: value,
          label: labels.get(value) ?? names?.get(value) ?? value,
          locked: locked(value),
        }))}
        text={text}
        onText={setText}
        items={items}
        onAdd={(id) => set([...chosen, id])}
        onRemove={(id) => set(chosen.filter((value) => value !== id))}
        {...(free && { onAddText: (typed: string) => set([...new Set([...chosen, typed])]) })}
        emptyText={editorText.champs.rienTrouve}
        errorMessage={field.errorMessage}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
        onLeave={field.leave}
        {...described(field.lock, description)}
      />
    </Field>
  )
}
