/**
 * A whole desk, its services as the application composes them, that begins with an empty folder; the longest wait of its main
 * thread, which is the one that answers the screens, while its catalogue comes in.
 */
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createBroadcast } from '#main/broadcast.ts'
import { createLog } from '#main/log.ts'
import { createNodePlatform } from '#main/platform/node.ts'
import { createServices } from '#main/services.ts'
import { root } from '../../stamp.ts'
import { inChild } from '../in-child.ts'

export type StallInput = { readonly origin: string; readonly folder: string }
export type StallFigures = {
  readonly maxMs: number
  readonly p99Ms: number
  /** Until the desk says that it is up to date. */
  readonly readyMs: number
}

const RESOLUTION_MS = 1

await inChild<StallInput, StallFigures>(async ({ origin, folder }) => {
  const broadcast = createBroadcast((error) => console.error(error))
  const services = createServices({
    platform: createNodePlatform({ dataFolder: folder, version: '0.0.0' }),
    broadcast,
    log: createLog(join(folder, 'logs')),
    geoFolders: [join(root, 'out/geo')],
    server: { address: origin, embedded: true },
  })
  services.warm()
  // What starts the application is not what is measured: the loop is let free once before.
  await new Promise((resolve) => setImmediate(resolve))
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const began = performance.now()
  await new Promise<void>((resolve) => {
    broadcast.subscribe(({ name, payload }) => {
      if (name === 'sync.changed' && (payload as { readonly etat: string }).etat === 'a-jour') resolve()
    })
  })
  const readyMs = performance.now() - began
  delay.disable()
  await services.close()
  return { maxMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6, readyMs }
})
