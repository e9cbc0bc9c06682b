import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { isDeployable } from '#shared/deployment/state.ts'
import { type ChiffresDeStructure, type ChiffresTerritoire, FRANCE } from '#shared/usage/told.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { allow, Forbidden } from '../accounts/refusal.ts'
import type { Reference } from '../moderation/facts.ts'
import { targetOf } from '../moderation/reference-reads.ts'
import { statistiquesPage } from '../pages/statistiques.ts'
import { createFigures } from '../usage/figures.ts'
import { publicFigures, publicTable } from '../usage/figures-public.ts'
import { structureFigures } from '../usage/figures-structure.ts'
import { isPlainText } from './json.ts'
import { createOwn, type OwnParts } from './own.ts'
import { pageRoute, sendPage } from './send-page.ts'

/** `/statistiques`, for everyone; `/chiffres/v1`, for those who moderate a territory and for the members of a structure. */

const CACHE = 'public, max-age=600'
const MOST_MONTHS = 24
const Query = z.object({ mois: z.coerce.number().int().min(1).max(MOST_MONTHS).default(12) })
const OfTerritory = z.object({ departement: z.string().refine((code) => code === FRANCE || isDeployable(code)) })
const OfStructure = z.object({ id: z.string().min(1).max(200).refine(isPlainText) })

type Parts = OwnParts & {
  readonly account: AccountParts
  readonly reference: Reference
  readonly log: Logger
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

export const addFigureRoutes = (app: FastifyInstance, { account, reference, log, publicUrl, ...limits }: Parts): void => {
  const own = createOwn(limits)
  const { store, seal, now } = account
  const figures = createFigures({ store, seal, reference, now })
  const told = publicFigures(figures, now)

  app.get(
    '/statistiques',
    pageRoute(log, async (_request, reply) =>
      sendPage(reply, {
        ...statistiquesPage(await told()),
        canonical: `${publicUrl()}/statistiques`,
        headers: { 'cache-control': CACHE },
      }),
    ),
  )
  // Read before anything is said of the answer: a failure is no file.
  app.get('/statistiques.json', async (_request, reply) => {
    const all = await told()
    return reply.header('cache-control', CACHE).header('access-control-allow-origin', '*').send(all)
  })
  app.get('/statistiques.csv', async (_request, reply) => {
    const table = publicTable(await told())
    return reply
      .header('cache-control', CACHE)
      .header('access-control-allow-origin', '*')
      .header('content-disposition', 'attachment; filename="statistiques-dora.csv"')
      .type('text/csv; charset=utf-8')
      .send(table)
  })

  app.get(
    '/chiffres/v1/territoire/:departement',
    own(async ({ request, me }): Promise<ChiffresTerritoire> => {
      const { departement } = OfTerritory.parse(request.params)
      const { mois } = Query.parse(request.query)
      const actor = await store.read((reader) => actorOf(reader, seal, me.user))
      allow(actor, 'moderation.voir')
      if (actor?.equipe !== true && actor?.departements.includes(departement) !== true) throw new Forbidden()
      return figures.territory(departement, mois)
    }),
  )

  app.get(
    '/chiffres/v1/structure/:id',
    own(async ({ request, me }): Promise<ChiffresDeStructure> => {
      const { id } = OfStructure.parse(request.params)
      const { mois } = Query.parse(request.query)
      const actor = await store.read((reader) => actorOf(reader, seal, me.user))
      allow(actor, 'chiffres.voir', targetOf(await reference.facts(), { kind: 'structure', id }))
      return structureFigures(figures, id, mois)
    }),
  )
}
