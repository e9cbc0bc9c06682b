import type { Member, StructureView } from '#shared/accounts/wire.ts'
import { membersText as t } from '../../i18n/members.ts'
import { showToast } from '../../lib/toasts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { displayName } from '#shared/text/names.ts'
import { RoleDialog } from './RoleDialog.tsx'
import { nameOf } from './rows.ts'
import { useMemberAction } from './use-member-action.ts'

export type Asked = 'role' | 'retirer' | 'quitter' | 'annuler' | 'retirer-demande' | 'refuser' | null

type Question = {
  readonly procedure: 'members.remove' | 'members.cancel' | 'members.refuse'
  readonly title: string
  readonly text: string | null
  readonly confirm: string
  readonly danger: boolean
  readonly done: string
}

/** What each act does, asked before it is done: those who lose something know what. */
const questionOf = (asked: Exclude<Asked, 'role' | null>, name: string, structure: string, isAlone: boolean): Question => {
  switch (asked) {
    case 'retirer':
      return {
        procedure: 'members.remove',
        title: t.removeTitle(name),
        text: t.removeText,
        confirm: t.remove,
        danger: true,
        done: t.removed(name),
      }
    case 'quitter':
      return {
        procedure: 'members.remove',
        title: t.leaveTitle(structure),
        text: isAlone ? t.leaveAlone : t.leaveText,
        confirm: t.leave,
        danger: true,
        done: t.left(structure),
      }
    case 'annuler':
      return {
        procedure: 'members.cancel',
        title: t.cancelTitle,
        text: t.cancelText(name),
        confirm: t.cancel,
        danger: true,
        done: t.cancelled(name),
      }
    case 'retirer-demande':
      return {
        procedure: 'members.cancel',
        title: t.withdraw,
        text: null,
        confirm: t.withdraw,
        danger: false,
        done: t.withdrawn,
      }
    case 'refuser':
      return {
        procedure: 'members.refuse',
        title: t.refuseTitle(name),
        text: t.refuseText,
        confirm: t.refuse,
        danger: true,
        done: t.turnedDown(name),
      }
  }
}

type AskProps = {
  readonly question: Question
  readonly of: { readonly structureId: string; readonly userId: string }
  readonly onClose: () => void
}

const Ask = ({ question: { procedure, title, text, confirm, danger, done }, of, onClose }: AskProps) => {
  const action = useMemberAction(procedure)
  return (
    <ConfirmDialog
      title={title}
      confirm={confirm}
      danger={danger}
      isBusy={action.isPending}
      error={action.error}
      onClose={onClose}
      onConfirm={() =>
        void action.run(of, () => {
          onClose()
          showToast({ message: done })
        })
      }
    >
      {text !== null && <p>{text}</p>}
    </ConfirmDialog>
  )
}

type Props = {
  readonly member: Member
  readonly structure: StructureView
  /** The last administrator, of whom nobody would be left. */
  readonly isAlone: boolean
  readonly asked: Asked
  readonly onClose: () => void
}

/** The question asked about a person, if any. */
export const MemberDialogs = ({ member, structure, isAlone, asked, onClose }: Props) => {
  if (asked === null) return null
  if (asked === 'role') return <RoleDialog member={member} structureId={structure.id} onClose={onClose} />
  return (
    <Ask
      question={questionOf(asked, nameOf(member), displayName(structure.nom), isAlone)}
      of={{ structureId: structure.id, userId: member.user_id }}
      onClose={onClose}
    />
  )
}
