import { usageText as t } from '../../i18n/usage.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { useSettings } from '../../lib/settings.ts'
import { showToast } from '../../lib/toasts.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import './welcome.css'

/**
 * Above the search, once the first steps are put away: may this desk tell how it is used? Both answers weigh the same, it stands in
 * front of nothing, and it never comes back once answered.
 */
export const UsageNotice = () => {
  const { settings } = useSettings()
  const { data } = useCall('usage.state', undefined)
  const answer = useAction('usage.setConsent')
  const shown = settings?.bienvenueVue === true && data?.a_demander === true
  useFocusWhenGone(shown)
  if (!shown) return null
  const say = (oui: boolean) =>
    answer.mutate(
      { oui },
      {
        onSuccess: () => showToast({ message: oui ? t.thanks : t.refused }),
        onError: ({ message }) => showToast({ tone: 'erreur', message }),
      },
    )
  return (
    <aside className="welcome-notice usage-notice no-print" aria-label={t.title}>
      <Icon name="info" size={16} />
      <p>
        <strong>{t.notice}</strong> <span className="welcome-notice-text">{t.noticeText}</span>{' '}
        <Link href={href.reglages('usage')}>{t.noticeMore}</Link>
      </p>
      <span className="usage-notice-answers">
        <Button size="s" onPress={() => say(true)} isDisabled={answer.isPending}>
          {t.yes}
        </Button>
        <Button size="s" onPress={() => say(false)} isDisabled={answer.isPending}>
          {t.no}
        </Button>
      </span>
    </aside>
  )
}
