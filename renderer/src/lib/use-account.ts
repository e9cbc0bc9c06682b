import { useEffect, useRef } from 'react'
import type { AccountState } from '#shared/contract/account.ts'
import { queryClient, useCall } from './api.ts'
import { isOfOnePerson } from './of-one-person.ts'

/** The account as this desk last heard of it; undefined before the first answer. */
export const useAccount = (): AccountState | undefined => useCall('account.state', undefined).data

/** Forgets what was read for someone else, as soon as the account is another one. For the shell, which is always there. */
export const useForgetOthers = (): void => {
  const state = useAccount()
  const id = state === undefined ? undefined : (state.compte?.id ?? null)
  const before = useRef(id)
  useEffect(() => {
    const was = before.current
    before.current = id
    if (was === undefined || was === id) return
    void queryClient.resetQueries({ predicate: ({ queryKey: [name] }) => isOfOnePerson(name) })
  }, [id])
}
