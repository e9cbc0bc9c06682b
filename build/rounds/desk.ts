/**
 * A whole desk without its window: the services as the application composes them, driven by its parent through their router.
 * Arguments: its folder, the server's address.
 */
import { join } from 'node:path'
import { createBroadcast } from '#main/broadcast.ts'
import { createLog } from '#main/log.ts'
import { createNodePlatform } from '#main/platform/node.ts'
import { createServices } from '#main/services.ts'

export type DeskCall = { readonly id: number; readonly name: string; readonly input: unknown }

const [folder = '', address = ''] = process.argv.slice(2)

const services = createServices({
  platform: createNodePlatform({ dataFolder: folder, version: '0.0.0' }),
  broadcast: createBroadcast((error) => console.error(error)),
  log: createLog(join(folder, 'logs')),
  geoFolders: [],
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
process.send?.({ ready: true })
