import { anonymisedAt, expiresAt, piecesUntil, remindedAt } from '#shared/orientation/clocks.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { type ActContext, type Acted, withoutPieces } from './act.ts'
import { expire, remind } from './acts-server.ts'
import { anonymised } from './anonymise.ts'
import { closedRequestsDue, heldRequests, openRequests, orientationOf, putOrientation } from './rows.ts'

/** What time does to requests (dora-backend.md §3.6), on a clock that tests move. */

export type ClockParts = {
  readonly store: SyncStore
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly publicUrl: () => string
}

export type ClockTally = {
  readonly reminded: number
  readonly expired: number
  readonly cleared: number
  readonly anonymised: number
}
type Work = keyof ClockTally

/** Those that wait, looked at each hour; those that are closed, each day. */
export type Which = 'en-cours' | 'fermees'

const passed = (at: number | null, now: number): boolean => at !== null && at <= now

/** What is due of a request, the most final first. A clock that was stopped for a month tells no structure what it no longer may. */
export const dueOf = (one: Orientation, now: number): Work | null => {
  if (one.anonyme_le !== null) return null
  // One that was put off all this time ends first, and those who wait are told.
  if (passed(anonymisedAt(one), now)) return one.etat === 'OUVERTE' ? 'expired' : 'anonymised'
  if (passed(expiresAt(one), now)) return 'expired'
  if (passed(remindedAt(one), now)) return 'reminded'
  return one.pieces.length > 0 && passed(piecesUntil(one), now) ? 'cleared' : null
}

const clear = async (context: ActContext, one: Orientation): Promise<boolean> => {
  await putOrientation(context.writer, context.seal, await withoutPieces(context, one))
  return true
}

const done = async (acted: Promise<Acted>): Promise<boolean> => (await acted).ok

const WORKS: Readonly<Record<Work, (context: ActContext, one: Orientation) => Promise<boolean>>> = {
  reminded: (context, one) => done(remind(context, one)),
  expired: (context, one) => done(expire(context, one)),
  cleared: clear,
  anonymised: async (context, one) => {
    const without = await withoutPieces(context, one)
    await putOrientation(context.writer, context.seal, anonymised(without, context.now))
    return true
  },
}

/**
 * Does what is due by now (of all of them, unless `which` says), each request in a transaction of its own: one that is cut is done the next time. Null when another process
 * is at it. Rejects when the store fails.
 */
export const runClocks = (
  { store, seal, now, publicUrl }: ClockParts,
  which?: Which,
  signal?: AbortSignal,
): Promise<ClockTally | null> =>
  store.exclusively('orientations', async () => {
    const tally = { reminded: 0, expired: 0, cleared: 0, anonymised: 0 }
    const due = await store.read(async (reader) => {
      const waiting = async () => [...(await openRequests(reader, seal)), ...(await heldRequests(reader, seal))]
      const all = [
        ...(which === 'fermees' ? [] : await waiting()),
        ...(which === 'en-cours' ? [] : await closedRequestsDue(reader, seal, now())),
      ]
      return all.filter((one) => dueOf(one, now()) !== null).map(({ id }) => id)
    })
    for (const id of due) {
      if (signal?.aborted === true) break
      const { value } = await store.write(async (writer) => {
        // As it is now: someone may have answered since.
        const one = await orientationOf(writer, seal, id)
        const work = one === null ? null : dueOf(one, now())
        if (one === null || work === null) return null
        return (await WORKS[work]({ writer, seal, now: now(), publicUrl: publicUrl() }, one)) ? work : null
      })
      if (value !== null) tally[value] += 1
    }
    return tally
  })
