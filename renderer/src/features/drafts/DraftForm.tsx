import { useState } from 'react'
import type { DraftContent, DraftProblem, DraftView } from '#shared/orientation/draft.ts'
import type { Field } from '#shared/orientation/rules.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { ReadOnlyNotice } from '../../lib/ReadOnlyNotice.tsx'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { AttachmentsSection } from './AttachmentsSection.tsx'
import { ConformitySection } from './ConformitySection.tsx'
import { DraftActions } from './DraftActions.tsx'
import { KeyWarning } from './KeyWarning.tsx'
import { DraftFormContext, type DraftForm as Form } from './form.ts'
import { CommitmentField, ContactFields, PersonFields, ReasonField, ReferentFields } from './PeopleSections.tsx'
import { NextProblem, ProblemsPanel } from './ProblemsPanel.tsx'
import { RequestPaper } from './RequestPaper.tsx'
import { SaveLine, SaveTrouble } from './SaveLine.tsx'
import { ServiceRecap } from './ServiceRecap.tsx'
import { useDraft } from './use-draft.ts'

const text = draftsText.demande

/** Fields that already hold something: what is wrong with them is told from the start. */
const begun = (content: DraftContent): Field[] =>
  (Object.keys(content) as (keyof DraftContent)[]).filter((champ) => {
    const value = content[champ]
    return typeof value === 'boolean' ? value : value.length > 0
  })

/** The whole request on one page: what is asked, what is missing beside it, saved as it is typed. */
export const DraftForm = ({ view }: { readonly view: DraftView }) => {
  const editor = useDraft(view)
  const readOnly = useReadOnly()
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set(begun(view.content)))
  const { content, problems, set } = editor

  const told = (champ: Field, niveau: DraftProblem['niveau']) =>
    problems.filter((problem) => problem.champ === champ && problem.niveau === niveau).map(({ message }) => message)
  const leave = (champ: string) => setLeft((before) => (before.has(champ) ? before : new Set([...before, champ])))
  const form: Form = {
    content,
    set,
    leave,
    errorOf: (champ) => (left.has(champ) ? told(champ, 'erreur')[0] : undefined),
    warningsOf: (champ) => told(champ, 'avertissement'),
  }

  const subtitle = text.pour(view.serviceNom, view.structureNom)
  return (
    <ScreenPage
      title={text.titre}
      wide
      subtitle={subtitle}
      actions={<DraftActions view={view} content={content} saveNow={editor.saveNow} />}
    >
      <DraftFormContext value={form}>
        <div className="draft-page">
          <div className="draft-bar">
            <Link href={href.brouillons()}>{text.retour}</Link>
            <NextProblem ready={editor.ready} problems={problems} onGo={leave} />
            <SaveLine save={editor.save} />
          </div>
          <div className="draft-trouble">
            <ReadOnlyNotice id="draft-read-only" />
            <SaveTrouble editor={editor} />
            {!view.serviceDisponible && <Notice tone="warn">{draftsText.service.parti}</Notice>}
            {!view.service.orientable && (
              <div data-champ="service" tabIndex={-1}>
                <Notice tone="bad" title={draftsText.service.nonOrientable}>
                  {view.service.orientable_raison}
                </Notice>
              </div>
            )}
          </div>
          <aside className="draft-aside">
            <ProblemsPanel ready={editor.ready} problems={problems} service={view.service} onGo={leave} />
            <ServiceRecap draft={view} />
          </aside>
          <form className="draft-form" onSubmit={(event) => event.preventDefault()} aria-label={text.titre} noValidate>
            <KeyWarning />
            <fieldset disabled={readOnly} {...(readOnly && { 'aria-describedby': 'draft-read-only' })} className="draft-fields">
              <p className="draft-hint">{text.obligatoires}</p>
              <ConformitySection service={view.service} />
              <section className="draft-section" aria-labelledby="draft-demande">
                <h2 id="draft-demande">{draftsText.champs.demandeTitre}</h2>
                <PersonFields />
                <ContactFields />
                <ReasonField />
                <AttachmentsSection draft={view} />
                <ReferentFields />
                <CommitmentField />
              </section>
            </fieldset>
          </form>
        </div>
      </DraftFormContext>
      <RequestPaper draft={{ ...view, content }} ready={editor.ready} />
    </ScreenPage>
  )
}
