import { welcomeText as t } from '../../i18n/welcome.ts'
import { href } from '../../lib/route.ts'
import { useSettings } from '../../lib/settings.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import './welcome.css'

/** Above the search at the first visits: one line that can be put away for good, and stands in front of nothing. */
export const WelcomeNotice = () => {
  const { settings, set } = useSettings()
  useFocusWhenGone(settings?.bienvenueVue === false)
  if (settings === undefined || settings.bienvenueVue) return null
  return (
    <aside className="welcome-notice no-print" aria-label={t.notice}>
      <Icon name="info" size={16} />
      <p>
        <strong>{t.notice}</strong> <span className="welcome-notice-text">{t.noticeText}</span>{' '}
        <Link href={href.bienvenue()}>{t.noticeGo}</Link>
      </p>
      <IconButton label={t.noticeClose} icon="close" size="s" onPress={() => set({ bienvenueVue: true })} />
    </aside>
  )
}
