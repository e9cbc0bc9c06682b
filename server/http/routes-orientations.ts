import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { EmploisAsked, type EmploisPrefill, Moderation } from '#shared/orientation/wire.ts'
import type { AccountParts } from '../accounts/context.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import type { ReadEmploisToken } from '../orientations/emplois-token.ts'
import { decideHeld, heldFor } from '../orientations/decide.ts'
import { isPlainText } from './json.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/orientations/v1`: what moderation holds. Files: routes-pieces.ts; the link without an account: routes-demande.ts. */

const OfStructure = z.object({ structureId: z.string().min(1).max(200).refine(isPlainText) })

type Parts = OwnParts & {
  readonly account: AccountParts
  /** Without a final « / ». */
  readonly publicUrl: () => string
  /** Absent when this server does not know the key of Les Emplois. */
  readonly emplois: ReadEmploisToken | null
}

export const addOrientationRoutes = (
  app: FastifyInstance,
  { account, who, limitClient, budget, publicUrl, emplois }: Parts,
): void => {
  const own = createOwn({ who, limitClient, budget })
  const parts = { ...account, publicUrl }

  app.get(
    '/orientations/v1/held',
    own(({ me }) => heldFor(parts, me.user)),
  )

  app.post(
    '/orientations/v1/moderation/:structureId',
    own(({ request, me }) => {
      const { structureId } = OfStructure.parse(request.params)
      return decideHeld(parts, me.user, structureId, Moderation.parse(request.body))
    }, true),
  )

  app.post(
    '/orientations/v1/emplois',
    own(async ({ request, me }): Promise<EmploisPrefill> => {
      const { jeton } = EmploisAsked.parse(request.body)
      const read = (await emplois?.(jeton, me.user)) ?? null
      if (read === null) throw new AccountRefusal('jeton-emplois')
      const { nom = '', prenom = '', courriel = '', telephone = '', numero_france_travail = '' } = read.personne
      const siret = read.donnees.structure_siret
      return { nom, prenom, courriel, telephone, numero_france_travail, structure_siret: siret === '' ? null : siret }
    }),
  )
}
