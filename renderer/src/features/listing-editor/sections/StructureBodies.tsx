import { LABELS_NATIONAUX } from '#shared/reference/labels-nationaux.ts'
import { isGranted } from '#shared/listing/granted.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { useEditorForm } from '../context.ts'
import { acceslibreSearch } from '../acceslibre.ts'
import { FreeChoices } from '../fields/FreeChoices.tsx'
import { Hours } from '../fields/Hours.tsx'
import { MarkdownInput } from '../fields/MarkdownInput.tsx'
import { Place } from '../fields/Place.tsx'
import { TextInput } from '../fields/TextInput.tsx'
import { Typology } from '../fields/Typology.tsx'
import { displayPhone } from '#shared/orientation/formats.ts'
import { tidyPhone } from '../tidy.ts'
import { textOf } from '../values.ts'

const t = editorText.champs

const Identite = () => {
  const { mayGrant } = useEditorForm()
  return (
    <>
      <TextInput champ="siret" description={t.siretAide} inputMode="numeric" />
      <TextInput champ="nom" />
      <Typology />
      <FreeChoices
        champ="dora.national_labels"
        proposals={LABELS_NATIONAUX}
        description={t.labelsAide}
        locked={(value) => !mayGrant && isGranted('dora.national_labels', value)}
      />
      <FreeChoices champ="dora.other_labels" proposals={[]} free description={t.autresLabels} />
    </>
  )
}

const Presentation = () => (
  <>
    <TextInput champ="dora.short_desc" description={t.resumeAide} multiline rows={3} />
    <MarkdownInput champ="description" />
  </>
)

const Lieu = () => {
  const { doc } = useEditorForm()
  return (
    <>
      <Place />
      <TextInput
        champ="accessibilite_lieu"
        type="url"
        inputMode="url"
        description={t.acceslibreAide}
        placeholder="https://acceslibre.beta.gouv.fr/"
      />
      <p>
        <ExternalLink url={acceslibreSearch(textOf(doc['nom']), textOf(doc['commune']))}>{t.acceslibreChercher}</ExternalLink>
      </p>
    </>
  )
}

const Coordonnees = () => (
  <>
    <div className="fiche-pair">
      <TextInput champ="telephone" type="tel" inputMode="tel" tidy={tidyPhone} shown={displayPhone} />
      <TextInput champ="courriel" type="email" inputMode="email" tidy={(text) => text.trim()} />
    </div>
    <TextInput champ="site_web" type="url" inputMode="url" placeholder="https://" />
  </>
)

const Horaires = () => (
  <>
    <Hours champ="horaires_accueil" />
    <TextInput champ="dora.opening_hours_details" description={t.horairesDetail} />
  </>
)

/** Body of each section of the sheet of a structure, by group (shared/listing/groups.ts). */
export const STRUCTURE_BODIES: Readonly<Record<string, () => React.JSX.Element>> = {
  identite: Identite,
  presentation: Presentation,
  lieu: Lieu,
  coordonnees: Coordonnees,
  horaires: Horaires,
}
