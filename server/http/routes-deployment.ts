import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { RegleDemandee } from '#shared/deployment/rule.ts'
import { EtatDeploiement, isDeployable } from '#shared/deployment/state.ts'
import type { AccountParts } from '../accounts/context.ts'
import { addRule, dropRule, rulesFor, setEtat, tryRule } from '../deployment/acts.ts'
import { allEtats } from '../deployment/rows.ts'
import { deploiementPage } from '../pages/deploiement.ts'
import { createOwn, type OwnParts } from './own.ts'
import { pageRoute, sendPage } from './send-page.ts'

/** `/deploiement`, for everyone; `/moderation/v1/deploiement` and `/moderation/v1/regles`, for the team. */

const OfDepartement = z.object({ departement: z.string().refine(isDeployable) })
const Asked = z.strictObject({ etat: EtatDeploiement.nullable() })
const OfRule = z.object({ id: z.uuid() })

/** What has just been said shows within the minute; a cache in front takes a crowd on itself. */
const CACHE = 'public, max-age=60'

type Parts = OwnParts & {
  readonly account: AccountParts
  readonly log: Logger
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

export const addDeploymentRoutes = (app: FastifyInstance, { account, log, publicUrl, ...limits }: Parts): void => {
  const own = createOwn(limits)

  app.get(
    '/deploiement',
    pageRoute(log, async (_request, reply) =>
      sendPage(reply, {
        ...deploiementPage(await account.store.read(allEtats)),
        canonical: `${publicUrl()}/deploiement`,
        headers: { 'cache-control': CACHE },
      }),
    ),
  )

  app.post(
    '/moderation/v1/deploiement/:departement',
    own(async ({ request, me }) => {
      const { departement } = OfDepartement.parse(request.params)
      await setEtat(account, me.user, departement, Asked.parse(request.body).etat)
      return {}
    }),
  )

  app.get(
    '/moderation/v1/regles',
    own(({ me }) => rulesFor(account, me.user)),
  )
  // Both read the whole reference: they count against the budget.
  app.post(
    '/moderation/v1/regles/essai',
    own(({ request, me }) => tryRule(account, me.user, RegleDemandee.parse(request.body)), true),
  )
  app.post(
    '/moderation/v1/regles',
    own(({ request, me }) => addRule(account, me.user, RegleDemandee.parse(request.body)), true),
  )
  app.delete(
    '/moderation/v1/regles/:id',
    own(async ({ request, me }) => {
      await dropRule(account, me.user, OfRule.parse(request.params).id)
      return {}
    }),
  )
}
