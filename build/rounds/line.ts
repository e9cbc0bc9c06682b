import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Line = {
  readonly origin: string
  /** Where what connects from now on goes; null for nowhere. What is open is left to its end. */
  readonly pointTo: (origin: string | null) => void
  /** Session tokens that went through in the clear, to look for them where they must not be. */
  readonly tokens: ReadonlySet<string>
  /** Cuts what is open. */
  readonly cut: () => void
  readonly close: () => Promise<void>
}

const TOKEN = /^authorization: Bearer (\S+)\r$/gim

/** The one address that desks know, whatever server is behind it: what a name, or a proxy, is to real ones. */
export const openLine = async (): Promise<Line> => {
  let port: number | null = null
  const tokens = new Set<string>()
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  }
  const server = createServer((near) => {
    keep(near)
    if (port === null) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    keep(far)
    near.on('data', (bytes: Buffer) => {
      for (const [, token = ''] of bytes.toString('latin1').matchAll(TOKEN)) tokens.add(token)
    })
    near.pipe(far)
    far.pipe(near)
    // Cut on one side, cut on the other.
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pointTo: (origin) => {
      port = origin === null ? null : Number(new URL(origin).port)
    },
    tokens,
    cut,
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
