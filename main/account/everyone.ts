import { AccountCreated, AccountRow, AccountRows } from '#shared/accounts/wire.ts'
import type { DoraHandlers } from '../emit.ts'
import { type AccountApi, done } from './api.ts'

type EveryoneHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `accounts.${string}`>>

const ACCOUNTS = ['account', 'v1', 'accounts'] as const

/** Everyone's accounts, for the team that keeps the server. Nothing of them is kept on the desk. */
export const createEveryoneHandlers = ({ ask }: AccountApi): EveryoneHandlers => ({
  'accounts.list': async () => (await ask('GET', ACCOUNTS, { answer: AccountRows })).comptes,
  'accounts.create': (body) => ask('POST', ACCOUNTS, { answer: AccountCreated, body }),
  'accounts.update': ({ userId, patch }) => ask('PATCH', [...ACCOUNTS, userId], { answer: AccountRow, body: patch }),
  'accounts.resetPassword': ({ userId }) => ask('POST', [...ACCOUNTS, userId, 'password'], { answer: AccountCreated }),
  'accounts.remove': ({ userId }) => ask('DELETE', [...ACCOUNTS, userId], { answer: done }),
})
