import { useState } from 'react'
import type { Member } from '#shared/accounts/wire.ts'
import { membersText as t } from '../../i18n/members.ts'
import { people } from '../../i18n/people.ts'
import { showToast } from '../../lib/toasts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { ROLES, type RoleChoice } from './roles.ts'
import { nameOf } from './rows.ts'
import { useMemberAction } from './use-member-action.ts'

type Props = { readonly member: Member; readonly structureId: string; readonly onClose: () => void }

/** What each role may do, and which one this member has. */
export const RoleDialog = ({ member, structureId, onClose }: Props) => {
  const before: RoleChoice = member.admin ? 'admin' : 'user'
  const [role, setRole] = useState<RoleChoice>(before)
  const action = useMemberAction('members.setAdmin')
  const name = nameOf(member)
  return (
    <ConfirmDialog
      title={t.roleTitle(name)}
      confirm={t.save}
      isBusy={action.isPending}
      isDisabled={role === before}
      error={action.error}
      onClose={onClose}
      onConfirm={() =>
        void action.run({ structureId, userId: member.user_id, admin: role === 'admin' }, () => {
          onClose()
          showToast({ message: t.roleChanged(name, (role === 'admin' ? people.admin : people.user).toLowerCase()) })
        })
      }
    >
      <RadioGroup label={people.role} choices={ROLES} value={role} onChange={setRole} />
    </ConfirmDialog>
  )
}
