import type { FastifyInstance } from 'fastify'
import { Envoi, type Recu } from '#shared/usage/sending.ts'
import { recordUsage, type UsageParts } from '../usage/record.ts'
import { countedAddress } from './address.ts'
import type { ClientLimit } from './limits.ts'

/** `/usage/v1`: what desks tell of their use, in nobody's name. Who is signed in is not even looked at. */

/** Two hundred events with everything that they may hold; a real one is some 500 bytes. */
const BODY_BYTES = 512 * 1024

type Parts = { readonly usage: UsageParts; readonly limitClient: ClientLimit }

export const addUsageRoutes = (app: FastifyInstance, { usage, limitClient }: Parts): void => {
  app.post('/usage/v1/evenements', { bodyLimit: BODY_BYTES }, async (request, reply): Promise<Recu> => {
    // In memory, as a hash, for a minute: the address is kept nowhere beside what is told.
    await limitClient(request, `usage ${countedAddress(request.ip)}`)
    reply.header('cache-control', 'no-store')
    const { evenements } = Envoi.parse(request.body)
    return recordUsage(usage, evenements)
  })
}
