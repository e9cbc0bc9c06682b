import { UPDATE_FREQUENCIES } from '#shared/reference/dora.ts'
import { FRAIS } from '#shared/reference/frais.ts'
import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { TYPES } from '#shared/reference/types.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { announce } from '../../../lib/announce.ts'
import { useChoices, useFunderNames } from '../../../lib/choices.ts'
import { Button } from '../../../ui/Button.tsx'
import { useEditorForm } from '../context.ts'
import { ChoiceList, ChoiceOne, YesNo } from '../fields/Choices.tsx'
import { Documents } from '../fields/Documents.tsx'
import { FreeChoices } from '../fields/FreeChoices.tsx'
import { Hours } from '../fields/Hours.tsx'
import { MarkdownInput } from '../fields/MarkdownInput.tsx'
import { Modes } from '../fields/Modes.tsx'
import { NumberInput } from '../fields/NumberInput.tsx'
import { Perimeter } from '../fields/Perimeter.tsx'
import { Place } from '../fields/Place.tsx'
import { SupportingNotice } from '../fields/SupportingNotice.tsx'
import { TextInput } from '../fields/TextInput.tsx'
import { Thematiques } from '../fields/Thematiques.tsx'
import { asksDocuments } from '../notice.ts'
import { displayPhone } from '#shared/orientation/formats.ts'
import { tidyPhone } from '../tidy.ts'
import { isNothing, listOf, numberOf } from '../values.ts'
import { exclusivePublics, proposalsOf, totalHours } from './proposals.ts'

const t = editorText.champs

const Typologie = () => {
  const { kind } = useEditorForm()
  const [funders, names] = [useChoices('financeurs'), useFunderNames()]
  return (
    <>
      <Thematiques />
      <ChoiceOne champ="type" entries={TYPES} columns />
      <YesNo champ="dora.is_cumulative" description={t.cumulable} />
      {kind === 'service' && (
        <FreeChoices champ="dora.funding_labels" proposals={funders} names={names} description={t.financement} />
      )}
    </>
  )
}

const Presentation = () => {
  const { doc } = useEditorForm()
  const total = totalHours(numberOf(doc['volume_horaire_hebdomadaire']), numberOf(doc['nombre_semaines']))
  return (
    <>
      <TextInput champ="nom" description={t.titreAide} />
      <TextInput champ="dora.short_desc" description={t.resumeAide} multiline rows={3} />
      <MarkdownInput champ="description" description={t.descriptionAide} />
      <div className="fiche-pair">
        <NumberInput champ="volume_horaire_hebdomadaire" />
        <NumberInput champ="nombre_semaines" />
      </div>
      <p role="status" className="ui-description">
        {total !== null && t.dureeTotale(total.toLocaleString('fr-FR'))}
      </p>
    </>
  )
}

const Publics = () => {
  const { edit, set } = useEditorForm()
  const [conditions, requirements] = [useChoices('conditions'), useChoices('prerequis')]
  return (
    <>
      <ChoiceList
        champ="publics"
        entries={PUBLICS}
        description={t.publicsAide}
        columns
        onTick={(next, before) => set('publics', exclusivePublics(next, before))}
      />
      <TextInput champ="publics_precisions" description={t.facultatif} multiline rows={2} />
      <FreeChoices
        champ="dora.access_conditions"
        proposals={proposalsOf(edit, 'dora.access_conditions', conditions)}
        description={t.choixAide}
      />
      <FreeChoices
        champ="dora.requirements"
        proposals={proposalsOf(edit, 'dora.requirements', requirements)}
        description={t.choixAide}
      />
    </>
  )
}

const Modalites = () => {
  const { doc } = useEditorForm()
  return (
    <>
      <Modes />
      <ChoiceOne champ="frais" entries={FRAIS} inline />
      {(doc['frais'] !== 'gratuit' || !isNothing(doc['frais_precisions'])) && (
        <TextInput champ="frais_precisions" description={t.fraisAide} multiline rows={2} />
      )}
    </>
  )
}

const Pieces = () => {
  const { edit, doc } = useEditorForm()
  const credentials = useChoices('justificatifs')
  return (
    <>
      {asksDocuments(doc) && <SupportingNotice />}
      <Documents />
      <FreeChoices
        champ="dora.credentials"
        proposals={proposalsOf(edit, 'dora.credentials', credentials)}
        free
        description={t.justificatifsAide}
      />
      <TextInput champ="dora.online_form" description={t.formulaireEnLigne} type="url" inputMode="url" placeholder="https://" />
    </>
  )
}

const Periodicite = () => {
  const { kind } = useEditorForm()
  return (
    <>
      <TextInput champ="dora.recurrence" description={t.frequenceAide} />
      {kind === 'service' && <Hours champ="horaires_accueil" description={t.horairesAide} />}
      <TextInput champ="dora.suspension_date" type="date" description={t.suspensionAide} />
      {kind === 'service' && (
        <ChoiceOne champ="dora.update_frequency" entries={UPDATE_FREQUENCIES} inline description={t.actualisation} />
      )}
    </>
  )
}

const Lieu = () => {
  const { doc, kind } = useEditorForm()
  const modes = listOf(doc['modes_accueil'])
  if (kind === 'modele') return <YesNo champ="dora.qpv_or_zrr" description={t.qpv} />
  return (
    <>
      <Perimeter />
      <YesNo champ="dora.qpv_or_zrr" description={t.qpv} />
      <ChoiceList champ="modes_accueil" entries={MODES_ACCUEIL} />
      {modes.includes('a-distance') && (
        <TextInput champ="dora.remote_url" type="url" inputMode="url" description={t.visio} placeholder="https://" />
      )}
      {modes.includes('en-presentiel') && <Place />}
    </>
  )
}

const Contact = () => {
  const { edit, patch, readOnly, lockOf } = useEditorForm()
  const { structure } = edit
  const offered = !isNothing(structure['telephone']) || !isNothing(structure['courriel'])
  const locked = lockOf('telephone') !== null || lockOf('courriel') !== null
  return (
    <>
      {offered && !locked && (
        <div>
          <Button
            size="s"
            icon="building"
            isDisabled={readOnly}
            onPress={() => {
              patch({ telephone: structure['telephone'] ?? null, courriel: structure['courriel'] ?? null })
              announce(t.contactRepris)
            }}
          >
            {t.contactStructure}
          </Button>
        </div>
      )}
      <TextInput champ="dora.contact_name" description={t.facultatif} />
      <div className="fiche-pair">
        <TextInput champ="telephone" type="tel" inputMode="tel" tidy={tidyPhone} shown={displayPhone} />
        <TextInput champ="courriel" type="email" inputMode="email" tidy={(text) => text.trim()} />
      </div>
      <YesNo champ="dora.is_contact_info_public" label={t.contactPublic} yes={t.contactOui} no={t.contactNon} />
    </>
  )
}

/** Body of each section of a service or of a model, by group (shared/listing/groups.ts). */
export const SERVICE_BODIES: Readonly<Record<string, () => React.JSX.Element>> = {
  typologie: Typologie,
  presentation: Presentation,
  publics: Publics,
  modalites: Modalites,
  documents: Pieces,
  periodicite: Periodicite,
  lieu: Lieu,
  contact: Contact,
}
