import { MINE } from '#shared/sync/scope.ts'
import { Diverged, type Exchange, isLostHistory, isSessionRefused, pullRequest } from './exchange.ts'
import type { CycleParts } from './outcome.ts'
import type { SignedIn } from './ports.ts'
import { readPages, sameSums } from './pages.ts'
import { createPieces } from './pieces.ts'
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
  const sendPiece = createPieces(parts)

  /** What waits, then file after file what the requests among it wait for: a long file holds no other change back. */
  const sendAll = async (exchange: Exchange, account: SignedIn, epoch: string, effects: { mine: boolean; public: boolean }) => {
    const count = { done: 0 }
    do {
      const touched = await send(exchange, account, epoch)
      effects.mine ||= touched.mine
      effects.public ||= touched.public
    } while (!exchange.tally.sessionExpired && (await sendPiece(exchange, account, count)))
  }

  /** @throws SyncFailure, Diverged, Interrupted */
  const read = async (exchange: Exchange, account: SignedIn): Promise<void> => {
    const { clientId, cursor, epoch, account: present } = await outbox.state()
    if (present?.userId !== account.userId) return
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
        const told = await outbox.applyMine({
          userId: account.userId,
          epoch: answer.epoch,
          since,
          more,
          changes,
          next,
          durableSeq: answer.durable_seq,
        })
        if (!told) return
        exchange.tally.mineChanged = true
        exchange.tally.outboxChanged = true
      },
      ended: async (_, sums) => {
        const here = await outbox.sumsMine(account.userId)
        if (sums !== null && here !== null && !sameSums(sums, here)) throw new Diverged()
      },
    })
  }

  const reset = async (exchange: Exchange, { userId }: SignedIn, why: string): Promise<void> => {
    await outbox.resetMine(userId)
    exchange.tally.outboxChanged = true
    report({ what: 'mine-reset', why })
  }

  /** `serverEpoch` is the history the server said it has. @throws SyncFailure, Diverged, Interrupted */
  return async (exchange: Exchange, serverEpoch: string, ask: MineAsk): Promise<Effects> => {
    const first = await outbox.state()
    const { account } = first
    // One account from the beginning to the end: another that signs in meanwhile has its turn in the next exchange.
    if (account === null || first.readOnly) return NOTHING
    let { send: sending, read: reading } = ask
    if (first.epoch !== null && first.epoch !== serverEpoch) {
      // What was acknowledged above the horizon is to be sent again before it is missed on the screens.
      await reset(exchange, account, 'epoch_changed')
      sending = true
      reading = true
    }
    const effects = { mine: false, public: false }
    for (let attempt = 0; ; attempt++) {
      try {
        if (sending) await sendAll(exchange, account, serverEpoch, effects)
        if (reading || effects.mine) await read(exchange, account)
        return effects
      } catch (error) {
        if (isSessionRefused(error)) {
          await expireSession(outbox, account, exchange)
          return effects
        }
        if (attempt > 0 || !(error instanceof Diverged || isLostHistory(error))) throw error
        if (error instanceof Diverged) report({ what: 'diverged', scope: MINE })
        await reset(exchange, account, error instanceof Diverged ? 'diverged' : error.code)
        sending = true
        reading = true
      }
    }
  }
}
