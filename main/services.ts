import { contract } from '#shared/contract.ts'
import { DoraError } from '#shared/errors.ts'
import { join } from 'node:path'
import { createAppHandlers } from './app/handlers.ts'
import { createSettings } from './app/settings.ts'
import type { Broadcast } from './broadcast.ts'
import type { DoraHandlers } from './emit.ts'
import type { Log } from './log.ts'
import type { Platform } from './platform/types.ts'
import { createRouter, type Router } from './router.ts'
import { createUserHandlers } from './user/handlers.ts'

type Options = {
  readonly platform: Platform
  readonly broadcast: Broadcast
  readonly log: Log
  /** Where a geography pack may be, best first: the one installed by `npm run geo`, then the one shipped with the application. */
  readonly geoFolders: readonly string[]
  readonly checkOutputs?: boolean
}

export type Services = { readonly router: Router; readonly close: () => Promise<void> }

/** The composition root: every service is made here, once, and both hosts receive the same router. */
export const createServices = async ({ platform, broadcast, log, checkOutputs }: Options): Promise<Services> => {
  const settings = createSettings(join(platform.dataFolder, 'settings.json'))
  const absent = () => {
    throw new DoraError('catalogue-absent')
  }
  const user = createUserHandlers({
    folder: platform.dataFolder,
    secrets: platform.secrets,
    catalogue: { 'catalogue.cards': absent, 'catalogue.service': absent, 'catalogue.structure': absent },
    emit: broadcast.emit,
  })
  const handlers = { ...createAppHandlers(platform, settings, broadcast.emit), ...user.handlers } as unknown as DoraHandlers
  return {
    router: createRouter(contract, handlers, {
      onUnexpected: (procedure, error) => log.error(procedure, error),
      ...(checkOutputs === undefined ? {} : { checkOutputs }),
    }),
    close: async () => {
      await user.close()
    },
  }
}
