import type { SettingsStore } from '../app/settings.ts'

/** The server this application was started with: the one beside it, or that of the organisation. */
export type GivenServer = { readonly address: string; readonly embedded: boolean }

/** Names the server that runs beside the desk. */
const BESIDE = 'embarque'

/** The server of the moment: the one chosen in the settings, else the one given. */
export const whichServer = (given: GivenServer | null, settings: Pick<SettingsStore, 'get'>) => {
  const address = (): string | null => settings.get().serveur ?? given?.address ?? null
  const embedded = (): boolean => settings.get().serveur === null && given?.embedded === true
  return {
    address,
    embedded,
    /** Of a session: the server beside the desk is the same one at each start, whatever its port. */
    identity: (): string | null => (embedded() ? BESIDE : address()),
  }
}
