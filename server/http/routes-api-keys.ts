import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { CleDemandee, CleModifiee } from '#shared/partners/key.ts'
import type { AccountParts } from '../accounts/context.ts'
import { changeKey, createKey, forgetKey, keysFor, revokeKey } from '../api/keys-acts.ts'
import type { ApiLimits } from '../config-api.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/cles/v1`: keys of the public API, for the team alone. */

const OfKey = z.object({ id: z.uuid() })

type Parts = OwnParts & {
  readonly account: AccountParts
  readonly limits: ApiLimits
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

export const addApiKeyRoutes = (app: FastifyInstance, { account, limits, publicUrl, ...own }: Parts): void => {
  const mine = createOwn(own)
  app.get(
    '/cles/v1/cles',
    mine(({ me }) => keysFor(account, me.user, { restricted: limits.restrictedSources, address: `${publicUrl()}/api/v1` })),
  )
  app.post(
    '/cles/v1/cles',
    mine(({ request, me }) => createKey(account, me.user, CleDemandee.parse(request.body)), true),
  )
  app.patch(
    '/cles/v1/cles/:id',
    mine(async ({ request, me }) => {
      await changeKey(account, me.user, OfKey.parse(request.params).id, CleModifiee.parse(request.body))
      return {}
    }),
  )
  app.post(
    '/cles/v1/cles/:id/revoquer',
    mine(async ({ request, me }) => {
      await revokeKey(account, me.user, OfKey.parse(request.params).id)
      return {}
    }),
  )
  app.delete(
    '/cles/v1/cles/:id',
    mine(async ({ request, me }) => {
      await forgetKey(account, me.user, OfKey.parse(request.params).id)
      return {}
    }),
  )
}
