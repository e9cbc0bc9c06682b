import type { AppInfo } from '#shared/contract/app.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Platform } from '../platform/types.ts'
import { safeUrl } from './safe-url.ts'
import type { SettingsStore } from './settings.ts'

export type AppHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `app.${string}` | `settings.${string}`>>

export const createAppHandlers = (platform: Platform, settings: SettingsStore, emit: Emit): AppHandlers => ({
  'app.info': (): AppInfo => ({
    version: platform.version,
    host: platform.host,
    dataFolder: platform.dataFolder,
    protection: { kind: platform.secrets.kind, avertissement: platform.secrets.avertissement },
  }),
  'app.openExternal': ({ url }) => platform.openExternal(safeUrl(url)),
  'settings.get': () => settings.get(),
  'settings.set': (patch) => {
    const next = settings.set(patch)
    emit('settings.changed', next)
    return next
  },
})
