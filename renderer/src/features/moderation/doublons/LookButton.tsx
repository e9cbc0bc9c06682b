import { doublons as t } from '../../../i18n/doublons.ts'
import { isTeam } from '../../../lib/account.ts'
import { useAction } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { Button } from '../../../ui/Button.tsx'

/** Has the server compare everything now, rather than in its turn: for the team. */
export const LookButton = () => {
  const account = useAccount()
  const { mutate, isPending } = useAction('moderation.lookForDoublons')
  if (!isTeam(account?.compte)) return null
  return (
    <Button
      size="s"
      variant="quiet"
      isPending={isPending}
      onPress={() =>
        mutate(undefined, {
          onSuccess: () => showToast({ message: t.looking }),
          onError: (error) => showToast({ message: error.message, tone: 'erreur' }),
        })
      }
    >
      {t.look}
    </Button>
  )
}
