import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { EMPLOIS_PATH, readEmploisCode } from '#shared/orientation/emplois-code.ts'
import type { Service } from '#shared/catalogue/record.ts'
import { isPublished } from '#shared/sync/scope.ts'
import { EMPLOIS_UNKNOWN, emploisPage } from '../pages/emplois.ts'
import type { SyncStore } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { isPlainText } from './json.ts'
import { pageRoute, sendPage } from './send-page.ts'

/** `/orienter/<service>?op=<token>`: Les Emplois lead people here (dora-backend.md §3.8). */
export const addOrientRoute = (
  app: FastifyInstance,
  { store, log }: { readonly store: SyncStore; readonly log: Logger },
): void => {
  app.get(
    `${EMPLOIS_PATH}/:service`,
    pageRoute(log, async (request, reply) => {
      const code = readEmploisCode(`http://serveur${request.url}`)
      const known = code !== null && isPlainText(code.serviceId)
      const row = known ? await store.read((reader) => reader.entity({ kind: 'service', id: code.serviceId })) : null
      const service = recordOf(row) as unknown as Service | null
      if (code === null || service === null || !isPublished(service)) return sendPage(reply, EMPLOIS_UNKNOWN)
      return sendPage(reply, emploisPage(service.nom, code))
    }),
  )
}
