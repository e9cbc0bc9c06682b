import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isDeployable } from '#shared/deployment/state.ts'
import { SuiviGeste } from '#shared/kit/checklist.ts'
import { Departements, KitDemande } from '#shared/kit/kit.ts'
import { DestinatairesDemande } from '#shared/kit/territory.ts'
import type { AccountParts } from '../accounts/context.ts'
import { dropKit, kitFileFor, kitsFor, makeKit } from '../kit/kits.ts'
import { destinatairesFor, territoireFor } from '../kit/reads.ts'
import type { KitSigner } from '../kit/signer.ts'
import { followSuivi, suiviFor } from '../kit/suivi.ts'
import type { Reference } from '../moderation/facts.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/kit/v1`: territory kits for whoever moderates there, and the key that signs them for everyone. */

/** A logo of 200 kB in base64, and texts. */
const KIT_BYTES = 320 * 1024
const CACHE = 'public, max-age=300'

const OfKit = z.object({ id: z.uuid() })
const OfDepartement = z.object({ departement: z.string().refine(isDeployable) })
const TerritoryQuery = z.object({
  departements: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(Departements),
})

type Parts = OwnParts & {
  readonly account: AccountParts
  readonly reference: Reference
  readonly signer: KitSigner
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

export const addKitRoutes = (app: FastifyInstance, { account, reference, signer, publicUrl, ...limits }: Parts): void => {
  const own = createOwn(limits)
  const parts = { ...account, reference, signer, publicUrl }

  app.get('/kit/v1/cle', async (_request, reply) =>
    reply.header('cache-control', CACHE).send({ cle: signer.cle, empreinte: signer.empreinte }),
  )

  app.get(
    '/kit/v1/kits',
    own(({ me }) => kitsFor(parts, me.user)),
  )
  app.post(
    '/kit/v1/kits',
    { bodyLimit: KIT_BYTES },
    own(({ request, me }) => makeKit(parts, me.user, KitDemande.parse(request.body))),
  )
  app.get(
    '/kit/v1/kits/:id',
    own(({ request, me }) => kitFileFor(parts, me.user, OfKit.parse(request.params).id)),
  )
  app.delete(
    '/kit/v1/kits/:id',
    own(async ({ request, me }) => {
      await dropKit(parts, me.user, OfKit.parse(request.params).id)
      return {}
    }),
  )

  app.get(
    '/kit/v1/territoire',
    own(({ request, me }) => territoireFor(parts, me.user, TerritoryQuery.parse(request.query).departements)),
  )
  app.post(
    '/kit/v1/destinataires',
    own(({ request, me }) => destinatairesFor(parts, me.user, DestinatairesDemande.parse(request.body))),
  )

  app.get(
    '/kit/v1/suivi/:departement',
    own(({ request, me }) => suiviFor(parts, me.user, OfDepartement.parse(request.params).departement)),
  )
  app.post(
    '/kit/v1/suivi/:departement',
    own(({ request, me }) => {
      const { departement } = OfDepartement.parse(request.params)
      return followSuivi(parts, me.user, departement, SuiviGeste.parse(request.body))
    }),
  )
}
