import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AccountState } from '#shared/contract/account.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { createBroadcast } from '../../broadcast.ts'
import { createLog } from '../../log.ts'
import { createNodePlatform } from '../../platform/node.ts'
import { createServices } from '../../services.ts'

/** A desk, headless: the services behind the screens, their threads and their files, with a browser that the test is. */
export const openDesk = (dataFolder: string, address: string, geoFolders: readonly string[] = []) => {
  mkdirSync(dataFolder, { recursive: true })
  const broadcast = createBroadcast((error) => {
    throw error
  })
  const opened: URL[] = []
  const services = createServices({
    platform: {
      ...createNodePlatform({ dataFolder, version: '0' }),
      openExternal: async (url) => {
        opened.push(url)
      },
    },
    broadcast,
    log: createLog(join(dataFolder, 'logs')),
    geoFolders,
    server: { address, embedded: false },
    checkOutputs: true,
  })
  const heard: { readonly name: string; readonly payload: unknown }[] = []
  broadcast.subscribe((event) => {
    heard.push(event)
  })
  const call = async <T = void>(procedure: string, input?: unknown): Promise<T> => {
    const reply = await services.router.call(procedure, input)
    if (!reply.ok) throw new Error(reply.error.code)
    return reply.value as T
  }
  return {
    call,
    /** The code of a failure, `ok` without one. */
    codeOf: (procedure: string, input?: unknown): Promise<string> =>
      call(procedure, input).then(
        () => 'ok',
        (error: unknown) => (error as Error).message,
      ),
    state: () => call<AccountState>('account.state'),
    status: () => call<SyncStatus>('sync.status'),
    signIn: () => call('sync.signIn', { courriel: 'odette@exemple.test', motDePasse: 'un mot de passe inventé' }),
    heard,
    /** Addresses handed to the system's browser. */
    opened,
    returned: services.returned,
    close: services.close,
  }
}
export type TestDesk = ReturnType<typeof openDesk>
