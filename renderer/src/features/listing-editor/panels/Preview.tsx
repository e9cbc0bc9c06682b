import { useDeferredValue, useMemo } from 'react'
import { parisDay } from '#shared/listing/days.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { service as s } from '../../../i18n/service.ts'
import { structure as st } from '../../../i18n/structure.ts'
import { Section } from '../../../ui/sheet/Section.tsx'
import { Markdown } from '../../../ui/sheet/Markdown.tsx'
import { displayName } from '#shared/text/names.ts'
import { Documents } from '../../../ui/sheet/service/Documents.tsx'
import { KeyFacts } from '../../../ui/sheet/service/KeyFacts.tsx'
import { Mobilise } from '../../../ui/sheet/service/Mobilise.tsx'
import { ServiceMarks } from '../../../ui/sheet/service/ServiceMarks.tsx'
import { Practical } from '../../../ui/sheet/structure/Practical.tsx'
import { StructureMarks } from '../../../ui/sheet/structure/StructureMarks.tsx'
import '../../../ui/sheet/sheet.css'
import { useEditorForm } from '../context.ts'
import { previewOf, structureOf } from '../preview.ts'
import { useZoneNames } from '../../../lib/use-zone-names.ts'
import { listOf } from '../values.ts'

const t = editorText.apercu

const rawHours = (text: string | null | undefined) =>
  text === null || text === undefined || text === ''
    ? null
    : { brut: text, decode: false, semaine: [], commentaires: [], ouvert: null, etat: '', change_le: null }

const ServicePreview = () => {
  const { doc, edit } = useEditorForm()
  const shown = useDeferredValue(doc)
  const nameOf = useZoneNames(listOf(shown['zone_eligibilite']))
  const today = parisDay(Date.now())
  const structure = useMemo(
    () => structureOf(edit.structure, edit.structure_id, today),
    [edit.structure, edit.structure_id, today],
  )
  const data = previewOf(shown, { id: edit.id, structure, now: new Date(), today }, nameOf)
  const { service } = data
  const hours = rawHours(service.horaires_accueil)
  return (
    <article className="sheet">
      <header className="sheet-head">
        <p className="sheet-eyebrow">{displayName(edit.structure_nom)}</p>
        <h3 className="sheet-title">{service.nom === '' ? t.sansNom : displayName(service.nom)}</h3>
        <ServiceMarks service={service} orientable={data.orientable.ok} />
        <p className="sheet-meta">
          <span>{`${s.perimetre}\u202f: ${data.zone.label}`}</span>
        </p>
      </header>
      {service.dora?.short_desc !== undefined && <p className="sheet-lead">{service.dora.short_desc}</p>}
      <div className="sheet-body">
        <div className="sheet-aside">
          <Mobilise data={data} level={3} reserved={null} />
          {service.dora?.is_contact_info_public !== true && <p className="muted">{t.prive}</p>}
          <Documents service={service} level={3} />
        </div>
        <div className="sheet-main">
          <KeyFacts
            data={{ ...data, horaires: hours === null ? null : { ...hours, deStructure: false } }}
            level={3}
            onShowOnMap={undefined}
          />
          {service.description && (
            <Section title={s.description} level={3}>
              <Markdown source={service.description} />
            </Section>
          )}
        </div>
      </div>
    </article>
  )
}

const StructurePreview = () => {
  const { doc, edit } = useEditorForm()
  const shown = useDeferredValue(doc)
  const structure = structureOf(shown, edit.id, parisDay(Date.now()))
  return (
    <article className="sheet">
      <header className="sheet-head">
        <h3 className="sheet-title">{structure.nom === '' ? t.sansNomStructure : displayName(structure.nom)}</h3>
        <StructureMarks structure={structure} />
      </header>
      {structure.dora?.short_desc !== undefined && <p className="sheet-lead">{structure.dora.short_desc}</p>}
      <div className="sheet-body">
        <div className="sheet-aside">
          <Practical structure={structure} horaires={rawHours(structure.horaires_accueil)} level={3} />
        </div>
        <div className="sheet-main">
          {structure.description && (
            // No region: the form beside has one of the same name.
            <div className="sheet-section">
              <h3>{st.presentation}</h3>
              <Markdown source={structure.description} />
            </div>
          )}
        </div>
      </div>
    </article>
  )
}

/** The sheet as counsellors will read it, from what is on screen. */
export const Preview = () => {
  const { kind } = useEditorForm()
  return (
    <section className="fiche-panel" aria-labelledby="fiche-apercu">
      <h2 id="fiche-apercu">{t.titre}</h2>
      <p className="ui-description">{t.aide}</p>
      <div className="fiche-preview">{kind === 'structure' ? <StructurePreview /> : <ServicePreview />}</div>
    </section>
  )
}
