import type { AppInfo } from '#shared/contract/app.ts'
import { LINK_SCHEME, LONGEST_LINK } from '#shared/link.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Platform } from '../platform/types.ts'
import { ownAddress } from './own-address.ts'
import { safeUrl } from './safe-url.ts'
import type { SessionStore } from './session.ts'
import type { SettingsStore } from './settings.ts'

export type AppHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `app.${string}` | `settings.${string}`>>

/** A `dora:` link that waits for a screen to take it: the last one, for that is what the person has just asked. */
export const createLinks = (emit: Emit) => {
  let waiting: string | null = null
  return {
    /** False for what is no address of ours. */
    hand: (text: string): boolean => {
      if (text.length > LONGEST_LINK || !text.startsWith(`${LINK_SCHEME}:`)) return false
      waiting = text
      emit('app.linked', null)
      return true
    },
    take: (): string | null => {
      const taken = waiting
      waiting = null
      return taken
    },
  }
}
export type Links = ReturnType<typeof createLinks>

export const createAppHandlers = (
  platform: Platform,
  settings: SettingsStore,
  links: Links,
  session: SessionStore,
  emit: Emit,
): AppHandlers => ({
  'app.info': (): AppInfo => ({
    version: platform.version,
    host: platform.host,
    dataFolder: platform.dataFolder,
    protection: { kind: platform.secrets.kind, avertissement: platform.secrets.avertissement },
  }),
  'app.openExternal': ({ url }) => platform.openExternal(safeUrl(url)),
  'app.detach': ({ adresse }) => platform.detach(ownAddress(adresse)),
  // A session that is not wanted is not kept for the day it would be.
  'app.takeSession': () => (settings.get().reprendre ? session.take() : null),
  'app.keepSession': session.keep,
  'app.takeLink': links.take,
  'settings.get': () => settings.get(),
  'settings.set': (patch) => {
    const next = settings.set(patch)
    emit('settings.changed', next)
    return next
  },
})
