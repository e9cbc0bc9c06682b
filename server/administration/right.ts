import type { Actor } from '#shared/rights.ts'
import { type AccountParts } from '#server/accounts/context.ts'
import { actorOf } from '#server/accounts/memberships.ts'
import { allow } from '#server/accounts/refusal.ts'
import type { User } from '#server/store/types.ts'

/** @throws Forbidden */
export const tenir = (actor: Actor): void => allow(actor, 'administration.tenir')

/** With the rights of now. Rejects with Forbidden. */
export const keeps = ({ store, seal }: AccountParts, user: User): Promise<void> =>
  store.read(async (reader) => tenir(await actorOf(reader, seal, user)))
