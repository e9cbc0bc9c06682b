import type { Logger } from 'pino'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import type { Mailer } from './mailer.ts'
import { forgetMail, putOff, type QueuedMail, type Waiting, waitingMail } from './queue.ts'
import { LINK_MS } from './template.ts'
import { MailFailure } from './transport.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Before the next attempt, by number of attempts made; the last one from there on. */
const DELAYS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS] as const
const LONGEST_MS = DELAYS_MS[DELAYS_MS.length - 1] as number
/** When the server is at fault, messages are not to wait for long after it has come back. */
const LONGEST_UNREACHABLE_MS = 15 * MINUTE_MS
/** From the first attempt: a machine that was off for a week gives up nothing it has not tried. */
const GIVE_UP_MS = 3 * 24 * HOUR_MS
/** Messages of a round at most: one that sends as many is followed by another. */
export const ROUND = 20
/** One may be the message's doing; two in a row are the server's. */
const UNREACHABLE_IN_A_ROW = 2

export type SendParts = {
  readonly store: SyncStore
  readonly seal: Seal
  readonly mailer: Mailer
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Logger
  /** Stops between two messages. */
  readonly signal?: AbortSignal
}

export type SendTally = { readonly sent: number; readonly putOff: number; readonly givenUp: number }

/** A clock set back must not hold a message for longer than the longest delay. */
const isDue = ({ next_at }: QueuedMail, now: number): boolean => next_at <= now || next_at > now + LONGEST_MS
const isStale = ({ template, made_at }: QueuedMail, now: number): boolean =>
  template.kind === 'lien-connexion' && now - made_at >= LINK_MS

const postponed = (mail: QueuedMail, failure: MailFailure, now: number): QueuedMail | null => {
  const first_at = mail.first_at ?? now
  if (failure.fate === 'refused' || now - first_at >= GIVE_UP_MS) return null
  const delay = DELAYS_MS[mail.attempts] ?? LONGEST_MS
  const wait = failure.fate === 'unreachable' ? Math.min(delay, LONGEST_UNREACHABLE_MS) : delay
  return { ...mail, first_at, attempts: mail.attempts + 1, next_at: now + wait }
}

const isLink = ({ mail }: Waiting): boolean => mail.template.kind === 'lien-connexion'

const asFailure = (error: unknown): MailFailure =>
  error instanceof MailFailure ? error : new MailFailure('later', null, error instanceof Error ? error.name : 'unknown')

/**
 * Sends what is due, `ROUND` messages at most, one after the other, outside any transaction: one cut between its sending and its removal is sent
 * again, none is lost. Null when another process is at it. No address and no name is logged. Rejects when the store fails.
 */
export const sendQueued = ({ store, seal, mailer, now, log, signal }: SendParts): Promise<SendTally | null> =>
  store.exclusively('courrier', async () => {
    const tally = { sent: 0, putOff: 0, givenUp: 0 }
    const { waiting, unreadable } = await store.read((reader) => waitingMail(reader, seal))
    if (unreadable.length > 0) log.error({ mails: unreadable.length }, 'queued mails do not open')

    const giveUp = async ({ id, mail }: Waiting, why: Readonly<Record<string, unknown>>): Promise<void> => {
      await forgetMail(store, id)
      tally.givenUp += 1
      log.warn({ mail: id, kind: mail.template.kind, attempts: mail.attempts, ...why }, 'mail given up')
    }

    let unreachable = 0
    // Links first: they are good for minutes, and people wait for them. A round is short, so that one asked meanwhile is not late.
    const round = [...waiting.filter(isLink), ...waiting.filter((one) => !isLink(one))]
    for (const one of round) {
      if (tally.sent >= ROUND || signal?.aborted === true || unreachable >= UNREACHABLE_IN_A_ROW) break
      const { id, mail } = one
      const { kind } = mail.template
      if (isStale(mail, now())) {
        await giveUp(one, { code: 'expired' })
        continue
      }
      if (!isDue(mail, now())) continue
      try {
        await mailer.send({ id, to: mail.to, template: mail.template, now: now() })
      } catch (error) {
        const failure = asFailure(error)
        const { fate, status, code } = failure
        unreachable = fate === 'unreachable' ? unreachable + 1 : 0
        const next = postponed(mail, failure, now())
        if (next === null) {
          await giveUp({ id, mail: { ...mail, attempts: mail.attempts + 1 } }, { fate, status, code })
          continue
        }
        await putOff(store, seal, { id, mail: next })
        tally.putOff += 1
        log.warn({ mail: id, kind, attempts: next.attempts, fate, status, code }, 'mail put off')
        continue
      }
      unreachable = 0
      await forgetMail(store, id)
      tally.sent += 1
      log.info({ mail: id, kind }, 'mail sent')
    }
    return tally
  })
