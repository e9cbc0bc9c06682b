import { DoraError } from '#shared/errors.ts'
import { type Acte, ActeTold, UNDO_MS, UNDOABLE } from '#shared/moderation/acts.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import type { Json } from '#shared/rpc.ts'
import type { AccountApi } from '../account/api.ts'
import type { DoraHandlers } from '../emit.ts'
import { backoff } from '../sync/backoff.ts'
import type { Clock, Rng } from '../sync/ports.ts'
import { createTelling } from '../sync/telling.ts'
import { createTimer } from '../sync/timer.ts'
import type { ActEnd, Leaving } from '../user/moderation-acts.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { endOf, isRefused } from './told.ts'

export type ActHandlers = Pick<DoraHandlers, 'moderation.act' | 'moderation.undo' | 'moderation.pending' | 'moderation.forget'>

type Parts = {
  readonly ask: AccountApi['ask']
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly clock: Clock
  readonly rng: Rng
  /** What is shown of acts that wait has changed. */
  readonly onChange: () => void
  /** The server did that. */
  readonly onDone: (geste: Acte['geste']) => void
  readonly log: (what: string, error: unknown) => void
}

export type Acts = {
  readonly handlers: ActHandlers
  /** Sends what is due, now: the application begins, somebody signed in. */
  readonly look: () => void
  /** Whether the server answers the exchanges. When it does again, what waited leaves. */
  readonly online: (answers: boolean) => void
  readonly close: () => void
}

/** Sheets that may fail one after the other before the others wait too: it is the server, or the line. */
const MOST_FAILURES = 3

const pathOf = ({ kind, id }: Cible): readonly string[] => ['moderation', 'v1', 'dossiers', kind, id, 'actes']

/**
 * Acts of moderation: kept on the disk, then sent when nobody may take them back any more. One at a time; those of a sheet in the order
 * in which they were made. The server knows each by its identifier: sent twice after a cut, it is done once.
 */
export const createActs = ({ ask, user, clock, rng, onChange, onDone, log }: Parts): Acts => {
  const timer = createTimer(clock)
  let closed = false
  /** No try is made meanwhile: what waits may still be taken back. */
  let offline = false
  let failures = 0

  /** Null when it is to be tried again. */
  const send = async ({ userId, cible, acte, vu }: Leaving): Promise<ActEnd | null> => {
    try {
      const body: Json = { acte, vu }
      return endOf(await ask('POST', pathOf(cible), { answer: ActeTold, body, as: userId }))
    } catch (error) {
      if (!(error instanceof DoraError)) throw error
      return isRefused(error) ? { suite: 'refuse', message: error.message } : null
    }
  }

  const later = (nextAt: number | null, failed: boolean): void => {
    const waits = [
      ...(nextAt === null ? [] : [Math.min(Math.max(0, nextAt - clock.now()), UNDO_MS)]),
      ...(failed ? [backoff(rng, failures++)] : []),
    ]
    if (!failed) failures = 0
    if (waits.length > 0 && !closed) timer.set(Math.min(...waits), looking.tell)
  }

  const round = async (): Promise<void> => {
    timer.clear()
    if (closed || offline) return
    const file = await user()
    const except: string[] = []
    let nextAt: number | null = null
    while (!closed && !offline && except.length < MOST_FAILURES) {
      const found = await file['moderation.next']({ now: clock.now(), except })
      nextAt = found.nextAt
      if (found.act === null) break
      const { userId, cible, acte } = found.act
      const end = await send(found.act)
      if (end === null) {
        except.push(cibleKey(cible))
        continue
      }
      await file['moderation.settle']({ userId, id: acte.id, end })
      if (end.suite === 'fait') onDone(acte.geste)
      onChange()
    }
    later(nextAt, except.length > 0)
  }

  const looking = createTelling(
    () =>
      round().catch((error: unknown) => {
        // A file of the person that does not open, or cannot be written, is said by the screens that need it.
        if (!(error instanceof DoraError)) log('moderation', error)
      }),
    () => {},
  )

  /** Asked at once: what it is for is to know, before anything else is done, that nobody else does the same. */
  const take = async (cible: Cible, nom: string, acte: Acte, vu: Leaving['vu']): Promise<void> => {
    const body: Json = { acte, vu }
    const told = await ask('POST', pathOf(cible), { answer: ActeTold, body })
    if (told.suite === 'pris') throw new DoraError('moderation-pris')
    if (told.suite === 'deja') throw new DoraError('moderation-deja')
    if (told.suite === 'fait') await (await user())['moderation.followed']({ cible, nom, acte, vu, after: told.vu })
    onChange()
  }

  return {
    handlers: {
      'moderation.act': async ({ cible, nom, acte, vu }) => {
        const now = clock.now()
        if (acte.geste === 'prendre') {
          await take(cible, nom, acte, vu)
          return { id: acte.id, part_le: now }
        }
        const part_le = UNDOABLE.has(acte.geste) ? now + UNDO_MS : now
        const kept = await (await user())['moderation.keep']({ cible, nom, acte, vu, part_le })
        onChange()
        looking.tell()
        return kept
      },
      'moderation.undo': async ({ id }) => {
        const undone = await (await user())['moderation.undo']({ id })
        if (undone) onChange()
        // Another of the same sheet may have waited behind it.
        looking.tell()
        return undone
      },
      'moderation.pending': async () => (await user())['moderation.pending'](undefined),
      'moderation.forget': async ({ id }) => {
        await (await user())['moderation.forget']({ id })
        onChange()
      },
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
