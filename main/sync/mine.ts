import { MINE } from '#shared/sync/scope.ts'
import { Diverged, type Exchange, isLostHistory, isSessionRefused, pullRequest } from './exchange.ts'
import type { CycleParts } from './outcome.ts'
import { readPages, sameSums } from './pages.ts'
import { createSender, type Effects, expireSession } from './send.ts'

/** What to do with the account's own rows: send what waits, read what changed, or both. */
export type MineAsk = { readonly send: boolean; readonly read: boolean }

const NOTHING: Effects = { mine: false, public: false }

/**
 * The account's part of an exchange: its outbox, then its rows (`u:me`, in requests of their own, so that what everyone reads is
 * the same for everyone).
 */
export const createMine = (parts: CycleParts) => {
  const { transport, outbox, report } = parts
  const send = createSender(parts)

  /** @throws SyncFailure, Diverged, Interrupted */
  const read = async (exchange: Exchange): Promise<void> => {
    const { account, clientId, cursor, epoch } = await outbox.state()
    if (account === null) return
    await readPages({
      // A cursor without history is one of nothing.
      epoch: cursor === 0 ? null : epoch,
      scopes: [{ id: MINE, seq: epoch === null ? 0 : cursor }],
      pull: async (scopes) => {
        exchange.goOn()
        const answer = await transport.pull(pullRequest(exchange, clientId, cursor === 0 ? null : epoch, scopes), account.token)
        exchange.heard(answer.server_time)
        return answer
      },
      apply: async ({ changes, next, more }, answer, since) => {
        await outbox.applyMine({
          userId: account.userId,
          epoch: answer.epoch,
          since,
          more,
          changes,
          next,
          durableSeq: answer.durable_seq,
        })
        if (changes.length === 0) return
        exchange.tally.mineChanged = true
        exchange.tally.outboxChanged = true
      },
      ended: async (_, sums) => {
        if (sums !== null && !sameSums(sums, await outbox.sumsMine())) throw new Diverged()
      },
    })
  }

  const reset = async (exchange: Exchange, why: string): Promise<void> => {
    await outbox.resetMine()
    exchange.tally.outboxChanged = true
    report({ what: 'mine-reset', why })
  }

  /** `serverEpoch` is the history the server said it has. @throws SyncFailure, Diverged, Interrupted */
  return async (exchange: Exchange, serverEpoch: string, ask: MineAsk): Promise<Effects> => {
    const first = await outbox.state()
    if (first.account === null || first.readOnly) return NOTHING
    let { send: sending, read: reading } = ask
    if (first.epoch !== null && first.epoch !== serverEpoch) {
      // What was acknowledged above the horizon is to be sent again before it is missed on the screens.
      await reset(exchange, 'epoch_changed')
      sending = true
      reading = true
    }
    const effects = { mine: false, public: false }
    for (let attempt = 0; ; attempt++) {
      try {
        if (sending) {
          const { account } = await outbox.state()
          if (account === null) return effects
          const touched = await send(exchange, account, serverEpoch)
          effects.mine ||= touched.mine
          effects.public ||= touched.public
        }
        if (reading || effects.mine) await read(exchange)
        return effects
      } catch (error) {
        if (isSessionRefused(error)) {
          await expireSession(outbox, exchange)
          return effects
        }
        if (attempt > 0 || !(error instanceof Diverged || isLostHistory(error))) throw error
        if (error instanceof Diverged) report({ what: 'diverged', scope: MINE })
        await reset(exchange, error instanceof Diverged ? 'diverged' : error.code)
        sending = true
        reading = true
      }
    }
  }
}
