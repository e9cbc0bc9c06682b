import { useMemo, useState } from 'react'
import type { Edit } from '#shared/contract/listing.ts'
import type { Problem } from '#shared/listing/problems.ts'
import { labelOf as referenceLabel } from '#shared/reference/labels.ts'
import { editableFields, labelOf } from '#shared/listing/groups.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { isTeam } from '../../lib/account.ts'
import { announce } from '../../lib/announce.ts'
import { client } from '../../lib/api.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { showToast } from '../../lib/toasts.ts'
import { useAccount } from '../../lib/use-account.ts'
import { requiredFields, wholeProblems } from './check.ts'
import type { EditorForm } from './context.ts'
import { asksDocuments, keepNoticeRead, NOTICE_FIELD, wasNoticeRead } from './notice.ts'
import { changedFields } from './rebase.ts'
import { emptyThemes } from './themes.ts'
import { useWorkingCopy, type WorkingCopy } from './use-working-copy.ts'
import { isNothing, listOf } from './values.ts'

const t = editorText.manques

/** Fields kept for the professionals who know them, and those that the structure does not decide of itself. */
const lockOf = (edit: Edit, champ: string, mayGrant: boolean): string | null => {
  if ((edit.masques as readonly string[]).includes(champ)) return editorText.masque
  return champ === 'siret' && !mayGrant ? editorText.champs.siretAide : null
}

export type Editor = {
  readonly copy: WorkingCopy
  readonly form: EditorForm
  /** What keeps it from being published; for others than services, from being sent. */
  readonly whole: readonly Problem[]
  readonly changed: boolean
  readonly isNew: boolean
  /** Every field says what is wrong with it from now on, and these lines beside their fields. */
  readonly tellAll: (problems: readonly Problem[]) => void
}

/** A listing being changed, with what its fields, its rail and its bar need to know of it. */
export const useEditor = (edit: Edit): Editor => {
  const { kind, id } = edit
  const copy = useWorkingCopy(edit)
  const { doc } = copy
  const mayGrant = isTeam(useAccount()?.compte)
  const readOnlyData = useReadOnly()
  const allowed = kind === 'structure' ? edit.droits.modifier : edit.droits.ecrire_services
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(editableFields(kind).filter((champ) => !isNothing(edit.base[champ]))),
  )
  const [told, setTold] = useState<readonly Problem[]>([])
  const [themes, setThemes] = useState<readonly string[]>([])
  const [noticeRead, setNoticeRead] = useState(() => wasNoticeRead(id))

  const rules = useMemo(() => wholeProblems(kind, doc), [kind, doc])
  const required = useMemo(() => requiredFields(kind, doc), [kind, doc])
  const themeless = emptyThemes(listOf(doc['thematiques']), themes).map((theme) => ({
    champ: 'thematiques',
    message: t.theme(referenceLabel('thematiques', theme)),
  }))
  const unread = kind !== 'structure' && asksDocuments(doc) && !noticeRead ? [{ champ: NOTICE_FIELD, message: t.notice }] : []
  const whole = [...rules.filter(({ champ }) => themeless.length === 0 || champ !== 'thematiques'), ...themeless, ...unread]

  const errorOf = (champ: string): string | undefined => {
    if (!left.has(champ)) return undefined
    return whole.find((one) => one.champ === champ)?.message ?? told.find((one) => one.champ === champ)?.message
  }
  const leave = (champ: string) => {
    setLeft((before) => (before.has(champ) ? before : new Set([...before, champ])))
    // What was told of it was told of what it said then.
    setTold((before) => (before.some((one) => one.champ === champ) ? before.filter((one) => one.champ !== champ) : before))
  }
  const choose = async (champ: string, which: 'mienne' | 'leur') => {
    try {
      await copy.flush()
      copy.show(await client.call('listing.choose', { kind, id, choix: { [champ]: which } }))
      announce(editorText.autres.choisi(labelOf(kind, champ)))
    } catch (error) {
      showToast({ tone: 'erreur', message: (error as Error).message })
    }
  }
  const isNew = Object.keys(edit.base).length === 0
  return {
    copy,
    whole,
    isNew,
    changed: isNew || changedFields(doc, edit.base).length > 0,
    tellAll: (problems) => {
      setLeft(new Set([...editableFields(kind), NOTICE_FIELD]))
      setTold(problems)
    },
    form: {
      kind,
      edit,
      doc,
      set: copy.set,
      patch: copy.patch,
      leave,
      errorOf,
      isRequired: (champ) => required.has(champ),
      readOnly: readOnlyData || !allowed || copy.save.kind === 'supprime',
      lockOf: (champ) => lockOf(edit, champ, mayGrant),
      choose: (champ, which) => void choose(champ, which),
      mayGrant,
      themes,
      setThemes,
      noticeRead,
      setNoticeRead: (read) => {
        setNoticeRead(read)
        keepNoticeRead(id, read)
      },
      problems: whole,
    },
  }
}
