import { useState } from 'react'
import { serverText as t } from '../i18n/sync.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { useAction, useCall } from './api.ts'
import { useSyncStatus } from './sync-status.ts'
import { showToast } from './toasts.ts'

/** Leaving the account: what stays on this machine is chosen, with what each choice loses said before it is made. */
export const SignOutDialog = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => {
  const [choice, setChoice] = useState<'garder' | 'effacer'>('garder')
  const status = useSyncStatus()
  const action = useAction('sync.signOut')
  const acts = useCall('moderation.pending', undefined, { enabled: isOpen }).data?.length ?? 0
  /** Changes the server does not have, and acts of moderation that it has not taken. */
  const unsent = status === undefined ? 0 : status.en_attente + status.a_verifier + acts
  const leave = () =>
    action.mutate(
      { effacer: choice === 'effacer' },
      {
        onSuccess: () => {
          onClose()
          showToast({ message: t.signedOut })
        },
      },
    )
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t.signOutTitle}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant={choice === 'effacer' ? 'danger' : 'primary'} isDisabled={action.isPending} onPress={leave}>
            {choice === 'effacer' ? t.signOutDoErase : t.signOutDo}
          </Button>
        </>
      }
    >
      <div className="ui-form">
        {unsent > 0 && <Notice tone="warn">{t.signOutUnsent(unsent)}</Notice>}
        <RadioGroup
          label={t.signOutChoice}
          value={choice}
          onChange={setChoice}
          choices={[
            { value: 'garder', label: t.signOutKeep, detail: t.signOutKeepHelp },
            {
              value: 'effacer',
              label: t.signOutErase,
              detail: unsent > 0 ? t.signOutEraseLost(unsent) : t.signOutEraseHelp,
            },
          ]}
        />
        {action.error !== null && (
          <Notice tone="bad" urgent>
            {action.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}
