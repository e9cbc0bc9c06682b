import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'

export type Counted = { readonly down: number; readonly up: number; readonly connections: number }

export type CountingProxy = {
  /** `http://127.0.0.1:<port>`: to ask in place of the server. */
  readonly origin: string
  /** Bytes since the last `reset`, headers included, as seen on the wire by the client. */
  readonly counted: () => Counted
  readonly reset: () => void
  readonly close: () => Promise<void>
}

/** Stands before a server and counts what passes, so that every protocol is measured with the same ruler. */
export const countBytes = async (target: string): Promise<CountingProxy> => {
  const { hostname, port } = new URL(target)
  let counts = { down: 0, up: 0, connections: 0 }
  const proxy = createServer((client) => {
    counts.connections++
    const server = connect({ host: hostname, port: Number(port) })
    client.setNoDelay(true)
    server.setNoDelay(true)
    client.on('data', (bytes) => (counts.up += bytes.length))
    server.on('data', (bytes) => (counts.down += bytes.length))
    client.pipe(server)
    server.pipe(client)
    // One side gone, the other has nobody to speak to.
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    origin: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    counted: () => ({ ...counts }),
    reset: () => {
      counts = { down: 0, up: 0, connections: 0 }
    },
    close: async () => {
      const closed = once(proxy, 'close')
      proxy.close()
      await closed
    },
  }
}
