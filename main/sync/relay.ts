import { DoraError } from '#shared/errors.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { SyncFailure, type UserFile } from './ports.ts'

/**
 * The user's file lives in the user's worker, the exchanges in their own: each question goes through the main thread, which owns both.
 * Arguments cross as a list.
 */
export type OutboxOwner = { readonly [K in keyof UserFile]: (args: Parameters<UserFile[K]>) => ReturnType<UserFile[K]> }

const NAMES = [
  'state',
  'take',
  'settle',
  'pieces',
  'piecePart',
  'pieceArrived',
  'pieceRefused',
  'postpone',
  'forked',
  'applyMine',
  'sumsMine',
  'resetMine',
  'sessionExpired',
  'nextAt',
  'renewalOf',
  'keepRenewed',
] as const satisfies readonly (keyof UserFile)[]

type AnyFile = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>

/** In the main thread: what the worker of the exchanges may ask. */
export const ownOutbox = (outbox: UserFile): OutboxOwner => {
  const methods = outbox as unknown as AnyFile
  return Object.fromEntries(
    NAMES.map((name) => [name, (args: readonly unknown[]) => methods[name]?.(...args)]),
  ) as unknown as OutboxOwner
}

const asSyncFailure = (error: unknown): SyncFailure =>
  new SyncFailure(error instanceof DoraError && error.code === 'ecriture-impossible' ? 'disk_full' : 'io', { cause: error })

/** In the worker: the file, as the exchanges know it. */
export const outboxOf = (owner: RemoteOf<OutboxOwner>): UserFile => {
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
  ) as unknown as UserFile
}
