import { useState } from 'react'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { serverText as t } from '../../../i18n/sync.ts'
import { useAction } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { serverAddress } from './address.ts'

const CHOICES = [
  { value: 'poste' as const, label: t.embedded, detail: t.embeddedHelp },
  { value: 'autre' as const, label: t.remote, detail: t.remoteHelp },
]

/** Which server: the one that comes with the application, or one shared by an organisation. */
export const ServerAddress = ({ status: { serveur, embarque } }: { readonly status: SyncStatus }) => {
  const current = serveur !== null && !embarque ? 'autre' : 'poste'
  const [choice, setChoice] = useState<'poste' | 'autre'>(current)
  const [typed, setTyped] = useState(current === 'autre' ? (serveur ?? '') : '')
  const [problem, setProblem] = useState<string | undefined>()
  const action = useAction('sync.setServer')
  const address = choice === 'poste' ? null : serverAddress(typed)
  const changed = choice !== current || (choice === 'autre' && address !== serverAddress(serveur ?? ''))

  const apply = () => {
    if (choice === 'autre' && address === null) {
      setProblem(t.addressWrong)
      return
    }
    setProblem(undefined)
    action.mutate(
      { adresse: address },
      { onSuccess: () => showToast({ message: t.addressChanged }), onError: ({ message }) => setProblem(message) },
    )
  }
  return (
    <form
      className="server-form"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <RadioGroup
        label={t.address}
        choices={CHOICES}
        value={choice}
        onChange={(next) => {
          setChoice(next)
          setProblem(undefined)
        }}
      />
      {choice === 'autre' && (
        <TextField
          label={t.addressField}
          description={t.addressHelp}
          value={typed}
          onChange={setTyped}
          type="url"
          inputMode="url"
          autoComplete="off"
          maxLength={2083}
          errorMessage={problem}
        />
      )}
      {choice === 'poste' && problem !== undefined && (
        <p className="ui-error" role="alert">
          {problem}
        </p>
      )}
      {changed && (
        <>
          <p className="ui-description">{t.addressEffect}</p>
          <Button type="submit" isDisabled={action.isPending} className="server-do">
            {t.addressApply}
          </Button>
        </>
      )}
    </form>
  )
}
