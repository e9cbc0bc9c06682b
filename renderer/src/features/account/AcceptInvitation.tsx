import { useState } from 'react'
import type { Rattachement } from '#shared/accounts/compte.ts'
import { accountText as t } from '../../i18n/account.ts'
import { client } from '../../lib/api.ts'
import { CguCheck } from '../../lib/CguCheck.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { displayName } from '#shared/text/names.ts'

type Props = {
  readonly tie: Rattachement
  readonly cguDue: boolean
  readonly onClose: () => void
  readonly onAccepted: () => void
}

/** An invitation being accepted: what it makes of the person, and the conditions when they are due. */
export const AcceptInvitation = ({ tie, cguDue, onClose, onAccepted }: Props) => {
  const [agreed, setAgreed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const accept = async () => {
    setBusy(true)
    setError(null)
    try {
      if (cguDue) await client.call('account.acceptCgu', undefined)
      await client.call('members.accept', { structureId: tie.structure_id, userId: tie.user_id })
      onAccepted()
    } catch (failure) {
      setError(failure as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      title={t.acceptTitle(displayName(tie.structure_nom))}
      confirm={t.acceptDo}
      isBusy={busy}
      isDisabled={cguDue && !agreed}
      error={error}
      onClose={onClose}
      onConfirm={() => void accept()}
    >
      <p>{t.acceptText(tie.admin)}</p>
      {cguDue && <CguCheck isSelected={agreed} onChange={setAgreed} />}
    </ConfirmDialog>
  )
}
