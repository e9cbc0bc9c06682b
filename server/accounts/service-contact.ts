import type { Service } from '#shared/catalogue/record.ts'
import type { Contact } from '#shared/accounts/wire.ts'
import { may } from '#shared/rights.ts'
import type { User } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { contactOf } from '../sync/commands/contact.ts'
import { targetOfService } from '../sync/commands/rights.ts'
import type { AccountParts } from './context.ts'
import { actorOf } from './memberships.ts'
import { AccountRefusal, Forbidden } from './refusal.ts'
import { structureOf } from './structures.ts'

/**
 * Contact of a service, the one kept for professionals included (dora-backend.md §5.3): for members of any structure whose
 * address is proved. Rejects with Forbidden, AccountRefusal `service-inconnu` when there is none to read.
 */
export const serviceContact = ({ store, seal }: AccountParts, user: User, serviceId: string): Promise<Contact> =>
  store.read(async (reader) => {
    const doc = recordOf(await reader.entity({ kind: 'service', id: serviceId }))
    const actor = await actorOf(reader, seal, user)
    const target = doc === null ? null : await targetOfService(reader, doc)
    if (!may(actor, 'service.voir-contact', target) || !user.valide) throw new Forbidden()
    if (doc === null) throw new AccountRefusal('service-inconnu')
    const { telephone, courriel, dora, structure_id } = doc as unknown as Service
    const structure = structure_id === null ? null : await structureOf(reader, structure_id)
    // Nothing of an obsolete structure is for anyone (§5).
    if (structure?.dora?.is_obsolete === true) throw new AccountRefusal('service-inconnu')
    const open = dora?.status === undefined || dora.status === 'PUBLISHED' || may(actor, 'service.lire-non-publie', target)
    if (!open) throw new AccountRefusal('service-inconnu')
    const hidden = await contactOf(reader, seal, serviceId)
    return {
      nom: hidden?.nom ?? dora?.contact_name ?? null,
      telephone: hidden?.telephone ?? telephone ?? null,
      courriel: hidden?.courriel ?? courriel ?? null,
    }
  })
