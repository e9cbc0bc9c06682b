import { useState } from 'react'
import { labelOf } from '#shared/reference/labels.ts'
import { CATEGORIES, categoryOf, isCategory, NEEDS, needsOf } from '#shared/reference/thematiques.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { MultiSelect } from '../../../ui/MultiSelect.tsx'
import { useEditorForm } from '../context.ts'
import { emptyThemes, needsIn, shownThemes, withoutTheme } from '../themes.ts'
import { listOf } from '../values.ts'
import { Field, useField } from './Field.tsx'
import { matchesWords } from './FreeChoices.tsx'

const t = editorText.champs
const SHOWN = 14

const THEMES = CATEGORIES.map(({ value, label }) => ({ id: value as string, label: label as string, detail: '' }))
const ALL = [
  ...THEMES,
  ...NEEDS.map(({ value, label }) => ({
    id: value as string,
    label: label as string,
    detail: labelOf('thematiques', categoryOf(value)),
  })),
]

type ThemeProps = {
  readonly theme: string
  readonly needs: readonly string[]
  readonly isDisabled: boolean
  readonly onChange: (needs: readonly string[]) => void
  readonly onRemove: () => void
}

const Theme = ({ theme, needs, isDisabled, onChange, onRemove }: ThemeProps) => {
  const label = labelOf('thematiques', theme)
  const known = needsOf(theme)
  const own = needsIn(theme, needs)
  const unknown = own.filter((need) => !known.some(({ value }) => value === need))
  return (
    <div className="fiche-theme">
      <div className="fiche-theme-head">
        <strong>{label}</strong>
        <IconButton label={t.retirerTheme(label)} icon="close" size="s" isDisabled={isDisabled} onPress={onRemove} />
      </div>
      <CheckboxGroup
        label={t.besoinsDe(label)}
        className="fiche-columns fiche-theme-needs"
        value={[...own]}
        isDisabled={isDisabled}
        onChange={(next) => onChange([...withoutTheme(theme, needs), ...needsIn(theme, next)])}
      >
        {[...known, ...unknown.map((value) => ({ value, label: labelOf('thematiques', value) }))].map((need) => (
          <Checkbox key={need.value} value={need.value}>
            {need.label}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {own.length === 0 && (
        <p className="fiche-warning">
          <Icon name="warning" size={16} />
          {t.themeSansBesoin}
        </p>
      )}
    </div>
  )
}

/** Themes, then the needs of each. A need found by its words brings its theme. */
export const Thematiques = () => {
  const field = useField('thematiques')
  const { themes: opened, setThemes } = useEditorForm()
  const [text, setText] = useState('')
  const needs = listOf(field.value)
  const themes = shownThemes(needs, opened)
  const items = (text.trim() === '' ? THEMES : ALL)
    .filter(({ id }) => !needs.includes(id) && !themes.includes(id))
    .filter(({ label, detail }) => text.trim() === '' || matchesWords(`${label} ${detail}`, text))
    // What bears the words itself comes before what only its theme does.
    .toSorted((a, b) => Number(matchesWords(b.label, text)) - Number(matchesWords(a.label, text)))
    .slice(0, text.trim() === '' ? THEMES.length : SHOWN)
  const open = (theme: string) => setThemes([...new Set([...opened, theme])])
  const remove = (theme: string) => {
    setThemes(opened.filter((one) => one !== theme))
    field.set(withoutTheme(theme, needs))
  }
  return (
    <Field champ="thematiques">
      <MultiSelect
        label={field.label}
        description={field.lock ?? t.thematiquesAide}
        chosen={themes.map((theme) => ({ id: theme, label: labelOf('thematiques', theme) }))}
        text={text}
        onText={setText}
        items={items}
        onAdd={(id) => {
          open(categoryOf(id))
          if (!isCategory(id)) field.set([...needs, id])
        }}
        onRemove={remove}
        emptyText={t.rienTrouve}
        errorMessage={field.errorMessage}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
        onLeave={() => {
          if (emptyThemes(needs, opened).length === 0) field.leave()
        }}
      />
      {themes.map((theme) => (
        <Theme
          key={theme}
          theme={theme}
          needs={needs}
          isDisabled={field.isDisabled}
          onChange={(next) => {
            // Emptied by its last tick, it stays on screen until it is put away.
            open(theme)
            field.set(next)
          }}
          onRemove={() => remove(theme)}
        />
      ))}
    </Field>
  )
}
