import type { AccountState } from '#shared/contract/account.ts'
import type { Compte, Rattachement } from '#shared/accounts/compte.ts'
import { fold } from '#shared/geo/fold.ts'
import { listingText } from '../../i18n/listing.ts'
import { shellAccount as t } from '../../i18n/shell-account.ts'
import { currentStructure, isTeam, memberships } from '../../lib/account.ts'
import { href } from '../../lib/route.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { displayName } from '#shared/text/names.ts'

/** Above that many structures, they are filtered as one types. */
const MANY = 10

export const hasMany = (state: Pick<AccountState, 'rattachements'>): boolean => memberships(state).length > MANY

/** One's structures whose name has, for each word typed, a word that begins like it. */
export const structuresFor = (state: Pick<AccountState, 'rattachements'>, typed: string): readonly Rattachement[] => {
  const words = fold(typed).split(' ').filter(Boolean)
  return memberships(state).filter(({ structure_nom: nom }) => {
    const parts = fold(nom).split(' ')
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  })
}

export type AccountScreen = { readonly id: string; readonly label: string; readonly icon: IconName; readonly to: string }

/** The screens of an account: the menu and the palette name the same ones. */
export const accountScreens = (
  state: Pick<AccountState, 'rattachements' | 'structure_courante' | 'session_expiree'>,
  compte: Compte,
): readonly AccountScreen[] => {
  const current = currentStructure(state)
  return [
    ...(state.session_expiree
      ? [{ id: 'reconnexion', label: t.signInAgain, icon: 'refresh' as const, to: href.connexion() }]
      : []),
    { id: 'compte', label: t.mine, icon: 'user', to: href.compte() },
    ...(current === null
      ? []
      : [
          {
            id: 'offre',
            label: listingText.offerOf(displayName(current.structure_nom)),
            icon: 'building' as const,
            to: href.offre(current.structure_id),
          },
          {
            id: 'membres',
            label: t.membersOf(displayName(current.structure_nom)),
            icon: 'people' as const,
            to: href.membres(current.structure_id),
          },
        ]),
    ...(isTeam(compte)
      ? [
          { id: 'comptes', label: t.accounts, icon: 'shield' as const, to: href.comptes() },
          { id: 'administration', label: t.administration, icon: 'settings' as const, to: href.administration() },
        ]
      : []),
  ]
}
