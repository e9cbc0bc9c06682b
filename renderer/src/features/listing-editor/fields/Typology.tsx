import { useEffect, useState } from 'react'
import { TYPOLOGIES } from '#shared/reference/typologies.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { useEditorForm } from '../context.ts'
import { isGranted } from '#shared/listing/granted.ts'
import { textOf } from '../values.ts'
import { Field, useField } from './Field.tsx'
import { matchesWords } from './FreeChoices.tsx'

const t = editorText.champs

/** One of the 92 typologies, found by its name or its initials. */
export const Typology = () => {
  const field = useField('dora.typology')
  const { mayGrant } = useEditorForm()
  const value = textOf(field.value)
  const label = value === '' ? '' : labelOf('typology', value)
  const [text, setText] = useState(label)
  useEffect(() => setText(label), [label])
  const locked = !mayGrant && isGranted('dora.typology', value)
  const typed = text === label ? '' : text.trim()
  const found = TYPOLOGIES.filter((one) => mayGrant || !isGranted('dora.typology', one.value)).filter(
    (one) => typed === '' || matchesWords(`${one.label} ${one.value}`, typed),
  )
  return (
    <Field champ="dora.typology">
      <ComboBox
        label={field.label}
        description={locked ? t.typologieFt : (field.lock ?? t.typologieAide)}
        inputValue={text}
        onInputChange={setText}
        items={found.map((one) => ({ id: one.value, label: one.label }))}
        onSelect={(id) => {
          field.set(id)
          field.leave()
        }}
        emptyText={t.rienTrouve}
        errorMessage={field.errorMessage}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled || locked}
        onFocusChange={(focused) => {
          if (!focused) setText(label)
        }}
      />
    </Field>
  )
}
