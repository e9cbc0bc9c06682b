import type { CleApi } from '#shared/partners/key.ts'
import { cles as t } from '../../i18n/administration-cles.ts'
import { useAction } from '../../lib/api.ts'
import { formatCount, formatDate } from '../../lib/format.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Table } from './Table.tsx'

type Props = { readonly one: CleApi; readonly onClose: () => void }
type Ends = Props & { readonly onDone: () => void }

export const RevokeDialog = ({ one: { id, nom }, onDone, onClose }: Ends) => {
  const { mutate, isPending, error } = useAction('cles.revoquer')
  const revoke = () =>
    mutate(
      { id },
      {
        onSuccess: () => {
          showToast({ message: t.revokedNow(nom) })
          onDone()
        },
      },
    )
  return (
    <ConfirmDialog
      title={t.revokeTitle}
      confirm={t.revoke}
      danger
      isBusy={isPending}
      error={error}
      onConfirm={revoke}
      onClose={onClose}
    >
      <p>{nom}</p>
      <p>{t.revokeText}</p>
    </ConfirmDialog>
  )
}

export const ForgetDialog = ({ one: { id, nom }, onDone, onClose }: Ends) => {
  const { mutate, isPending, error } = useAction('cles.oublier')
  const forget = () =>
    mutate(
      { id },
      {
        onSuccess: () => {
          showToast({ message: t.forgotten(nom) })
          onDone()
        },
      },
    )
  return (
    <ConfirmDialog
      title={t.forgetTitle}
      confirm={t.forget}
      danger
      isBusy={isPending}
      error={error}
      onConfirm={forget}
      onClose={onClose}
    >
      <p>{nom}</p>
      <p>{t.forgetText}</p>
    </ConfirmDialog>
  )
}

export const DaysDialog = ({ one: { nom, jours }, onClose }: Props) => (
  <Dialog
    isOpen
    title={t.daysTitle(nom)}
    onClose={onClose}
    actions={
      <Button onPress={onClose} autoFocus>
        {t.close}
      </Button>
    }
  >
    {jours.length === 0 ? (
      <p>{t.noDays}</p>
    ) : (
      <Table label={t.daysTable} columns={Object.values(t.daysColumns)} numbers={[1, 2]}>
        {jours.map(({ jour, demandes, refusees }) => (
          <tr key={jour}>
            <th scope="row" className="admin-nowrap">
              {formatDate(jour)}
            </th>
            <td className="admin-number">{formatCount(demandes)}</td>
            <td className="admin-number">{formatCount(refusees)}</td>
          </tr>
        ))}
      </Table>
    )}
  </Dialog>
)
