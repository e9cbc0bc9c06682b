import { CGU_VERSION } from '#shared/accounts/compte.ts'
import { create } from 'zustand'
import { conditions } from '../../i18n/conditions.ts'
import { shellAccount as t } from '../../i18n/shell-account.ts'
import { isSignedIn } from '../../lib/account.ts'
import { href, type Screen } from '../../lib/route.ts'
import { useAccount } from '../../lib/use-account.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'

/** Put away until the window is opened again: what is due is still said in « Mon compte », and where it is needed. */
const usePutAway = create<{ readonly version: string | null }>(() => ({ version: null }))

/** Where the conditions are already spoken of. */
const SAID: readonly Screen['name'][] = ['conditions', 'compte', 'rejoindre', 'connexion']

/** The conditions of use are due: said in one quiet line, which blocks neither reading nor searching. */
export const CguBanner = ({ here }: { readonly here: Screen['name'] }) => {
  const state = useAccount()
  const away = usePutAway(({ version }) => version) === CGU_VERSION
  const shown = isSignedIn(state) && state.cgu_a_accepter && !away && !SAID.includes(here)
  useFocusWhenGone(shown)
  if (!shown) return null
  return (
    <aside className="cgu-banner no-print" aria-label={conditions.title}>
      <Icon name="document" size={16} />
      <p>
        {Object.keys(state.compte.cgu).length === 0 ? conditions.bannerFirst : conditions.banner}{' '}
        <Link href={href.conditions()}>{conditions.read}</Link>
      </p>
      <IconButton label={t.bannerLater} icon="close" size="s" onPress={() => usePutAway.setState({ version: CGU_VERSION })} />
    </aside>
  )
}
