import { useState } from 'react'
import { fold } from '#shared/geo/fold.ts'
import { MOYENS } from '#shared/person/profile.ts'
import { entriesOf } from '#shared/reference/labels.ts'
import { CREDENTIALS } from '#shared/reference/suggested-choices.ts'
import { folders } from '../../i18n/people-folders.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { MultiSelect } from '../../ui/MultiSelect.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Group } from './Group.tsx'
import type { FieldsProps } from './PersonFields.tsx'

const t = folders.fields

type Answer = 'oui' | 'non' | 'inconnu'
const ANSWERS = [
  { value: 'oui', label: t.oui },
  { value: 'non', label: t.non },
  { value: 'inconnu', label: t.inconnu },
] as const satisfies readonly { readonly value: Answer; readonly label: string }[]

type Known = Readonly<Record<string, 'oui' | 'non'>>
/** What is not known has no line of its own. */
const answered = (known: Known, key: string, answer: Answer): Record<string, 'oui' | 'non'> => {
  const { [key]: _, ...others } = known
  return answer === 'inconnu' ? others : { ...others, [key]: answer }
}

type LineProps = {
  readonly label: string
  readonly value: 'oui' | 'non' | undefined
  readonly onAnswer: (answer: Answer) => void
}
const Line = ({ label, value, onAnswer }: LineProps) => (
  <RadioGroup<Answer>
    className="person-known"
    label={label}
    choices={ANSWERS}
    value={value ?? 'inconnu'}
    onChange={onAnswer}
    inline
  />
)

const PUBLICS = entriesOf('publics').filter(({ value }) => value !== 'tous-publics')

/** What the référentiel calls publics: one is of them, is not, or nobody knows yet. */
export const SituationFields = ({ editor: { profil, set } }: FieldsProps) => (
  <Group title={t.situation} help={t.situationHelp}>
    <div className="person-lines">
      {PUBLICS.map(({ value, label }) => (
        <Line
          key={value}
          label={label}
          value={profil.publics[value]}
          onAnswer={(answer) => set('publics', answered(profil.publics, value, answer))}
        />
      ))}
    </div>
  </Group>
)

/** Conditions answered on the sheets of services: there to be corrected. Nothing while there are none. */
export const ConditionFields = ({ editor: { profil, set } }: FieldsProps) => {
  const labels = Object.keys(profil.conditions)
  if (labels.length === 0) return null
  return (
    <Group title={t.conditions} help={t.conditionsHelp}>
      <div className="person-lines">
        {labels.map((label) => (
          <Line
            key={label}
            label={label}
            value={profil.conditions[label]}
            onAnswer={(answer) => set('conditions', answered(profil.conditions, label, answer))}
          />
        ))}
      </div>
    </Group>
  )
}

export const MobilityFields = ({ editor: { profil, set } }: FieldsProps) => (
  <Group title={t.moyens}>
    <CheckboxGroup
      label={t.moyens}
      className="person-quiet-label"
      inline
      value={[...profil.moyens]}
      onChange={(value) =>
        set(
          'moyens',
          MOYENS.filter((one) => value.includes(one)),
        )
      }
    >
      {MOYENS.map((one) => (
        <Checkbox key={one} value={one}>
          {t.moyen[one]}
        </Checkbox>
      ))}
    </CheckboxGroup>
  </Group>
)

const MOST_PROPOSED = 8

export const DocumentFields = ({ editor: { profil, set } }: FieldsProps) => {
  const [text, setText] = useState('')
  const words = fold(text).split(' ')
  const found = CREDENTIALS.filter(
    (label) => !profil.documents.includes(label) && words.every((word) => fold(label).includes(word)),
  ).slice(0, MOST_PROPOSED)
  const add = (label: string) => {
    if (!profil.documents.includes(label)) set('documents', [...profil.documents, label.slice(0, 480)].slice(0, 100))
  }
  return (
    <Group title={t.documents}>
      <MultiSelect
        label={t.documentsLabel}
        description={t.documentsHelp}
        placeholder={t.documentsPlaceholder}
        chosen={profil.documents.map((label) => ({ id: label, label }))}
        text={text}
        onText={setText}
        items={found.map((label) => ({ id: label, label }))}
        onAdd={add}
        onAddText={add}
        onRemove={(gone) =>
          set(
            'documents',
            profil.documents.filter((label) => label !== gone),
          )
        }
      />
    </Group>
  )
}
