import { DoraError } from '#shared/errors.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Json } from '#shared/rpc.ts'
import { type EvenementUsage, MAX_PER_SENDING } from '#shared/usage/event.ts'
import { Recu } from '#shared/usage/sending.ts'
import { around, backoff } from '../sync/backoff.ts'
import type { Clock, FailureCode, Rng } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { createTelling } from '../sync/telling.ts'
import { createTimer } from '../sync/timer.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'

type Parts = {
  readonly link: Pick<ServerLink, 'address' | 'request'>
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly clock: Clock
  readonly rng: Rng
  /** What waits has changed. */
  readonly onChange: () => void
  readonly log: (what: string, error: unknown) => void
}

export type Sending = {
  /** Something waits: it leaves with what comes meanwhile. */
  readonly soon: () => void
  /** Sends what waits now: somebody asked for it, the application begins. */
  readonly look: () => void
  /** Whether the server answers the exchanges. When it does again, what waited leaves. */
  readonly online: (answers: boolean) => void
  readonly close: () => void
}

/** What is told together says less of the moment of each. */
const SOON_MS = 30_000
/** Of one sending: a quarter of what the server takes. */
const BYTES = 128 * 1024
/** A server that does not know of events yet may, once it is brought up to date. */
const UNKNOWN_MS = 60 * 60_000

const PATH = 'usage/v1/evenements'

/** The sending itself is what is wrong: one that is smaller may not be. */
const OF_THE_SENDING: ReadonlySet<FailureCode> = new Set(['bad_request', 'too_large'])

/**
 * Sends events in nobody's name, without the token of any account. One at a time; kept until the server has answered, which knows each
 * by its identifier: sent twice after a cut, it counts once.
 */
export const createSending = ({ link, user, clock, rng, onChange, log }: Parts): Sending => {
  const timer = createTimer(clock)
  let closed = false
  let offline = false
  let failures = 0
  /** Events of a sending: fewer when the server refuses as many, until the one that it will never take is alone. */
  let most = MAX_PER_SENDING

  const send = async (evenements: readonly EvenementUsage[]): Promise<FailureCode | null> => {
    const body: Json = { evenements: [...evenements] }
    const answer = await link.request({ method: 'POST', path: PATH, body, anonymous: true })
    if (!answer.ok) return answer.code
    return Recu.safeParse(answer.value).success ? null : 'malformed'
  }

  const later = (code: FailureCode): void => {
    if (!closed) timer.set(code === 'not_found' ? around(rng, UNKNOWN_MS) : backoff(rng, failures++), looking.tell)
  }

  const round = async (): Promise<void> => {
    timer.clear()
    const file = await user()
    while (!closed && !offline && link.address() !== null) {
      const events = await file['usage.next']({ n: most, bytes: BYTES, today: parisDay(clock.now()) })
      if (events.length === 0) break
      const failure = await send(events)
      const refused = failure !== null && OF_THE_SENDING.has(failure)
      if (refused && events.length > 1) {
        most = Math.ceil(events.length / 2)
        continue
      }
      if (failure !== null && !refused) {
        later(failure)
        return
      }
      await file['usage.done']({ ids: events.map(({ id }) => id) })
      failures = 0
      most = MAX_PER_SENDING
      onChange()
    }
  }

  const looking = createTelling(
    () =>
      round().catch((error: unknown) => {
        // No server, or a file of the person that does not open: said by the screens that need them.
        if (!(error instanceof DoraError)) log('usage', error)
      }),
    () => {},
  )

  return {
    soon: () => {
      if (!closed && !offline) timer.keep(around(rng, SOON_MS), looking.tell)
    },
    look: looking.tell,
    online: (answers) => {
      const back = offline && answers
      offline = !answers
      if (!back) return
      failures = 0
      looking.tell()
    },
    close: () => {
      closed = true
      looking.close()
      timer.clear()
    },
  }
}
