import { editorText } from '../../../i18n/listing-editor.ts'
import { announce } from '../../../lib/announce.ts'
import { PlaceField } from '../../../lib/PlaceField.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useEditorForm } from '../context.ts'
import { fieldsOfCommune, PLACE_FIELDS } from '../place.ts'
import { isNothing, textOf } from '../values.ts'
import { Field, useField } from './Field.tsx'
import { PointField } from './PointField.tsx'
import { StreetField } from './StreetField.tsx'
import { TextInput } from './TextInput.tsx'

const t = editorText.champs

const Commune = () => {
  const field = useField('commune')
  const { patch } = useEditorForm()
  return (
    <Field champ="commune" also={['code_insee']}>
      <PlaceField
        label={field.label}
        communesOnly
        chosen={textOf(field.value)}
        onChoose={(place) => {
          patch(fieldsOfCommune(place))
          field.leave()
        }}
        onClear={() => patch({ commune: null, code_insee: null, latitude: null, longitude: null })}
        errorMessage={field.errorMessage}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
      />
    </Field>
  )
}

const FromStructure = () => {
  const { edit, patch, readOnly } = useEditorForm()
  const { structure } = edit
  if (isNothing(structure['commune']) && isNothing(structure['adresse']))
    return <p className="ui-description">{t.structureSansAdresse}</p>
  return (
    <div>
      <Button
        size="s"
        icon="building"
        isDisabled={readOnly}
        onPress={() => {
          patch(Object.fromEntries(PLACE_FIELDS.map((champ) => [champ, structure[champ] ?? null])))
          announce(t.adresseReprise)
        }}
      >
        {t.reprendreAdresse}
      </Button>
    </div>
  )
}

/** Where it takes place: town, street, point on the map. */
export const Place = () => {
  const { kind } = useEditorForm()
  return (
    <div className="fiche-place">
      {kind === 'service' && <FromStructure />}
      <div className="fiche-pair">
        <Commune />
        <TextInput champ="code_postal" inputMode="numeric" />
      </div>
      <StreetField />
      <TextInput champ="complement_adresse" description={t.facultatif} />
      <PointField />
    </div>
  )
}
