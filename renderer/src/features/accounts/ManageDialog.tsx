import { useState } from 'react'
import { fullName } from '#shared/accounts/compte.ts'
import type { AccountCreated, AccountRow } from '#shared/accounts/wire.ts'
import { accountsText as t } from '../../i18n/accounts.ts'
import { readAgain, useAction } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { isIncomplete, RightsFields, type Rights } from './RightsFields.tsx'

type Asked = 'mot-de-passe' | 'desactiver' | 'supprimer' | null

type Props = {
  readonly account: AccountRow
  /** One's own: it is not shut from here. */
  readonly isMe: boolean
  readonly onClose: () => void
  readonly onPassword: (created: AccountCreated) => void
}

const again = () => void readAgain('accounts.list')

const rightsOf = ({ role, gestionnaire, departements }: AccountRow): Rights => ({
  role,
  gestionnaire,
  departements: new Set(departements),
})

const RightsForm = ({ account, onClose }: Pick<Props, 'account' | 'onClose'>) => {
  const [rights, setRights] = useState(() => rightsOf(account))
  const [tried, setTried] = useState(false)
  const update = useAction('accounts.update')
  const submit = () => {
    setTried(true)
    if (isIncomplete(rights)) return
    const { role, gestionnaire } = rights
    const departements = gestionnaire ? [...rights.departements].sort() : []
    update.mutate(
      { userId: account.id, patch: { role, gestionnaire, departements } },
      {
        onSuccess: () => {
          again()
          onClose()
          showToast({ message: t.saved(fullName(account)) })
        },
      },
    )
  }
  return (
    <Form label={t.rights} onSubmit={submit}>
      <RightsFields rights={rights} onChange={setRights} tried={tried} />
      {update.error !== null && (
        <Notice tone="bad" urgent>
          {update.error.message}
        </Notice>
      )}
      <Button type="submit" variant="primary" isDisabled={update.isPending}>
        {t.save}
      </Button>
    </Form>
  )
}

const Questions = ({ account, asked, onAnswered, onClose, onPassword }: Omit<Props, 'isMe'> & QuestionProps) => {
  const update = useAction('accounts.update')
  const reset = useAction('accounts.resetPassword')
  const remove = useAction('accounts.remove')
  const name = fullName(account)
  const userId = account.id
  const done = (message: string) => {
    again()
    onClose()
    showToast({ message })
  }
  if (asked === 'mot-de-passe')
    return (
      <ConfirmDialog
        title={t.resetTitle(name)}
        confirm={t.reset}
        isBusy={reset.isPending}
        error={reset.error}
        onClose={onAnswered}
        // Heard also when this dialog was closed meanwhile: the password is told this once only.
        onConfirm={() => void reset.mutateAsync({ userId }).then(onPassword, () => {})}
      >
        <p>{t.resetText}</p>
      </ConfirmDialog>
    )
  if (asked === 'desactiver')
    return (
      <ConfirmDialog
        title={t.deactivateTitle(name)}
        confirm={t.deactivate}
        danger
        isBusy={update.isPending}
        error={update.error}
        onClose={onAnswered}
        onConfirm={() => update.mutate({ userId, patch: { actif: false } }, { onSuccess: () => done(t.deactivated(name)) })}
      >
        <p>{t.deactivateText}</p>
      </ConfirmDialog>
    )
  if (asked === 'supprimer')
    return (
      <ConfirmDialog
        title={t.removeTitle(name)}
        confirm={t.remove}
        danger
        isBusy={remove.isPending}
        error={remove.error}
        onClose={onAnswered}
        onConfirm={() => remove.mutate({ userId }, { onSuccess: () => done(t.removed(name)) })}
      >
        <p>{t.removeText}</p>
      </ConfirmDialog>
    )
  return null
}
type QuestionProps = { readonly asked: Asked; readonly onAnswered: () => void }

/** Everything that may be done about one account: one dialog for the whole list, so that thousands of rows stay light. */
export const ManageDialog = (props: Props) => {
  const { account, isMe, onClose } = props
  const [asked, setAsked] = useState<Asked>(null)
  const update = useAction('accounts.update')
  const name = fullName(account)
  const reactivate = () =>
    update.mutate(
      { userId: account.id, patch: { actif: true } },
      {
        onSuccess: () => {
          again()
          onClose()
          showToast({ message: t.reactivated(name) })
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={name}>
      <div className="accounts-manage">
        {name !== account.courriel && <p className="muted">{account.courriel}</p>}
        <RightsForm account={account} onClose={onClose} />
        <section className="accounts-acts" aria-label={t.actions}>
          {update.error !== null && (
            <Notice tone="bad" urgent>
              {update.error.message}
            </Notice>
          )}
          <div className="ui-form-actions">
            <Button icon="lock" onPress={() => setAsked('mot-de-passe')}>
              {t.reset}
            </Button>
            {account.actif && !isMe && <Button onPress={() => setAsked('desactiver')}>{t.deactivate}</Button>}
            {!account.actif && (
              <Button isDisabled={update.isPending} onPress={reactivate}>
                {t.reactivate}
              </Button>
            )}
            {!isMe && (
              <Button variant="danger" icon="trash" onPress={() => setAsked('supprimer')}>
                {t.remove}
              </Button>
            )}
          </div>
        </section>
      </div>
      <Questions {...props} asked={asked} onAnswered={() => setAsked(null)} />
    </Dialog>
  )
}
