import { DoraError } from '#shared/errors.ts'
import type { Emit } from '../emit.ts'
import type { Platform } from '../platform/types.ts'
import type { Clock } from '../sync/ports.ts'
import { createTelling } from '../sync/telling.ts'
import { createTimer } from '../sync/timer.ts'
import { nextChange } from './lines.ts'
import type { NoticeStore } from './notice-memory.ts'
import { decide, newsOf, type Notice, type NoticeSettings } from './notices.ts'
import type { Reads } from './reads.ts'

type Parts = {
  readonly reads: Reads
  readonly memory: NoticeStore
  readonly settings: () => NoticeSettings
  readonly notify: Platform['notify']
  readonly emit: Emit
  readonly clock: Clock
  readonly log: (what: string, error: unknown) => void
}

/** A machine that sleeps stops its timers: what they wait for is looked at this often when it is awake. */
const LOOK_AGAIN_MS = 60 * 60_000
const SHORTEST_MS = 1_000

/** Looks for what is new among requests, and for what the time alone changes. */
export const createWatch = ({ reads, memory, settings, notify, emit, clock, log }: Parts) => {
  /** Accounts whose rows have all been read since the application began: what is there then is what was there. */
  const readOnce = new Set<string>()
  const timer = createTimer(clock)
  let closed = false

  const tell = ({ titre, corps, sens }: Notice): void => {
    if (!notify({ titre, corps }, () => emit('orientations.noticeFollowed', { sens })))
      emit('orientations.notice', { titre, corps, sens })
  }

  const later = (at: readonly (number | null)[], change: number | null): void => {
    const next = Math.min(...at.map((one) => one ?? Infinity), clock.now() + LOOK_AGAIN_MS)
    timer.set(Math.max(SHORTEST_MS, next - clock.now()), () => {
      // A deadline has gone by: lists show another state.
      if (change !== null && change <= clock.now()) emit('orientations.changed', {})
      looking.tell()
    })
  }

  const look = async (): Promise<void> => {
    const { person, briefs, lineOf } = await reads.all()
    if (closed) return
    timer.clear()
    if (person === null) {
      readOnce.clear()
      return memory.forget()
    }
    const known = memory.get()
    // Rows that are still coming in are no news.
    if (known?.compte !== person.id && !readOnce.has(person.id)) return
    const now = clock.now()
    const told = briefs.map((brief) => ({ brief, line: lineOf(brief, now) }))
    const news = newsOf(told, { me: person.id, now })
    const decision = decide({ compte: person.id, news, memory: known, settings: settings(), now })
    // Kept first: a notice told twice is worse than one lost.
    memory.keep(decision.memory)
    if (decision.notice !== null) tell(decision.notice)
    const change = nextChange(told, now)
    later([decision.again, change], change)
  }

  const looking = createTelling(
    () =>
      look().catch((error: unknown) => {
        // A file of the person that does not open is said by the screens that need it.
        if (!(error instanceof DoraError)) log('notices', error)
      }),
    () => {},
  )

  return {
    look: looking.tell,
    /** All the rows of that account have been read. */
    read: (userId: string): void => {
      readOnce.add(userId)
      looking.tell()
    },
    close: (): void => {
      closed = true
      looking.close()
      timer.clear()
    },
  }
}
