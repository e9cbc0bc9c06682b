import { CONTACT_PREFERENCES, type DraftContent } from '#shared/orientation/draft.ts'
import { isFrenchPhone } from '#shared/orientation/formats.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { draftNotesText, noticeText } from '../../i18n/sending.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { useDraftForm } from './form.ts'
import { PersonNotice, type PersonNoticeDraft } from './PersonNotice.tsx'
import { SenderField } from './SenderField.tsx'
import { TextInput } from './TextInput.tsx'

const text = draftsText.champs

export const ReferentFields = () => (
  <fieldset className="draft-group">
    <legend>{text.referent}</legend>
    <div className="draft-grid">
      <div className="draft-wide">
        <SenderField />
      </div>
      <TextInput champ="referent_prenom" label={text.prenom} required />
      <TextInput champ="referent_nom" label={text.nom} required />
      <TextInput champ="referent_telephone" label={text.telephone} type="tel" required />
      <TextInput champ="referent_courriel" label={text.courriel} type="email" required />
    </div>
  </fieldset>
)

export const PersonFields = () => (
  <fieldset className="draft-group">
    <legend>{text.personne}</legend>
    <div className="draft-grid">
      <TextInput champ="beneficiaire_prenom" label={text.prenom} required />
      <TextInput champ="beneficiaire_nom" label={text.nom} required />
      <TextInput
        champ="beneficiaire_numero_france_travail"
        label={text.numero}
        description={text.numeroAide}
        inputMode="numeric"
      />
      <TextInput champ="beneficiaire_disponibilite" label={text.disponibilite} description={text.disponibiliteAide} type="date" />
    </div>
  </fieldset>
)

type Preference = DraftContent['preferences_contact'][number]

export const ContactFields = () => {
  const form = useDraftForm()
  const { preferences_contact: preferences } = form.content
  const prefers = (mode: Preference) => preferences.includes(mode)
  // Given by Les Emplois, and no number one can call: theirs is left free, so that the request may leave.
  const { jeton_emplois: token, beneficiaire_telephone: phone } = form.content
  const isUnusable = token !== '' && phone.trim() !== '' && !isFrenchPhone(phone)
  return (
    <fieldset className="draft-group">
      <legend>{text.contact}</legend>
      <div data-champ="preferences_contact">
        <CheckboxGroup
          label={text.preferences}
          inline
          isRequired
          value={[...preferences]}
          onChange={(value) => {
            // In the contract's order, so that the same ticks are the same content.
            form.set(
              'preferences_contact',
              CONTACT_PREFERENCES.filter((mode) => value.includes(mode)),
            )
            form.leave('preferences_contact')
          }}
          errorMessage={form.errorOf('preferences_contact')}
        >
          {CONTACT_PREFERENCES.map((mode) => (
            <Checkbox key={mode} value={mode}>
              {text.preference[mode]}
            </Checkbox>
          ))}
        </CheckboxGroup>
      </div>
      <div className="draft-grid">
        <TextInput
          champ="beneficiaire_telephone"
          label={text.telephone}
          type="tel"
          required={prefers('TELEPHONE')}
          description={isUnusable ? draftNotesText.verrouTelephone : prefers('TELEPHONE') ? text.telephoneAide : text.facultatif}
        />
        <TextInput
          champ="beneficiaire_courriel"
          label={text.courriel}
          type="email"
          required={prefers('EMAIL')}
          description={text.courrielAide}
        />
        {/* Kept on screen while it holds something: unticking « Autre » must not hide what was typed. */}
        {(prefers('AUTRE') || form.content.beneficiaire_autre_contact !== '') && (
          <div className="draft-wide">
            <TextInput champ="beneficiaire_autre_contact" label={text.autre} required={prefers('AUTRE')} />
          </div>
        )}
      </div>
    </fieldset>
  )
}

export const ReasonField = () => <TextInput champ="motif" label={text.motif} description={text.motifAide} multiline />

export const CommitmentField = ({ draft }: { readonly draft: PersonNoticeDraft }) => {
  const form = useDraftForm()
  const error = form.errorOf('engagement')
  return (
    <fieldset className="draft-group" data-champ="engagement">
      <legend>{text.engagement}</legend>
      <CheckboxGroup
        label={text.engagement}
        className="draft-commitment"
        isRequired
        value={form.content.engagement ? ['oui'] : []}
        onChange={(value) => {
          form.set('engagement', value.includes('oui'))
          form.leave('engagement')
        }}
        errorMessage={error}
      >
        <Checkbox value="oui">{text.engagementTexte}</Checkbox>
      </CheckboxGroup>
      <div className="draft-commitment-notice">
        <PersonNotice draft={draft} />
        <span className="draft-hint">{noticeText.mode}</span>
      </div>
    </fieldset>
  )
}
