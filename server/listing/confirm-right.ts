import type { Service, Verification } from '#shared/catalogue/record.ts'
import { type Actor, may } from '#shared/rights.ts'
import { statusOf } from '#shared/listing/status.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { actorOf } from '../accounts/memberships.ts'
import { structureOf } from '../accounts/structures.ts'
import { emailKey } from '../accounts/user.ts'
import type { Reader, User } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { withContact } from '../sync/commands/contact.ts'
import { targetOfService } from '../sync/commands/rights.ts'
import { voiceOf } from '../sync/commands/say.ts'
import type { Seal } from '../sync/seal.ts'

/** A service with the contact that its public row leaves out; null when it is not there, or its structure is no more. */
export const wholeService = async (reader: Reader, seal: Seal, id: string): Promise<Service | null> => {
  const doc = recordOf(await reader.entity({ kind: 'service', id }))
  if (doc === null) return null
  const service = (await withContact(reader, seal, doc)) as unknown as Service
  const structure = service.structure_id === null ? null : await structureOf(reader, service.structure_id)
  return structure?.dora?.is_obsolete === true ? null : service
}

const isContact = (user: User, { courriel }: Service): boolean =>
  courriel != null && emailKey(courriel) === emailKey(user.courriel)

/**
 * In whose name that person may say that a service is right, as things stand; null when they may not. Its structure's people may;
 * so may whoever a published service gives as its contact, member or not: who answers there knows.
 */
export const voiceFor = async (reader: Reader, seal: Seal, user: User, service: Service): Promise<Verification['par'] | null> =>
  voiceOfActor(reader, user, await actorOf(reader, seal, user), service)

/** The same for one whose rights were read. */
export const voiceOfActor = async (
  reader: Reader,
  user: User,
  actor: Actor,
  service: Service,
): Promise<Verification['par'] | null> => {
  if (!user.actif || actor === null) return null
  const target = await targetOfService(reader, service as unknown as Doc)
  if (may(actor, 'service.ecrire', target)) return voiceOf(actor, target)
  return statusOf(service) === 'PUBLISHED' && isContact(user, service) ? 'structure' : null
}
