import { CONTACT_PREFERENCES } from '#shared/orientation/draft.ts'
import { LANGUE_NOMS } from '#shared/handout/texts.ts'
import { Profil } from '#shared/person/profile.ts'
import { folders } from '../../i18n/people-folders.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Group } from './Group.tsx'
import type { PersonEditor } from './use-person.ts'

const t = folders.fields

export type FieldsProps = { readonly editor: Pick<PersonEditor, 'profil' | 'set'> }
type TextKey = { [K in keyof Profil]: Profil[K] extends string ? K : never }[keyof Profil]

type TextProps = FieldsProps & {
  readonly champ: TextKey
  readonly label: string
  readonly description?: string
  readonly type?: 'text' | 'tel' | 'email'
  readonly inputMode?: 'numeric'
  readonly multiline?: boolean
}

const Text = ({ editor: { profil, set }, champ, label, description, type = 'text', inputMode, multiline = false }: TextProps) => (
  <TextField
    label={label}
    value={profil[champ]}
    onChange={(value) => set(champ, value)}
    type={type}
    multiline={multiline}
    autoComplete="off"
    // The store's own bound: beyond it a paste is cut, where it shows.
    maxLength={Profil.shape[champ].unwrap().maxLength ?? 5000}
    {...(inputMode !== undefined && { inputMode })}
    {...(description !== undefined && { description })}
  />
)

export const IdentityFields = ({ editor }: FieldsProps) => (
  <Group title={t.identity}>
    <div className="person-grid">
      <Text editor={editor} champ="prenom" label={t.prenom} />
      <Text editor={editor} champ="nom" label={t.nom} />
      <Text editor={editor} champ="age" label={t.age} description={t.ageHelp} inputMode="numeric" />
      <PlaceField
        label={t.lieu}
        description={t.lieuHelp}
        communesOnly
        chosen={editor.profil.lieu?.label ?? ''}
        onChoose={({ place, label }) => editor.set('lieu', { place, label })}
        onClear={() => editor.set('lieu', null)}
      />
    </div>
  </Group>
)

export const ContactFields = ({ editor }: FieldsProps) => {
  const { profil, set } = editor
  return (
    <Group title={t.contact}>
      <CheckboxGroup
        label={t.preferences}
        inline
        value={[...profil.preferences_contact]}
        onChange={(value) =>
          // In the contract's order, so that the same ticks are the same content.
          set(
            'preferences_contact',
            CONTACT_PREFERENCES.filter((mode) => value.includes(mode)),
          )
        }
      >
        {CONTACT_PREFERENCES.map((mode) => (
          <Checkbox key={mode} value={mode}>
            {t.preference[mode]}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <div className="person-grid">
        <Text editor={editor} champ="telephone" label={t.telephone} type="tel" />
        <Text editor={editor} champ="courriel" label={t.courriel} type="email" />
        <Text editor={editor} champ="autre_contact" label={t.autre} />
        <Text editor={editor} champ="numero_france_travail" label={t.numero} />
      </div>
    </Group>
  )
}

const LANGUAGES = [
  { value: 'fr', label: t.langueNone },
  ...LANGUE_NOMS.map(({ code, nom, propre }) => ({ value: code as string, label: nom, detail: propre })),
]

export const HandoutFields = ({ editor: { profil, set } }: FieldsProps) => (
  <Group title={t.handout}>
    <div className="person-grid">
      <Select
        label={t.langue}
        choices={LANGUAGES}
        value={profil.langue === '' ? 'fr' : profil.langue}
        onChange={(value) => set('langue', value === 'fr' ? '' : value)}
      />
    </div>
    <Checkbox isSelected={profil.grands_caracteres} onChange={(on) => set('grands_caracteres', on)}>
      {t.grands}
    </Checkbox>
  </Group>
)

export const NoteField = ({ editor }: FieldsProps) => (
  <Group title={t.note}>
    <Text editor={editor} champ="note" label={t.note} description={t.noteHelp} multiline />
  </Group>
)
