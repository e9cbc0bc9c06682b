import { useState } from 'react'
import type { DraftContent, DraftProblem, DraftView } from '#shared/orientation/draft.ts'
import { eligibilityOf } from '#shared/orientation/eligibility.ts'
import type { Field } from '#shared/orientation/rules.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { ReadOnlyNotice } from '../../lib/ReadOnlyNotice.tsx'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EditorPage } from '../../ui/EditorPage.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { AttachmentsSection } from './AttachmentsSection.tsx'
import { ConformitySection } from './ConformitySection.tsx'
import { DraftActions } from './DraftActions.tsx'
import { DraftNotes } from './DraftNotes.tsx'
import { EligibilityPanel, VerdictLine } from './EligibilityPanel.tsx'
import { KeyWarning } from './KeyWarning.tsx'
import { DraftFormContext, type DraftForm as Form } from './form.ts'
import { CommitmentField, ContactFields, PersonFields, ReasonField, ReferentFields } from './PeopleSections.tsx'
import { NextProblem, ProblemsPanel, SendButton } from './ProblemsPanel.tsx'
import { RequestPaper } from './RequestPaper.tsx'
import { SaveLine, SaveTrouble } from '../../ui/Saving.tsx'
import { savingOf } from '../../i18n/saving.ts'
import { useKnownCounsellor } from './SenderField.tsx'
import { SendDialog } from './send/SendDialog.tsx'
import type { Sent } from './send/SentScreen.tsx'
import { useSending } from './send/use-sending.ts'
import { ServiceRecap } from './ServiceRecap.tsx'
import { useDraft } from './use-draft.ts'
import { useLocks } from './use-locks.ts'
import { useUploads } from './use-uploads.ts'

const text = draftsText.demande

/** Fields that already hold something: what is wrong with them is told from the start. */
const begun = (content: DraftContent): Field[] =>
  (Object.keys(content) as (keyof DraftContent)[]).filter((champ) => {
    const value = content[champ]
    return typeof value === 'boolean' ? value : value.length > 0
  })

type Props = { readonly view: DraftView; readonly onSent: (sent: Sent) => void }

/** The whole request on one page: what is asked, what is missing beside it, saved as it is typed, and sent from here. */
export const DraftForm = ({ view, onSent }: Props) => {
  const editor = useDraft(view)
  const readOnly = useReadOnly()
  const files = useUploads(view.id, view.attachments.length)
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set(begun(view.content)))
  const { content, problems, set } = editor
  const draft = { ...view, content }
  const eligibility = eligibilityOf(content, view.service)

  const told = (champ: Field, niveau: DraftProblem['niveau']) =>
    problems.filter((problem) => problem.champ === champ && problem.niveau === niveau).map(({ message }) => message)
  const leave = (champ: string) => setLeft((before) => (before.has(champ) ? before : new Set([...before, champ])))
  const form: Form = {
    content,
    set,
    leave,
    errorOf: (champ) => (left.has(champ) ? told(champ, 'erreur')[0] : undefined),
    warningsOf: (champ) => told(champ, 'avertissement'),
    lockOf: useLocks(view.content),
  }
  useKnownCounsellor(form)
  const sending = useSending(view.id, leave)
  const send = { ready: editor.ready, problems, onSend: sending.open, isDisabled: readOnly }

  return (
    <ScreenPage
      title={text.titre}
      wide
      subtitle={text.pour(view.serviceNom, view.structureNom)}
      actions={<DraftActions view={view} content={content} saveNow={editor.saveNow} />}
    >
      <DraftFormContext value={form}>
        <EditorPage
          asideFirst
          formLabel={text.titre}
          bar={
            <>
              <Link href={href.brouillons()}>{text.retour}</Link>
              <NextProblem ready={editor.ready} problems={problems} onGo={leave} />
              {editor.ready && (
                <span className="draft-next">
                  <SendButton {...send} size="s" />
                </span>
              )}
              <SaveLine save={editor.save} words={savingOf('brouillon')} />
            </>
          }
          trouble={
            <>
              <ReadOnlyNotice id="draft-read-only" />
              <SaveTrouble editor={editor} words={savingOf('brouillon')} />
              <DraftNotes />
              {!view.serviceDisponible && <Notice tone="warn">{draftsText.service.parti}</Notice>}
              {!view.service.orientable && (
                <div data-champ="service" tabIndex={-1}>
                  <Notice tone="bad" title={draftsText.service.nonOrientable}>
                    {view.service.orientable_raison}
                  </Notice>
                </div>
              )}
            </>
          }
          aside={
            <>
              <ProblemsPanel {...send} onGo={leave}>
                <VerdictLine verdict={eligibility.verdict} />
              </ProblemsPanel>
              <EligibilityPanel eligibility={eligibility} />
              <ServiceRecap draft={view} />
            </>
          }
        >
          <KeyWarning />
          <fieldset disabled={readOnly} {...(readOnly && { 'aria-describedby': 'draft-read-only' })} className="draft-fields">
            <p className="draft-hint">{text.obligatoires}</p>
            <ConformitySection service={view.service} />
            <section className="draft-section" aria-labelledby="draft-demande">
              <h2 id="draft-demande">{draftsText.champs.demandeTitre}</h2>
              <PersonFields />
              <ContactFields />
              <ReasonField />
              <AttachmentsSection draft={view} files={files} />
              <ReferentFields />
              <CommitmentField draft={draft} />
            </section>
          </fieldset>
        </EditorPage>
        {sending.isOpen && (
          <SendDialog
            draft={draft}
            problems={problems}
            uploading={files.busy}
            reasons={sending.reasons}
            onReasons={sending.setReasons}
            set={set}
            stored={editor.stored}
            suite={sending.suite}
            onClose={sending.close}
            onComplete={sending.complete}
            onSent={({ id }) => onSent({ id, draft })}
          />
        )}
      </DraftFormContext>
      <RequestPaper draft={draft} ready={editor.ready} />
    </ScreenPage>
  )
}
