import { useState } from 'react'
import { fold } from '#shared/geo/fold.ts'
import { entriesOf, labelOf } from '#shared/reference/labels.ts'
import { categoryOf, isCategory } from '#shared/reference/thematiques.ts'
import { settingsText as t } from '../../i18n/settings.ts'
import { ComboBox } from '../../ui/ComboBox.tsx'

type Props = {
  readonly chosen: readonly string[]
  readonly onAdd: (value: string) => void
  readonly errorMessage: string | undefined
}

const SHOWN = 12

/** Finds a thématique or a need by any part of its name; the chosen ones are shown by the parent. */
export const ThematiquePicker = ({ chosen, onAdd, errorMessage }: Props) => {
  const [text, setText] = useState('')
  const wanted = fold(text)
  const items = entriesOf('thematiques')
    .filter(({ value, label }) => !chosen.includes(value) && fold(label).includes(wanted))
    .slice(0, SHOWN)
    .map(({ value, label }) => ({
      id: value,
      label,
      detail: isCategory(value) ? t.synonymsWhole : labelOf('thematiques', categoryOf(value)),
    }))
  return (
    <ComboBox
      label={chosen.length === 0 ? t.synonymsNeed : t.synonymsAddNeed}
      icon="search"
      inputValue={text}
      onInputChange={setText}
      items={items}
      errorMessage={errorMessage}
      onSelect={(value) => {
        onAdd(value)
        setText('')
      }}
    />
  )
}
