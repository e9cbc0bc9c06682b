import { BENEFICIARY_MODES, COACH_MODES } from '#shared/reference/dora.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { useEditorForm } from '../context.ts'
import { FORM_TEXTS, refusesForm } from '../defaults.ts'
import { listOf, textOf } from '../values.ts'
import { ChoiceList } from './Choices.tsx'
import { TextInput } from './TextInput.tsx'

const t = editorText.champs
const OWN = 'completer-le-formulaire-dadhesion'

/** Ways in, for one side; what each asks for appears with it. */
const Side = ({ champ }: { readonly champ: 'dora.coach_orientation_modes' | 'dora.beneficiaries_access_modes' }) => {
  const { doc, edit, patch } = useEditorForm()
  const modes = listOf(doc[champ])
  const entries = champ === 'dora.coach_orientation_modes' ? COACH_MODES : BENEFICIARY_MODES
  // The form of DORA is not proposed where the structure refused it, unless it was ticked before.
  const shown = entries.filter(
    ({ value }) => value !== 'formulaire-dora' || !refusesForm(edit.structure) || modes.includes(value),
  )
  const textField = `${champ}_external_form_link_text`
  return (
    <>
      <ChoiceList
        champ={champ}
        entries={shown}
        onTick={(next, before) =>
          patch({
            [champ]: next,
            ...(next.includes(OWN) &&
              !before.includes(OWN) &&
              textOf(doc[textField]) === '' && { [textField]: FORM_TEXTS[champ] ?? null }),
          })
        }
      />
      {(modes.includes(OWN) || modes.includes('autre')) && (
        <div className="fiche-under">
          {modes.includes(OWN) && (
            <>
              <TextInput champ={`${champ}_external_form_link`} label={t.lien} type="url" inputMode="url" placeholder="https://" />
              <TextInput champ={textField} label={t.texteLien} />
            </>
          )}
          {modes.includes('autre') && <TextInput champ={`${champ}_other`} label={t.autreModalite} multiline rows={2} />}
        </div>
      )}
    </>
  )
}

export const Modes = () => (
  <>
    <Side champ="dora.coach_orientation_modes" />
    <Side champ="dora.beneficiaries_access_modes" />
  </>
)
