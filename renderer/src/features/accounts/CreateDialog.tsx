import { useState } from 'react'
import type { AccountCreated } from '#shared/accounts/wire.ts'
import { accountsText as t } from '../../i18n/accounts.ts'
import { people } from '../../i18n/people.ts'
import { isAddress } from '../../lib/addresses.ts'
import { readAgain, useAction } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { isIncomplete, RightsFields, type Rights } from './RightsFields.tsx'

type Props = { readonly onClose: () => void; readonly onCreated: (created: AccountCreated) => void }

/** A local account: its address, its name, its rights; the password comes back with the answer. */
export const CreateDialog = ({ onClose, onCreated }: Props) => {
  const [email, setEmail] = useState('')
  const [prenom, setPrenom] = useState('')
  const [nom, setNom] = useState('')
  const [rights, setRights] = useState<Rights>({ role: 'professionnel', gestionnaire: false, departements: new Set() })
  const [tried, setTried] = useState(false)
  const create = useAction('accounts.create')
  const taken = create.error?.code === 'compte-courriel-pris' ? create.error.message : undefined
  const submit = () => {
    setTried(true)
    if (!isAddress(email) || isIncomplete(rights)) return
    const asked = {
      courriel: email.trim(),
      prenom: prenom.trim(),
      nom: nom.trim(),
      role: rights.role,
      gestionnaire: rights.gestionnaire,
      departements: rights.gestionnaire ? [...rights.departements].sort() : [],
    }
    // Heard also when this dialog was closed meanwhile: the password is told this once only. A failure is shown by `create.error`.
    void create.mutateAsync(asked).then(
      (created) => {
        void readAgain('accounts.list')
        onCreated(created)
      },
      () => {},
    )
  }
  return (
    <Dialog isOpen onClose={onClose} title={t.newTitle}>
      <Form onSubmit={submit}>
        <p className="ui-description">{t.newHelp}</p>
        <TextField
          label={t.email}
          type="email"
          autoComplete="off"
          autoFocus
          value={email}
          onChange={(text) => {
            setEmail(text)
            if (taken !== undefined) create.reset()
          }}
          maxLength={254}
          errorMessage={taken ?? (tried && !isAddress(email) ? people.emailWrong : undefined)}
        />
        <div className="accounts-names">
          <TextField label={t.firstName} value={prenom} onChange={setPrenom} maxLength={140} autoComplete="off" />
          <TextField label={t.lastName} value={nom} onChange={setNom} maxLength={140} autoComplete="off" />
        </div>
        <RightsFields rights={rights} onChange={setRights} tried={tried} />
        {create.error !== null && taken === undefined && (
          <Notice tone="bad" urgent>
            {create.error.message}
          </Notice>
        )}
        <div className="ui-form-actions">
          <Button onPress={onClose}>{people.cancel}</Button>
          <Button type="submit" variant="primary" isDisabled={create.isPending}>
            {create.isPending ? t.creating : t.createDo}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
