import { CGU_VERSION } from '#shared/accounts/compte.ts'
import { conditions as t } from '../../i18n/conditions.ts'
import { useAction } from '../../lib/api.ts'
import { ConditionsText } from '../../lib/ConditionsText.tsx'
import { formatDate } from '../../lib/format.ts'
import { showToast } from '../../lib/toasts.ts'
import { useAccount } from '../../lib/use-account.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import './account.css'

/** `/conditions`: the text for everyone, and its acceptance for who has an account that lacks it. */
export const ConditionsScreen = () => {
  const state = useAccount()
  const accept = useAction('account.acceptCgu')
  useFocusWhenGone(state?.cgu_a_accepter === true)
  const accepted = state?.compte?.cgu[CGU_VERSION]
  return (
    <ScreenPage title={t.title}>
      <ConditionsText level={2} />
      <div className="conditions-end">
        {accepted !== undefined && <Notice tone="good">{t.accepted(formatDate(accepted))}</Notice>}
        {state?.cgu_a_accepter === true && <p className="muted">{t.due}</p>}
        {accept.error !== null && (
          <Notice tone="bad" urgent>
            {accept.error.message}
          </Notice>
        )}
        {state?.cgu_a_accepter === true && (
          <Button
            variant="primary"
            icon="check"
            isDisabled={accept.isPending}
            onPress={() => accept.mutate(undefined, { onSuccess: () => showToast({ message: t.acceptedNow }) })}
          >
            {accept.isPending ? t.accepting : t.accept}
          </Button>
        )}
      </div>
    </ScreenPage>
  )
}
