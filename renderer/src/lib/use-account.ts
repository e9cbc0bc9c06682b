import { useEffect, useRef } from 'react'
import type { AccountState } from '#shared/contract/account.ts'
import { queryClient, useCall } from './api.ts'

/** The account as this desk last heard of it; undefined before the first answer. */
export const useAccount = (): AccountState | undefined => useCall('account.state', undefined).data

/** Reads that are one person's: another who signs in must not see them while their own are on their way. */
const OF_ONE_PERSON: ReadonlySet<unknown> = new Set([
  'account.devices',
  'account.establishments',
  'members.list',
  'accounts.list',
  'orientations.list',
  'orientations.counts',
  'orientations.get',
  'orientations.person',
  'orientations.planB',
  'orientations.colleagues',
  'orientations.templates',
  'orientations.held',
])

/** Forgets what was read for someone else, as soon as the account is another one. For the shell, which is always there. */
export const useForgetOthers = (): void => {
  const state = useAccount()
  const id = state === undefined ? undefined : (state.compte?.id ?? null)
  const before = useRef(id)
  useEffect(() => {
    const was = before.current
    before.current = id
    if (was === undefined || was === id) return
    void queryClient.resetQueries({ predicate: ({ queryKey: [name] }) => OF_ONE_PERSON.has(name) })
  }, [id])
}
