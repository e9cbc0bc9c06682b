import type { Logger } from 'pino'
import { writeJournal } from '#server/accounts/journal.ts'
import { described } from '#server/http/failures.ts'
import type { OpenReference } from '#server/opendata/reference.ts'
import type { SyncStore } from '#server/store/types.ts'
import type { Seal } from '#server/sync/seal.ts'
import type { GuardOptions } from '../address-guard.ts'
import { compare } from './compare.ts'
import { planFor, settled } from './delivery.ts'
import { progressOf } from './log.ts'
import { post } from './post.ts'
import {
  deliveryStateOf,
  everySubscription,
  hasSubscriptions,
  putDeliveryState,
  subscriptionOf,
  type DeliveryState,
} from './rows.ts'
import { signedHeaders } from './sign.ts'

/** Delivers to all subscriptions at once, each in its own order. Of all the replicas one does it at a time. */

const JOB = 'webhooks'

export type CourierParts = {
  readonly store: SyncStore
  readonly seal: Seal
  readonly reference: OpenReference
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly publicUrl: () => string
  /** Sources told only to subscriptions that name them. */
  readonly restricted: ReadonlySet<string>
  readonly guard: GuardOptions
  readonly log: Pick<Logger, 'error' | 'warn' | 'info'>
  /** Milliseconds that a receiver has to answer; those of `post` unless said. */
  readonly within?: number
  /** Changes of one step beyond which everyone reads again; those of `compare` unless said. */
  readonly most?: number
}

export type Courier = {
  /** Looks for changes and delivers what is due, or does so once more after what is under way. Never throws. */
  readonly kick: () => void
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>
  /** Cuts what is on its way: the next start sends it again, under the same identifier. */
  readonly close: () => Promise<void>
}

type Worker = { again: boolean; done: Promise<void> }

export const createCourier = (parts: CourierParts): Courier => {
  const { store, seal, now, log } = parts
  const stopping = new AbortController()
  const workers = new Map<string, Worker>()
  let wanted = false
  let asked = Promise.withResolvers<void>()
  let running: Promise<void> | null = null

  const plan = (id: string) =>
    store.read(async (reader) => {
      const one = await subscriptionOf(reader, seal, id)
      const { progress } = await progressOf(reader)
      if (one === null || progress === null) return null
      const { restricted } = parts
      const origin = parts.publicUrl()
      const state = await deliveryStateOf(reader, id)
      return { one, plan: await planFor(reader, { one, state, progress, now: now(), restricted, origin }) }
    })

  /** False when the subscription is there no more. */
  const keep = async (id: string, state: DeliveryState, suspended: boolean): Promise<boolean> => {
    const { value } = await store.write(async (writer) => {
      if ((await subscriptionOf(writer, seal, id)) === null) return false
      await putDeliveryState(writer, id, state)
      if (suspended)
        await writeJournal(
          writer,
          seal,
          {
            action: 'webhook.suspendu',
            acteur: 'systeme',
            objet: { kind: 'webhook', id },
            details: { motif: state.suspendu?.motif ?? '', echec: state.dernier_echec ?? '' },
          },
          now(),
        )
      return true
    })
    return value
  }

  /** One delivery; false when there is nothing more to do for now. */
  const deliver = async (id: string): Promise<boolean> => {
    const found = await plan(id)
    if (found === null) return false
    const { one, plan: next } = found
    if (next.do === 'rest') {
      if (next.state !== null) await keep(id, next.state, false)
      return false
    }
    const { body, changes, state } = next
    const { en_cours } = state
    // Before it leaves: whatever happens then, the same is sent again.
    if (en_cours === null || !(await keep(id, state, false))) return false
    const began = now()
    const headers = signedHeaders(one.secrets, { id: en_cours.id, at: began, body })
    const attempt = await post(one.adresse, { body, headers }, { guard: parts.guard, signal: stopping.signal, ...within(parts) })
    // Cut by the end of this server: it may have arrived, and is sent again.
    if (stopping.signal.aborted && !attempt.arrive) return false
    const after = settled(state, { attempt, changes, ms: Math.max(0, now() - began), now: now() })
    if (after.suspendu !== null) log.warn({ webhook: id, motif: after.suspendu.motif }, 'webhook suspended')
    return (await keep(id, after, after.suspendu !== null)) && attempt.arrive
  }

  const work = async (id: string, worker: Worker): Promise<void> => {
    // One that fails is that one’s alone.
    try {
      do {
        worker.again = false
        while (!stopping.signal.aborted && (await deliver(id))) {
          // Until there is nothing more for it.
        }
      } while (worker.again && !stopping.signal.aborted)
    } catch (error) {
      log.error({ job: JOB, webhook: id, ...described(error) }, 'webhook failed')
    }
    workers.delete(id)
  }
  const start = (id: string): void => {
    const there = workers.get(id)
    if (there !== undefined) {
      there.again = true
      return
    }
    const worker: Worker = { again: false, done: Promise.resolve() }
    workers.set(id, worker)
    worker.done = work(id, worker)
  }

  const look = async (): Promise<void> => {
    if (!(await store.read(hasSubscriptions))) return
    await compare(store, await parts.reference.current(), parts.most)
    const { kept, unreadable } = await store.read((reader) => everySubscription(reader, seal))
    if (unreadable.length > 0) log.warn({ unreadable }, 'webhooks that do not open')
    for (const { id } of kept) start(id)
  }
  const underWay = () => [...workers.values()].map(({ done }) => done)
  /** While one receiver is slow, the others go on, with what has changed meanwhile. */
  const round = async (): Promise<void> => {
    try {
      while (wanted || workers.size > 0) {
        asked = Promise.withResolvers()
        if (wanted && !stopping.signal.aborted) {
          wanted = false
          await look()
        } else await Promise.race([asked.promise, ...underWay()])
        if (stopping.signal.aborted) return
      }
    } finally {
      await Promise.all(underWay())
    }
  }

  const rounds = async (): Promise<void> => {
    try {
      while (wanted && !stopping.signal.aborted) {
        // Another replica does it, and hears of the same changes.
        if ((await store.exclusively(JOB, round)) === null) return
      }
    } catch (error) {
      log.error({ job: JOB, ...described(error) }, 'job failed')
    } finally {
      wanted = false
      running = null
    }
  }

  const kick = (): void => {
    if (stopping.signal.aborted) return
    wanted = true
    asked.resolve()
    running ??= rounds()
  }
  const idle = async (): Promise<void> => {
    while (running !== null) await running
  }
  return {
    kick,
    idle,
    close: () => {
      stopping.abort()
      asked.resolve()
      return idle()
    },
  }
}

const within = ({ within: ms }: CourierParts) => (ms === undefined ? {} : { within: ms })
