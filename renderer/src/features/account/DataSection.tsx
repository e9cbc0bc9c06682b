import { useState } from 'react'
import type { Compte } from '#shared/accounts/compte.ts'
import { accountText as t } from '../../i18n/account.ts'
import { people } from '../../i18n/people.ts'
import { useAction } from '../../lib/api.ts'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageSection } from '../../ui/PageSection.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { saveBytes } from '../../lib/save-bytes.ts'

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) => (
  <div>
    <h3>{title}</h3>
    <ul className="account-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </div>
)

const RemoveDialog = ({ compte, onClose }: { readonly compte: Compte; readonly onClose: () => void }) => {
  const [typed, setTyped] = useState('')
  const remove = useAction('account.remove')
  const same = typed.trim().toLowerCase() === compte.courriel.toLowerCase()
  const submit = () => {
    if (!same) return
    // Not by the callbacks of `mutate`: the account may be told gone, and this dialog with it, before the answer comes.
    remove.mutateAsync({ courriel: typed.trim() }).then(
      () => {
        onClose()
        showToast({ message: t.removed })
        navigate(href.recherche())
      },
      () => {
        // Said by `remove.error`.
      },
    )
  }
  return (
    <Dialog isOpen onClose={onClose} title={t.removeTitle}>
      <Form onSubmit={submit}>
        <Lines title={t.removeGoes} lines={t.removeGoesList} />
        <Lines title={t.removeStays} lines={t.removeStaysList} />
        <TextField
          label={t.removeField}
          description={t.removeConfirm(compte.courriel)}
          type="email"
          autoComplete="off"
          value={typed}
          onChange={setTyped}
          maxLength={254}
        />
        {remove.error !== null && (
          <Notice tone="bad" urgent>
            {remove.error.message}
          </Notice>
        )}
        <div className="ui-form-actions">
          <Button onPress={onClose}>{people.cancel}</Button>
          <Button type="submit" variant="danger" isDisabled={!same || remove.isPending}>
            {t.removeDo}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

/** Everything the server holds about the person, in a file; and the end of the account. */
export const DataSection = ({ compte }: { readonly compte: Compte }) => {
  const [asking, setAsking] = useState(false)
  const take = useAction('account.export')
  const download = () =>
    take.mutate(undefined, {
      onSuccess: ({ nom, contenu }) => {
        saveBytes(nom, contenu, 'application/json')
        showToast({ message: t.exported(nom) })
      },
    })
  return (
    <PageSection title={t.data} help={t.dataHelp}>
      {take.error !== null && (
        <Notice tone="bad" urgent>
          {take.error.message}
        </Notice>
      )}
      <p>
        <Button icon="download" isDisabled={take.isPending} onPress={download}>
          {take.isPending ? t.exporting : t.export}
        </Button>
      </p>
      <div className="ui-form">
        <p className="ui-description">{t.removeHelp}</p>
        <Button variant="danger" icon="trash" onPress={() => setAsking(true)}>
          {t.remove}
        </Button>
      </div>
      {asking && <RemoveDialog compte={compte} onClose={() => setAsking(false)} />}
    </PageSection>
  )
}
