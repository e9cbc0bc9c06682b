import type { Mutation } from '#shared/sync/wire.ts'
import { backoff } from './backoff.ts'
import { type Exchange, isSessionRefused } from './exchange.ts'
import type { CycleParts } from './outcome.ts'
import { type FailureCode, type Outbox, type SignedIn, SyncFailure } from './ports.ts'

/** Rows that the changes sent have touched: what is worth reading back. */
export type Effects = { readonly mine: boolean; readonly public: boolean }

/** The identity to send under, and the history to send to (ports.ts). */
type Under = { readonly clientId: string; readonly epoch: string | null }

/** Rows of the catalogue; those of an account are of any other kind. */
const PUBLIC_KINDS = new Set(['service', 'structure'])

/** Failures that one change of a batch may cause by itself: the batch is cut in two until it is found (sync.md §2.8). */
const OF_ONE = new Set<FailureCode>(['bad_request', 'too_large', 'internal', 'malformed'])
/** Those that will never pass, however often they are sent. */
const FOR_EVER = new Set<FailureCode>(['bad_request', 'too_large'])
/** A server that fails at everything must not be asked a hundred times to find out that no change is to blame. */
const MAX_FAILED_PUSHES = 14

/** Sends what waits, batch after batch. One per desk: it remembers how often a change has failed by itself. */
export const createSender = ({ transport, outbox, clock, rng, report }: CycleParts) => {
  const tries = new Map<string, number>()
  let durableSeq = 0
  let head = 0

  const later = (mutId: string): number => {
    const count = tries.get(mutId) ?? 0
    tries.set(mutId, count + 1)
    return clock.now() + backoff(rng, count)
  }

  const ids = (batch: readonly Mutation[]) => batch.map(({ mut_id }) => mut_id)

  /**
   * Sends what is due, and stores each answer. `epoch` is the server's, as last heard.
   * A refused session ends it quietly, what waits is kept. @throws SyncFailure when nothing more can be sent now, Interrupted.
   */
  return async (exchange: Exchange, account: SignedIn, epoch: string): Promise<Effects> => {
    const { tally, goOn, heard } = exchange
    const effects = { mine: false, public: false }
    const seen = new Map<string, number>()
    let failures = 0
    let forked = false

    const post = async (batch: readonly Mutation[], { clientId, epoch: after }: Under): Promise<void> => {
      const answer = await transport.push(
        { proto: exchange.speak.proto, client_id: clientId, epoch: after, mutations: [...batch] },
        account.token,
      )
      heard(answer.server_time)
      const asked = new Map(batch.map((one) => [one.mut_id, one]))
      const results = answer.results.filter(({ mut_id }) => asked.has(mut_id))
      durableSeq = answer.durable_seq
      head = answer.head
      await outbox.settle({ epoch: answer.epoch, head, durableSeq, results })
      tally.outboxChanged = true
      for (const { mut_id, seq } of results) {
        tries.delete(mut_id)
        if (seq !== undefined) effects[PUBLIC_KINDS.has(asked.get(mut_id)?.key.kind ?? '') ? 'public' : 'mine'] = true
        asked.delete(mut_id)
      }
      // Success is a parsed result of one's own, nothing less.
      for (const mutId of asked.keys()) await outbox.postpone([mutId], later(mutId), 'malformed')
    }

    const alone = async ({ mut_id }: Mutation, failure: SyncFailure, after: string | null): Promise<void> => {
      report({ what: 'poison', mutId: mut_id, code: failure.code })
      tally.outboxChanged = true
      if (!FOR_EVER.has(failure.code)) return outbox.postpone([mut_id], later(mut_id), failure.code)
      return outbox.settle({
        epoch: after ?? epoch,
        head,
        durableSeq,
        results: [{ mut_id, status: 'rejected', code: failure.code }],
      })
    }

    const attempt = async (batch: readonly Mutation[], under: Under): Promise<void> => {
      goOn()
      try {
        await post(batch, under)
      } catch (error) {
        if (!(error instanceof SyncFailure)) throw error
        const [first] = batch
        if (OF_ONE.has(error.code) && failures < MAX_FAILED_PUSHES && first !== undefined) {
          failures++
          if (batch.length === 1) return alone(first, error, under.epoch)
          const half = Math.ceil(batch.length / 2)
          await attempt(batch.slice(0, half), under)
          return attempt(batch.slice(half), under)
        }
        if (!isSessionRefused(error) && error.code !== 'client_forked') {
          // Counted, for it may have arrived; due at once, for the loop decides when to speak to the server again.
          await outbox.postpone(ids(batch), clock.now(), error.code)
          tally.outboxChanged = true
        }
        throw error
      }
    }

    for (;;) {
      goOn()
      const { mutations: batch, ...under } = await outbox.take(account.userId, clock.now())
      // What comes back again and again in one exchange waits for the next one.
      if (batch.every(({ mut_id }) => (seen.get(mut_id) ?? 0) >= 2)) return effects
      for (const { mut_id } of batch) seen.set(mut_id, (seen.get(mut_id) ?? 0) + 1)
      try {
        await attempt(batch, under)
      } catch (error) {
        if (isSessionRefused(error)) {
          await expireSession(outbox, account, exchange)
          return effects
        }
        if (!(error instanceof SyncFailure && error.code === 'client_forked') || forked) throw error
        // Another machine has this identity (a copied profile): once, a new one is taken and the same changes are sent under it.
        forked = true
        await outbox.forked(under.clientId)
        tally.outboxChanged = true
        report({ what: 'forked' })
      }
    }
  }
}

export const expireSession = async (outbox: Outbox, account: SignedIn, { tally }: Exchange): Promise<void> => {
  await outbox.sessionExpired(account)
  tally.sessionExpired = true
  tally.outboxChanged = true
}
