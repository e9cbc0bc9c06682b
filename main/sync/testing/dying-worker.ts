import { serveWorker } from '../../worker/serve.ts'
import type { OutboxOwner } from '../relay.ts'
import { outboxOf } from '../relay.ts'
import { NOT_STARTED } from '../standing.ts'

/** A thread of the exchanges that ends when it is asked to speak, for main/sync/engine.test.ts. */
const methods = {
  start: async ({ server }: { readonly server: string }) => {
    const { clientId } = await outboxOf(owner).state()
    emit('standing', { ...NOT_STARTED, loaded: true, upToDateAt: server.length })
    emit('report', { what: 'installed', by: 'pages', why: clientId })
  },
  now: (_: undefined) => process.exit(3),
  stop: (_: undefined) => {},
}

const { emit, owner } = serveWorker<OutboxOwner>(methods)
