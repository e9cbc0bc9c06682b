import type { Cible } from '#shared/moderation/target.ts'
import type { Actor } from '#shared/rights.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { safeName, userName } from '../accounts/user.ts'
import type { User } from '../store/types.ts'
import { mayModerate, moderatedSheet } from './dossier-sheet.ts'

/** Who may be entrusted with a sheet. */

export const moderatorName = (user: User): string => userName(user) || safeName(user)

/** Memberships open nothing of moderation: the team and gestionnaires are told by their accounts alone. */
const actorWithout = ({ id, role, gestionnaire, departements }: User): Actor => ({
  id,
  equipe: role === 'administrateur',
  departements: gestionnaire ? departements : [],
  structures: [],
  attentes: [],
})

const french = new Intl.Collator('fr')

/** Rejects with Forbidden, AccountRefusal `structure-inconnue`, `service-inconnu`. */
export const moderatorsFor = async (
  { store, seal }: Pick<AccountParts, 'store' | 'seal'>,
  user: User,
  cible: Cible,
): Promise<readonly { readonly user_id: string; readonly nom: string }[]> => {
  const sheet = await store.read(async (reader) => moderatedSheet(reader, seal, await actorOf(reader, seal, user), cible))
  return (await store.accounts.users())
    .filter((one) => one.actif && mayModerate(actorWithout(one), sheet))
    .map((one) => ({ user_id: one.id, nom: moderatorName(one) }))
    .sort((a, b) => french.compare(a.nom, b.nom))
}
