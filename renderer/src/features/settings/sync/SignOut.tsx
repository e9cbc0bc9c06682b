import { useState } from 'react'
import { serverText as t } from '../../../i18n/sync.ts'
import { useAction } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'

/** Leaving the account: what stays on this machine is chosen, with what each choice loses said before it is made. */
export const SignOut = ({ unsent }: { /** Changes the server does not have. */ readonly unsent: number }) => {
  const [asking, setAsking] = useState(false)
  const [choice, setChoice] = useState<'garder' | 'effacer'>('garder')
  const action = useAction('sync.signOut')
  const leave = () =>
    action.mutate(
      { effacer: choice === 'effacer' },
      {
        onSuccess: () => {
          setAsking(false)
          showToast({ message: t.signedOut })
        },
      },
    )
  return (
    <>
      <Button onPress={() => setAsking(true)} className="server-do">
        {t.signOut}
      </Button>
      <Dialog
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={t.signOutTitle}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t.cancel}</Button>
            <Button variant={choice === 'effacer' ? 'danger' : 'primary'} isDisabled={action.isPending} onPress={leave}>
              {choice === 'effacer' ? t.signOutDoErase : t.signOutDo}
            </Button>
          </>
        }
      >
        <div className="server-form">
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
    </>
  )
}
