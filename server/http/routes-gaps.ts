import type { FastifyInstance } from 'fastify'
import { type Carte, CarteAsked, type Registre, RegistreAsked } from '#shared/gaps/line.ts'
import type { Actor } from '#shared/rights.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { allow } from '../accounts/refusal.ts'
import { createOfferings } from '../gaps/offerings.ts'
import { createGapRegister } from '../gaps/register.ts'
import { createTerritoryReader } from '../gaps/territory.ts'
import type { User } from '../store/types.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/manques/v1`: where people look for what is not there, for whoever moderates. Nothing that is told is of fewer than five. */

type Parts = OwnParts & { readonly account: AccountParts }

export const addGapRoutes = (app: FastifyInstance, { account, who, limitClient, budget }: Parts): void => {
  const { store, seal, now } = account
  const own = createOwn({ who, limitClient, budget })
  const register = createGapRegister({
    store,
    offerings: createOfferings({ store, seal }),
    territory: createTerritoryReader(),
    now,
  })

  /** With their rights of now. Rejects with Forbidden. @param departement the one that is asked about; null for all theirs */
  const looking = async (user: User, departement: string | null): Promise<Actor> => {
    const actor = await store.read((reader) => actorOf(reader, seal, user))
    allow(actor, 'moderation.voir')
    if (departement !== null) allow(actor, 'manques.voir', { structureId: null, departement })
    return actor
  }

  app.get(
    '/manques/v1/registre',
    own(async ({ request, me }): Promise<Registre> => {
      const asked = RegistreAsked.parse(request.query)
      return register.registre(await looking(me.user, asked.departement), asked)
    }),
  )
  app.get(
    '/manques/v1/carte',
    own(async ({ request, me }): Promise<Carte> => {
      const asked = CarteAsked.parse(request.query)
      return register.carte(await looking(me.user, asked.departement), asked)
    }),
  )
}
