import { serverAddress } from './server-address.ts'
import type { GivenServer } from './which-server.ts'

/**
 * The server that the environment names: `DORA_SERVER`, its address; `DORA_SERVER_EMBEDDED=1` says that it is the one run beside the
 * desk by the start script. Null when there is none, or its address is not one to speak to: `report` is told.
 */
export const givenServer = (env: NodeJS.ProcessEnv, report: (error: unknown) => void): GivenServer | null => {
  const address = env['DORA_SERVER'] ?? ''
  if (address === '') return null
  try {
    return { address: serverAddress(address), embedded: env['DORA_SERVER_EMBEDDED'] === '1' }
  } catch (error) {
    report(error)
    return null
  }
}
