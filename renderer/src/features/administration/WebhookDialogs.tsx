import type { WebhookVue } from '#shared/partners/webhook.ts'
import { webhooks as t } from '../../i18n/administration-webhooks.ts'
import { useAction } from '../../lib/api.ts'
import { formatDateTime } from '../../lib/format.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Table } from './Table.tsx'

type Props = { readonly one: WebhookVue; readonly onClose: () => void }

export const RotateDialog = ({ one: { id, nom }, onTold, onClose }: Props & { readonly onTold: (secret: string) => void }) => {
  const { mutate, isPending, error } = useAction('webhooks.rotate')
  return (
    <ConfirmDialog
      title={t.rotateTitle}
      confirm={t.rotate}
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate({ id }, { onSuccess: ({ secret }) => onTold(secret) })}
      onClose={onClose}
    >
      <p>{nom}</p>
      <p>{t.rotateText}</p>
    </ConfirmDialog>
  )
}

export const RemoveDialog = ({ one: { id, nom }, onDone, onClose }: Props & { readonly onDone: () => void }) => {
  const { mutate, isPending, error } = useAction('webhooks.remove')
  const remove = () =>
    mutate(
      { id },
      {
        onSuccess: () => {
          showToast({ message: t.removed(nom) })
          onDone()
        },
      },
    )
  return (
    <ConfirmDialog
      title={t.removeTitle}
      confirm={t.remove}
      danger
      isBusy={isPending}
      error={error}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{nom}</p>
      <p>{t.removeText}</p>
    </ConfirmDialog>
  )
}

/** No bodies: they are identifiers, which the log of the server holds for a while, and this screen does not. */
export const DeliveriesDialog = ({ one: { nom, envois }, onClose }: Props) => (
  <Dialog
    isOpen
    size="l"
    title={t.deliveriesTitle(nom)}
    onClose={onClose}
    actions={
      <Button onPress={onClose} autoFocus>
        {t.close}
      </Button>
    }
  >
    {envois.length === 0 ? (
      <p>{t.noDeliveries}</p>
    ) : (
      <Table label={t.deliveriesTable} columns={Object.values(t.deliveriesColumns)} numbers={[3, 4]}>
        {envois.map((envoi) => (
          <tr key={envoi.id}>
            <td className="admin-nowrap">{formatDateTime(envoi.le)}</td>
            <th scope="row">{t.whatOf(envoi)}</th>
            <td>
              <Tag tone={envoi.arrive ? 'good' : 'warn'} icon={envoi.arrive ? 'check' : 'warning'}>
                {envoi.arrive ? t.arrived : t.notArrived}
              </Tag>
              {envoi.echec !== null && <span className="muted">{t.why(envoi.echec, envoi.statut)}</span>}
            </td>
            <td className="admin-number">{t.lasted(envoi.duree_ms)}</td>
            <td className="admin-number">{t.count(envoi.essais)}</td>
          </tr>
        ))}
      </Table>
    )}
  </Dialog>
)
