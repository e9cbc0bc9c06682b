import { useEffect, useState } from 'react'
import { editorText } from '../../../i18n/listing-editor.ts'
import { useCall } from '../../../lib/api.ts'
import { href } from '../../../lib/route.ts'
import { useSettings } from '../../../lib/settings.ts'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useEditorForm } from '../context.ts'
import { fieldsOfAddress } from '../place.ts'
import { textOf } from '../values.ts'
import { Field, useField } from './Field.tsx'
import { TextInput } from './TextInput.tsx'

const t = editorText.champs
const PAUSE_MS = 300
const LEAST = 3

/** What was typed, once the typing pauses: each question leaves this machine. */
const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

const Online = () => {
  const field = useField('adresse')
  const { doc, patch } = useEditorForm()
  const [typing, setTyping] = useState(false)
  const street = textOf(field.value)
  const town = textOf(doc['commune'])
  const asked = useSettled(typing ? `${street.trim()} ${textOf(doc['code_postal'])} ${town}`.trim() : '')
  const enabled = typing && street.trim().length >= LEAST && asked.length >= LEAST
  const { data, error } = useCall('geo.addresses', { text: asked.slice(0, 200) }, { enabled, keepPrevious: true })
  const items = enabled ? (data ?? []).slice(0, 6) : []
  return (
    <Field champ="adresse">
      <ComboBox
        label={field.label}
        description={error !== null && enabled ? t.adresseEchec : t.adresseEnLigne}
        inputValue={street}
        onInputChange={(text) => {
          if (text === street) return
          setTyping(true)
          field.set(text === '' ? null : text)
        }}
        items={items.map(({ label, detail }, index) => ({ id: String(index), label, detail }))}
        onSelect={(id) => {
          const chosen = items[Number(id)]
          setTyping(false)
          if (chosen !== undefined) patch(fieldsOfAddress(chosen))
          field.leave()
        }}
        errorMessage={field.errorMessage}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
        onFocusChange={(focused) => {
          if (focused) return
          setTyping(false)
          field.leave()
        }}
      />
    </Field>
  )
}

/** Number and street: proposed as one types where this desk may ask the network for it, typed whole otherwise. */
export const StreetField = () => {
  const { settings } = useSettings()
  if (settings?.adressesEnLigne === true) return <Online />
  return (
    <>
      <TextInput champ="adresse" description={t.adresseAide} />
      <p className="ui-description">
        {t.adresseHorsLigne} <Link href={href.reglages()}>{t.adresseReglages}</Link>
      </p>
    </>
  )
}
