import { personText as t } from '../../i18n/sending.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { useDraftForm } from './form.ts'
import { TextInput } from './TextInput.tsx'

/** Age and commune of the person: what eligibility is judged by, kept on this desk and never sent. */
export const KnownFields = () => {
  const form = useDraftForm()
  const choose = (code: string, nom: string) => {
    form.set('beneficiaire_commune', code)
    form.set('beneficiaire_commune_nom', nom)
  }
  return (
    <fieldset className="draft-group">
      <legend>{t.titre}</legend>
      <p className="draft-hint" id="draft-known">
        {t.aide}
      </p>
      <div className="draft-grid">
        <TextInput champ="beneficiaire_age" label={t.age} description={t.ageAide} inputMode="numeric" />
        <div data-champ="beneficiaire_commune">
          <PlaceField
            label={t.commune}
            description={t.communeAide}
            communesOnly
            chosen={form.content.beneficiaire_commune_nom}
            onChoose={({ place, label }) => {
              if (place.kind === 'commune') choose(place.code, label)
            }}
            onClear={() => choose('', '')}
          />
        </div>
      </div>
    </fieldset>
  )
}
