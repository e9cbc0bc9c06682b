import type { DraftService } from '#shared/orientation/draft.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useDraftForm } from './form.ts'
import { KnownFields } from './KnownFields.tsx'
import { TextInput } from './TextInput.tsx'

const text = draftsText.conformite

type ChoicesProps = {
  readonly champ: 'situation' | 'criteres'
  readonly label: string
  readonly description: string
  readonly choices: readonly string[]
}

const Choices = ({ champ, label, description, choices }: ChoicesProps) => {
  const form = useDraftForm()
  return (
    <div data-champ={champ}>
      <CheckboxGroup
        label={label}
        description={description}
        isRequired
        value={[...form.content[champ]]}
        onChange={(value) => {
          form.set(champ, value)
          form.leave(champ)
        }}
        errorMessage={form.errorOf(champ)}
      >
        {choices.map((choice) => (
          <Checkbox key={choice} value={choice}>
            {choice}
          </Checkbox>
        ))}
      </CheckboxGroup>
    </div>
  )
}

/** Step 1 of a request (dora-screens.md §4.2): does the person fit what the service asks? */
export const ConformitySection = ({ service }: { readonly service: DraftService }) => (
  <section className="draft-section" aria-labelledby="draft-conformite">
    <h2 id="draft-conformite">{text.titre}</h2>
    <p className="muted">{text.rappel}</p>
    {service.payant !== null && (
      <Notice tone="warn" title={text.payant}>
        {service.payant}
      </Notice>
    )}
    {service.publics.length > 0 ? (
      <Choices champ="situation" label={text.publics} description={text.publicsAide} choices={service.publics} />
    ) : (
      <p>{text.ouvert}</p>
    )}
    {service.criteres.length > 0 ? (
      <Choices champ="criteres" label={text.criteres} description={text.criteresAide} choices={service.criteres} />
    ) : (
      <p>{text.sansCritere}</p>
    )}
    <TextInput champ="situation_autre" label={text.autre} description={text.autreAide} />
    <KnownFields />
  </section>
)
