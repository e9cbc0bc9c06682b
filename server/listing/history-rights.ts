import { isContactField } from '#shared/listing/contact-fields.ts'
import type { History } from '#shared/listing/wire.ts'
import { may } from '#shared/rights.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { AccountRefusal, Forbidden } from '../accounts/refusal.ts'
import type { User } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { targetOfListing } from '../sync/commands/rights.ts'
import { readHistory } from './history.ts'

/** A gestionnaire who belongs nowhere writes around the contact of a service, and does not read it (dora-backend.md §5.3). */
const withoutContacts = ({ entrees, suite }: History): History => ({
  entrees: entrees.map((one) => ({ ...one, champs: one.champs.filter(({ champ }) => !isContactField(champ)) })),
  suite,
})

/**
 * History of a listing, for whoever may write it; without what contacts were, for who may not read them. Rejects with Forbidden,
 * AccountRefusal `service-inconnu`.
 */
export const listingHistory = async (
  { store, seal }: Pick<AccountParts, 'store' | 'seal'>,
  user: User,
  key: { readonly kind: 'service' | 'structure' | 'modele'; readonly id: string },
  after: string | null,
): Promise<History> => {
  const whole = await store.read(async (reader) => {
    const actor = await actorOf(reader, seal, user)
    const doc = recordOf(await reader.entity(key))
    const target = await targetOfListing(reader, key.kind, doc)
    if (!may(actor, 'service.ecrire', target)) throw new Forbidden(true)
    if (doc === null) throw new AccountRefusal('service-inconnu')
    return key.kind !== 'service' || may(actor, 'service.voir-contact', target)
  })
  const history = await readHistory(store, seal, key, after)
  return whole ? history : withoutContacts(history)
}
