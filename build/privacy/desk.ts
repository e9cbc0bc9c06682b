/**
 * A whole desk without its window, driven by its parent through its router, that tells every event and every notice it would show.
 * Arguments: its folder, the server's address.
 */
import { join } from 'node:path'
import { createBroadcast } from '#main/broadcast.ts'
import { createLog } from '#main/log.ts'
import { createNodePlatform } from '#main/platform/node.ts'
import { createServices } from '#main/services.ts'
import { root } from '../stamp.ts'

export type DeskCall = { readonly id: number; readonly name: string; readonly input: unknown }
/** What a desk says to its parent. */
export type DeskTold = { readonly shown: string }

const [folder = '', address = ''] = process.argv.slice(2)

const tell = (shown: unknown): void => {
  process.send?.({ shown: JSON.stringify(shown) } satisfies DeskTold)
}
const broadcast = createBroadcast((error) => console.error(error))
broadcast.subscribe(tell)
const services = createServices({
  platform: {
    ...createNodePlatform({ dataFolder: folder, version: '0.0.0' }),
    // As a system that has notices of its own.
    notify: (notice) => {
      tell({ notice })
      return true
    },
  },
  broadcast,
  log: createLog(join(folder, 'logs')),
  geoFolders: [join(root, 'out/geo')],
  server: { address, embedded: false },
  checkOutputs: true,
})
process.on('message', (call: DeskCall) => {
  void services.router.call(call.name, call.input).then((reply) => process.send?.({ id: call.id, reply }))
})
process.once('SIGTERM', () => {
  void services.close().then(() => process.exit(0))
})
// Whoever drives it is gone.
process.once('disconnect', () => process.exit(1))
services.warm()
