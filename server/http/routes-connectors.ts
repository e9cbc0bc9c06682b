import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ConnecteurDemande, DECISIONS, SORTS_FICHES } from '#shared/partners/connector.ts'
import type { AccountParts } from '../accounts/context.ts'
import {
  addConnector,
  changeConnector,
  connectorRunsFor,
  connectorsFor,
  decideQuarantine,
  dropConnector,
  launchConnector,
  provenanceFor,
} from '../partners/connectors/acts.ts'
import { type Connectors, NO_CONNECTORS } from '../partners/connectors/connectors.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/administration/v1/connecteurs`: imports from partners, for the team alone. */

const OfOne = z.object({ id: z.uuid() })
const Launched = z.strictObject({ essai: z.boolean() })
const Dropped = z.strictObject({ fiches: z.enum(SORTS_FICHES) })
const Decided = z.strictObject({ decision: z.enum(DECISIONS) })
const OfSheet = z.object({ id: z.string().min(1).max(200) })

type Parts = OwnParts & { readonly account: AccountParts; readonly connectors?: Connectors | undefined }

export const addConnectorRoutes = (app: FastifyInstance, { account, connectors = NO_CONNECTORS, ...limits }: Parts): void => {
  const own = createOwn(limits)
  const at = '/administration/v1/connecteurs'

  app.get(
    at,
    own(({ me }) => connectorsFor(account, me.user, connectors)),
  )
  app.post(
    at,
    own(({ request, me }) => addConnector(account, me.user, ConnecteurDemande.parse(request.body))),
  )
  app.get(
    `${at}/provenance`,
    own(async ({ request, me }) => ({ provenance: await provenanceFor(account, me.user, OfSheet.parse(request.query).id) })),
  )
  app.post(
    `${at}/:id`,
    own(async ({ request, me }) => {
      await changeConnector(account, me.user, OfOne.parse(request.params).id, ConnecteurDemande.parse(request.body))
      return {}
    }),
  )
  app.post(
    `${at}/:id/supprimer`,
    own(async ({ request, me }) => {
      await dropConnector(account, me.user, connectors, { ...OfOne.parse(request.params), ...Dropped.parse(request.body) })
      return {}
    }, true),
  )
  // A run reads the partner and the whole store: it counts against the budget.
  app.post(
    `${at}/:id/lancer`,
    own(
      ({ request, me }) =>
        launchConnector(account, me.user, connectors, { ...OfOne.parse(request.params), ...Launched.parse(request.body) }),
      true,
    ),
  )
  app.post(
    `${at}/:id/quarantaine`,
    own(async ({ request, me }) => {
      await decideQuarantine(account, me.user, connectors, { ...OfOne.parse(request.params), ...Decided.parse(request.body) })
      return {}
    }, true),
  )
  app.get(
    `${at}/:id/passages`,
    own(async ({ request, me }) => ({ passages: await connectorRunsFor(account, me.user, OfOne.parse(request.params).id) })),
  )
}
