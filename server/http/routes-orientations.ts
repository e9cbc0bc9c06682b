import type { FastifyInstance } from 'fastify'
import { EmploisAsked, type EmploisPrefill } from '#shared/orientation/wire.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import type { ReadEmploisToken } from '../orientations/emplois-token.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/orientations/v1`: what a token of Les Emplois fills. Files: routes-pieces.ts; the link without an account: routes-demande.ts. */

type Parts = OwnParts & {
  /** Absent when this server does not know the key of Les Emplois. */
  readonly emplois: ReadEmploisToken | null
}

export const addOrientationRoutes = (app: FastifyInstance, { who, limitClient, budget, emplois }: Parts): void => {
  const own = createOwn({ who, limitClient, budget })

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
