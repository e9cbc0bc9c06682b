import { fullName } from '#shared/accounts/compte.ts'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { shellAccount as t } from '../../i18n/shell-account.ts'
import { currentStructure } from '../../lib/account.ts'
import { href, type Screen } from '../../lib/route.ts'
import { SignOutDialog } from '../../lib/SignOutDialog.tsx'
import { useAccount } from '../../lib/use-account.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import { useOverlayRoot } from '../../ui/overlay-root.ts'
import { displayName } from '#shared/text/names.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import '../../ui/Popover.css'
import './AccountEntry.css'

const OWN: readonly Screen['name'][] = ['compte', 'membres', 'comptes', 'administration', 'rejoindre', 'conditions']

/** Who is signed in, in whose name, and what goes with it; « Se connecter » for who is not. */
export const AccountEntry = ({ here }: { readonly here: Screen['name'] }) => {
  const [leaving, setLeaving] = useState(false)
  const state = useAccount()
  const root = useOverlayRoot()
  const compte = state?.compte ?? null
  if (state === undefined || compte === null)
    return (
      <Link href={href.connexion()} quiet className="rail-link" aria-current={here === 'connexion' ? 'page' : 'false'}>
        <Icon name="user" size={20} />
        <span>{t.signIn}</span>
      </Link>
    )
  const current = currentStructure(state)
  const structure = current === null ? null : displayName(current.structure_nom)
  const name = fullName(compte)
  return (
    <>
      <MenuTrigger>
        <Button className="ui-link rail-link rail-account" aria-current={OWN.includes(here) ? 'page' : 'false'}>
          <Icon name="user" size={20} />
          <span className="rail-account-words">
            <VisuallyHidden>{t.label}</VisuallyHidden>
            <span className="rail-account-name">{compte.prenom || name}</span>
            <VisuallyHidden>, </VisuallyHidden>
            <span className="rail-account-structure">{structure ?? t.noStructure}</span>
          </span>
        </Button>
        <Popover className="ui-popover account-popover" placement="right bottom" UNSTABLE_portalContainer={root}>
          <AccountMenu state={state} compte={compte} onSignOut={() => setLeaving(true)} />
        </Popover>
      </MenuTrigger>
      <SignOutDialog isOpen={leaving} onClose={() => setLeaving(false)} />
    </>
  )
}
