import type { AccountState } from '#shared/contract/account.ts'
import { useCall } from './api.ts'

/** The account as this desk last heard of it; undefined before the first answer. */
export const useAccount = (): AccountState | undefined => useCall('account.state', undefined).data
