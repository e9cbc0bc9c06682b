import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { AccountParts } from '../accounts/context.ts'
import { type Communes, createCommunesReader } from '../api/communes.ts'
import { installApiGate } from '../api/gate.ts'
import { addOpenApiRoutes } from '../api/openapi.ts'
import { createLiveIndex } from '../api/live.ts'
import { addReferentialRoutes } from '../api/routes-referentials.ts'
import { addV1Routes } from '../api/routes-v1.ts'
import { addV2Routes } from '../api/v2.ts'
import type { ApiLimits } from '../config-api.ts'
import type { SnapshotReference } from '../opendata/open-index.ts'

/** `/api`: open data for other people’s programs, compatible with data·inclusion v1 (docs/api.md). */

type Parts = {
  readonly openReference: SnapshotReference
  readonly account: AccountParts
  readonly limits: ApiLimits
  readonly log: Logger
  /** Address of this server, without a final « / ». */
  readonly publicUrl: () => string
  /** Those that came with the server unless others are given. */
  readonly communes?: () => Promise<Communes>
}

/** In a scope of its own: its refusals, headers and limits are those of the API, not of the rest of the server. */
export const addApiRoutes = async (app: FastifyInstance, parts: Parts): Promise<void> => {
  const { openReference, account, limits, log, publicUrl, communes = createCommunesReader() } = parts
  const { store, seal, now } = account
  const index = createLiveIndex({ reference: openReference, onCommit: store.onCommit, now })
  app.addHook('onClose', async () => index.close())
  await app.register(
    async (scope) => {
      installApiGate(scope, { store, seal, limits, log, now })
      addReferentialRoutes(scope)
      addV1Routes(scope, { index, communes })
      addV2Routes(scope, { openReference, store, publicUrl })
      addOpenApiRoutes(scope, { publicUrl })
    },
    { prefix: '/api' },
  )
}
