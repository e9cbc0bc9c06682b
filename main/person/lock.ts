import type { Emit } from '../emit.ts'
import type { Verrou } from '#shared/person/profile.ts'
import type { Clock } from '../sync/ports.ts'
import { createTimer } from '../sync/timer.ts'
import type { LockState } from '../user/folder-key.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { UserWorkerMethods } from '../user/worker.ts'

type Parts = {
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  /** Minutes without a gesture. */
  readonly minutes: () => number
  readonly emit: Emit
  readonly clock: Clock
  readonly log: (what: string, error: unknown) => void
}

/**
 * Folders shut by themselves when nobody does anything, and when the person leaves. A machine that slept has stopped its timers: the
 * instant is looked at again at each call, before anything is told.
 */
export const createLock = ({ user, minutes, emit, clock, log }: Parts) => {
  const timer = createTimer(clock)
  /** Milliseconds since 1970; null while shut. */
  let shutsAt: number | null = null

  const told = (state: LockState): Verrou => ({ ...state, apres_min: minutes() })
  const wait = (): void => {
    shutsAt = clock.now() + minutes() * 60_000
    timer.set(minutes() * 60_000, () => void shut())
  }
  const shut = async (): Promise<Verrou> => {
    timer.clear()
    const was = shutsAt
    shutsAt = null
    const verrou = told(await (await user())['folders.lock'](undefined))
    if (was !== null) emit('personnes.verrouChange', verrou)
    return verrou
  }
  const settle = (state: LockState): Verrou => {
    if (state.etat === 'ouvert') wait()
    else {
      timer.clear()
      shutsAt = null
    }
    const verrou = told(state)
    emit('personnes.verrouChange', verrou)
    return verrou
  }

  return {
    told,
    /** After a change of what the key is. */
    settle,
    shut,
    /** The person has left: shut without a word if it cannot be. */
    leave: (): void => {
      if (shutsAt !== null) void shut().catch((error: unknown) => log('folders.lock', error))
    },
    /** Somebody did something. */
    present: (): void => {
      if (shutsAt !== null) wait()
    },
    /** To await before anything of a folder is told or written: nothing is after the time is over. */
    check: async (): Promise<void> => {
      if (shutsAt !== null && clock.now() >= shutsAt) await shut()
    },
    close: (): void => timer.clear(),
  }
}
export type Lock = ReturnType<typeof createLock>
