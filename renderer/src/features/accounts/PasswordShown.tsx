import { fullName } from '#shared/accounts/compte.ts'
import type { AccountCreated } from '#shared/accounts/wire.ts'
import { accountsText as t } from '../../i18n/accounts.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { CopyButton } from '../../ui/sheet/CopyButton.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** A password told once: it is nowhere else, and stays on screen until it is put away on purpose. */
export const PasswordShown = ({ created, onClose }: { readonly created: AccountCreated; readonly onClose: () => void }) => (
  <Dialog
    isOpen
    // A click beside it must not lose it.
    keepOpen
    onClose={onClose}
    title={t.passwordTitle(fullName(created.compte))}
    actions={
      <Button variant="primary" onPress={onClose}>
        {t.passwordDone}
      </Button>
    }
  >
    <div className="ui-form">
      <Notice tone="warn">{t.passwordOnce}</Notice>
      <TextField label={t.email} value={created.compte.courriel} isReadOnly />
      <div className="accounts-password">
        <TextField label={t.password} value={created.mot_de_passe} isReadOnly autoFocus />
        <CopyButton label={t.copy} text={created.mot_de_passe} />
      </div>
    </div>
  </Dialog>
)
