import { useEffect, useRef, useState } from 'react'
import type { Edit } from '#shared/contract/listing.ts'
import { labelOf } from '#shared/listing/groups.ts'
import { sameValue } from '#shared/listing/model.ts'
import type { ServiceStatus } from '#shared/listing/status.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { client } from '../../lib/api.ts'
import { ReadOnlyNotice } from '../../lib/ReadOnlyNotice.tsx'
import { useReadOnly } from '../../lib/read-only.ts'
import { href, navigate } from '../../lib/route.ts'
import { useSyncStatus } from '../../lib/sync-status.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMedia } from '../../lib/use-media.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Bar } from './Bar.tsx'
import { EditorContext, focusField } from './context.ts'
import { FormPane } from './FormPane.tsx'
import { Followers, ModelPanel } from './ModelPanel.tsx'
import { Panels, type PanelName } from './Panels.tsx'
import { ProblemsPanel, RefusalNotice } from './Problems.tsx'
import { focusSection } from './sections/FormSection.tsx'
import { sectionOf } from './sections.ts'
import { Others, RefusedSending, SaveTrouble } from './Troubles.tsx'
import { useEditor } from './use-editor.ts'
import { usePresence } from './use-presence.ts'
import { useSubmit } from './use-submit.ts'
import { textOf } from './values.ts'

const WIDE = '(width >= 1280px)'
const say = (message: string) => showToast({ message })
const fail = ({ message }: Error) => showToast({ tone: 'erreur', message })

/** One listing on one page: form, what is missing, what others do, what it will look like. Stored as it is typed. */
export const Editor = ({ edit, panel: asked }: { readonly edit: Edit; readonly panel: PanelName | null }) => {
  const { kind, id, structure_id: structureId } = edit
  const back = href.offre(structureId, kind === 'modele' ? 'modeles' : undefined)
  const editor = useEditor(edit)
  const { copy, form, whole, isNew } = editor
  const wide = useMedia(WIDE)
  const [panel, setPanel] = useState<PanelName>(asked ?? (wide ? 'apercu' : 'formulaire'))
  // Without room for both, the form comes first.
  useEffect(() => setPanel((before) => (wide || asked !== null ? before : 'formulaire')), [wide, asked])
  const [saved, setSaved] = useState(false)
  const present = usePresence(kind, id, !form.readOnly && !isNew)
  const offline = useSyncStatus()?.etat === 'hors-ligne'
  const readOnlyData = useReadOnly()

  // The form may be behind another panel: the focus waits for it.
  const wished = useRef<string | null>(null)
  const [turn, setTurn] = useState(0)
  const go = (champ: string) => {
    form.leave(champ)
    wished.current = champ
    if (!wide) setPanel('formulaire')
    setTurn((before) => before + 1)
  }
  useEffect(() => {
    const champ = wished.current
    wished.current = null
    if (champ !== null && !focusField(champ)) focusSection(sectionOf(kind, champ)?.code ?? '')
  }, [turn, kind])

  const sending = useSubmit({
    kind,
    id,
    copy,
    whole,
    label: (champ) => labelOf(kind, champ),
    onRefused: (problems) => {
      editor.tellAll(problems)
      const [first] = problems
      if (first !== undefined) go(first.champ)
    },
    onSent: (statut) => {
      setSaved(true)
      const done =
        statut === 'PUBLISHED'
          ? editorText.actes.publie
          : statut === 'DRAFT'
            ? editorText.actes.enBrouillon
            : editorText.actes.enregistre
      say(offline ? `${done} ${editorText.actes.horsLigne}` : done)
    },
  })
  const submit = (statut: ServiceStatus | null) => {
    setSaved(false)
    const known =
      edit.statut === 'PUBLISHED' && !isNew ? whole.filter(({ champ }) => sameValue(edit.base[champ], form.doc[champ])) : []
    const before = new Set(known.map(({ champ }) => champ))
    // A published service may be mended one field at a time: what was missing before holds nothing back.
    const strict =
      statut === 'PUBLISHED' || (kind === 'service' && statut === null && whole.some(({ champ }) => !before.has(champ)))
    void sending.submit(statut, strict)
  }
  const discard = async () => {
    try {
      await copy.flush()
      await client.call('listing.discard', { kind, id })
      sending.forget()
      const undo = async () => {
        await client.call('listing.restore', { kind, id })
        say(editorText.actes.retabli)
        if (isNew) navigate(href.modifier(kind, structureId, id))
        else await copy.reload()
      }
      showToast({
        message: editorText.actes.abandonne,
        action: { label: editorText.actes.annuler, run: () => void undo().catch(fail) },
      })
      if (isNew) navigate(back, { replace: true })
      else await copy.reload()
    } catch (error) {
      fail(error as Error)
    }
  }

  const title = editorText.titre[kind][isNew ? 'nouveau' : 'connu']
  const status =
    kind !== 'service' ? null : isNew ? editorText.statut.jamais : edit.statut === null ? null : editorText.statut[edit.statut]
  const formPane = <FormPane sections={whole} />
  return (
    <EditorContext value={form}>
      <ScreenPage
        title={title}
        wide
        subtitle={
          <>
            {textOf(form.doc['nom']) || editorText.sansTitre}
            {kind !== 'structure' && ` · ${edit.structure_nom}`}
          </>
        }
        actions={
          <div className="fiche-head">
            {status !== null && <Tag tone={edit.statut === 'PUBLISHED' && !isNew ? 'good' : 'neutral'}>{status}</Tag>}
            <Link href={back} className="fiche-back">
              <Icon name="arrow-left" size={16} />
              {editorText.retour}
            </Link>
          </div>
        }
      >
        <div className="fiche-top">
          <ReadOnlyNotice />
          {form.readOnly && !readOnlyData && copy.save.kind !== 'supprime' && (
            <Notice title={editorText.lectureSeule}>{editorText.lectureSeuleAide}</Notice>
          )}
          <SaveTrouble copy={copy} />
          <RefusedSending shown={edit.envoi === 'refuse'} />
          <Others kind={kind} present={present} copy={copy} heurts={edit.heurts} onGo={go} />
          {sending.refusal !== null && <RefusalNotice refusal={sending.refusal} onGo={go} />}
          {saved && kind === 'modele' && <Followers modelId={id} structureId={structureId} onLater={() => setSaved(false)} />}
          <ModelPanel />
          {sending.refusal === null && kind !== 'modele' && (
            <ProblemsPanel isService={kind === 'service'} problems={whole} onGo={go} />
          )}
        </div>
        <Panels wide={wide} selected={panel} onSelect={setPanel} form={formPane} onGo={go} />
        <Bar
          edit={edit}
          isNew={isNew}
          changed={editor.changed}
          save={copy.save}
          begun={copy.begun}
          busy={sending.busy}
          offline={offline}
          readOnly={form.readOnly}
          onSubmit={submit}
          onDiscard={() => void discard()}
        />
      </ScreenPage>
    </EditorContext>
  )
}
