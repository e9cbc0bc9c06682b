import type { DraftContent } from '#shared/orientation/draft.ts'
import { draftNotesText as t } from '../../i18n/sending.ts'
import { isSignedIn, memberships } from '../../lib/account.ts'
import { useAccount } from '../../lib/use-account.ts'

/**
 * Why each field may not be changed here, for those that may not: what Les Emplois gave of the person is corrected there
 * (dora-screens.md §4.3), and the structure is the account's when there is only one.
 */
export const useLocks = ({
  champs_emplois: given,
}: Pick<DraftContent, 'champs_emplois'>): ((champ: keyof DraftContent) => string | undefined) => {
  const account = useAccount()
  const locked: readonly string[] = given
  const oneStructure = isSignedIn(account) && memberships(account).length === 1
  return (champ) => {
    if (locked.includes(champ)) return t.verrou
    return oneStructure && champ === 'structure_prescriptrice' ? t.structureDuCompte : undefined
  }
}
