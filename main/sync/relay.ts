import { DoraError } from '#shared/errors.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { type Outbox, SyncFailure } from './ports.ts'

/**
 * The outbox lives in the user's worker, the exchanges in their own: each question goes through the main thread, which owns both.
 * Arguments cross as a list.
 */
export type OutboxOwner = { readonly [K in keyof Outbox]: (args: Parameters<Outbox[K]>) => ReturnType<Outbox[K]> }

const NAMES = [
  'state',
  'take',
  'settle',
  'postpone',
  'forked',
  'applyMine',
  'sumsMine',
  'resetMine',
  'sessionExpired',
  'nextAt',
] as const satisfies readonly (keyof Outbox)[]

type AnyOutbox = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>

/** In the main thread: what the worker of the exchanges may ask. */
export const ownOutbox = (outbox: Outbox): OutboxOwner => {
  const methods = outbox as unknown as AnyOutbox
  return Object.fromEntries(
    NAMES.map((name) => [name, (args: readonly unknown[]) => methods[name]?.(...args)]),
  ) as unknown as OutboxOwner
}

const asSyncFailure = (error: unknown): SyncFailure =>
  new SyncFailure(error instanceof DoraError && error.code === 'ecriture-impossible' ? 'disk_full' : 'io', { cause: error })

/** In the worker: the outbox, as the exchanges know it. */
export const outboxOf = (owner: RemoteOf<OutboxOwner>): Outbox => {
  const remote = owner as unknown as Readonly<Record<string, (args: readonly unknown[]) => Promise<unknown>>>
  return Object.fromEntries(
    NAMES.map((name) => [
      name,
      async (...args: readonly unknown[]) => {
        try {
          return await remote[name]?.(args)
        } catch (error) {
          throw asSyncFailure(error)
        }
      },
    ]),
  ) as unknown as Outbox
}
