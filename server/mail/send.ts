import type { Logger } from 'pino'
import type { SyncStore, Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import type { Mailer } from './mailer.ts'
import { forgetMail, letterOf, putLetter, type QueuedMail, removeMail, rewrite, type Waiting, waitingMail } from './queue.ts'
import { countLetter } from './tally.ts'
import { LINK_MS } from './template.ts'
import { ANSWER_MS, MailFailure } from './transport.ts'

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
/**
 * A message handed over by a process that has not said since what became of it is left alone for as long: longer than an answer
 * takes, whatever two machines make of the time.
 */
export const HELD_MS = 2 * ANSWER_MS
/** Handed over whole to a server that does not answer: each of them may have been taken. */
const MOST_UNANSWERED = 3
/** One may be the message's doing; two in a row are the server's. */
const UNREACHABLE_IN_A_ROW = 2

/** A message about a request, and when it was queued. */
export type GivenUp = Pick<QueuedMail, 'made_at'> & { readonly suivi: string }

/** A message to an address that a sheet gives as its own, or that a request went to. */
export type Returned = Pick<QueuedMail, 'to' | 'suivi' | 'fiche'>

export type SendParts = {
  readonly store: SyncStore
  readonly seal: Seal
  readonly mailer: Mailer
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Logger
  /** Stops between two messages. */
  readonly signal?: AbortSignal
  /** Identifiers of messages that were taken and could not be forgotten: kept by who calls, from one round to the next. */
  readonly taken?: Set<string>
  /** A message with a request behind it will never be delivered: told in the transaction that forgets it. */
  readonly onGivenUp?: (writer: Writer, letter: GivenUp) => Promise<void>
  /** A message to the address of a sheet was refused, while others leave: told in the transaction that forgets it. */
  readonly onReturned?: (writer: Writer, letter: Returned) => Promise<void>
}

export type SendTally = { readonly sent: number; readonly putOff: number; readonly givenUp: number }

/** A clock set back must not hold a message for longer than the longest delay. */
const isDue = ({ next_at }: QueuedMail, now: number): boolean => next_at <= now || next_at > now + LONGEST_MS
const isStale = ({ template, made_at }: QueuedMail, now: number): boolean =>
  template.kind === 'lien-connexion' && now - made_at >= LINK_MS

const delayOf = ({ attempts }: QueuedMail): number => DELAYS_MS[attempts] ?? LONGEST_MS

const echecOf = ({ fate, status, code }: MailFailure): QueuedMail['echec'] => ({
  sort: fate,
  statut: status,
  code: code.slice(0, 80),
})

/** Null: it has been tried enough. */
const postponed = (mail: QueuedMail, failure: MailFailure, now: number): QueuedMail | null => {
  const { fate, doubtful } = failure
  const first_at = mail.first_at ?? now
  const sans_reponse = mail.sans_reponse + (doubtful ? 1 : 0)
  if (fate === 'refused' || now - first_at >= GIVE_UP_MS || sans_reponse >= MOST_UNANSWERED) return null
  const delay = delayOf(mail)
  const wait = fate === 'unreachable' ? Math.min(delay, LONGEST_UNREACHABLE_MS) : delay
  const remis_le = doubtful ? now : null
  const echec = echecOf(failure)
  return { ...mail, first_at, sans_reponse, remis_le, echec, attempts: mail.attempts + 1, next_at: now + wait }
}

/** As it is written before the end of the message is: should nobody say more of it, it is sent again then. */
const handedOver = (mail: QueuedMail, now: number): QueuedMail => ({
  ...mail,
  first_at: mail.first_at ?? now,
  attempts: mail.attempts + 1,
  remis_le: now,
  next_at: now + Math.max(delayOf(mail), HELD_MS),
})

/** Of the address: not of a server that nothing left, nor of a message that came too late to be of use. */
const isReturned = (failure: MailFailure | null): boolean => failure?.fate === 'refused' || failure?.fate === 'later'

/** Another process has had it since, or it was withdrawn. */
class NotOurs extends Error {}

const isLink = ({ mail }: Waiting): boolean => mail.template.kind === 'lien-connexion'

const asFailure = (error: unknown): MailFailure =>
  error instanceof MailFailure ? error : new MailFailure('later', null, error instanceof Error ? error.name : 'unknown')

/**
 * Sends what is due, `ROUND` messages at most, one after the other, outside any transaction. Null when another process is at it. No
 * address and no name is logged. Rejects when the store fails.
 *
 * Each message is written down as handed over once the server has all of it but its end, if no other process had it meanwhile: one
 * that is cut before that is not delivered, and is sent again; one that is cut after may have been taken, and is sent again under
 * the same name (docs/server.md). None is lost.
 */
export const sendQueued = ({
  store,
  seal,
  mailer,
  now,
  log,
  signal,
  taken = new Set(),
  onGivenUp,
  onReturned,
}: SendParts): Promise<SendTally | null> =>
  store.exclusively('courrier', async () => {
    const tally = { sent: 0, putOff: 0, givenUp: 0 }
    const forget = async (id: string): Promise<void> => {
      await forgetMail(store, id)
      taken.delete(id)
    }
    /** Counted in the transaction that forgets it: once, also when it could not be forgotten at first. */
    const forgetSent = async (id: string): Promise<void> => {
      await store.write((writer) =>
        writer.step(async () => {
          const sent = await letterOf(writer, seal, id)
          if (sent !== null && (await removeMail(writer, id)))
            await countLetter(writer, seal, sent.mail.template.kind, 'envoyees', now())
        }),
      )
      taken.delete(id)
    }
    for (const id of taken) await forgetSent(id)
    const { waiting, unreadable } = await store.read((reader) => waitingMail(reader, seal))
    if (unreadable.length > 0) log.error({ mails: unreadable.length }, 'queued mails do not open')

    const giveUp = async (one: Waiting, failure: MailFailure | null): Promise<void> => {
      const { id, mail } = one
      const why =
        failure === null
          ? { code: 'expired' }
          : { fate: failure.fate, status: failure.status, code: failure.code, doubtful: failure.doubtful }
      const { suivi, fiche, made_at, to, pour } = mail
      const telling: ((writer: Writer) => Promise<void>)[] = []
      if (suivi !== null && onGivenUp !== undefined) telling.push((writer) => onGivenUp(writer, { suivi, made_at }))
      if (isReturned(failure) && (suivi !== null || fiche !== null) && onReturned !== undefined)
        telling.push((writer) => onReturned(writer, { to: pour ?? to, suivi, fiche }))
      // Of a link that is past, nothing is to be done any more.
      if (failure === null) await forget(id)
      else
        await store.write((writer) =>
          writer.step(async () => {
            if ((await letterOf(writer, seal, id)) === null) return
            // A link opens an account, and is past before anyone could have it sent again.
            if (isLink(one)) await removeMail(writer, id)
            else await putLetter(writer, seal, id, { ...mail, echec: echecOf(failure), abandonne_le: now() })
            await countLetter(writer, seal, mail.template.kind, 'abandonnees', now())
            for (const tell of telling) await tell(writer)
          }),
        )
      tally.givenUp += 1
      log.warn({ mail: id, kind: mail.template.kind, attempts: mail.attempts, ...why }, 'mail given up')
    }

    /** What it failed of; null when it was sent, or is no more ours. */
    const attempt = async (one: Waiting): Promise<{ readonly failure: MailFailure; readonly held: Waiting } | null> => {
      const { id, mail } = one
      let held = one
      let unwritten: { readonly error: unknown } | null = null
      const handOver = async (): Promise<void> => {
        try {
          const next = await rewrite(store, seal, one, handedOver(mail, now()))
          if (next === null) throw new NotOurs()
          held = next
        } catch (error) {
          unwritten = { error }
          throw error
        }
      }
      const { to, template, cc, replyTo, de, pour, message } = mail
      try {
        const posted = { id: message ?? id, to, template, cc, replyTo, de, recipient: pour ?? to, now: now() }
        await mailer.send(posted, handOver)
      } catch (error) {
        const { error: cause } = (unwritten as { readonly error: unknown } | null) ?? {}
        if (cause instanceof NotOurs) return null
        if (cause !== undefined) throw cause
        return { failure: asFailure(error), held }
      }
      taken.add(id)
      tally.sent += 1
      log.info({ mail: id, kind: template.kind }, 'mail sent')
      await forgetSent(id)
      return null
    }

    let unreachable = 0
    // Links first: they are good for minutes, and people wait for them. A round is short, so that one asked meanwhile is not late.
    const round = [...waiting.filter(isLink), ...waiting.filter((one) => !isLink(one))]
    for (const one of round) {
      if (tally.sent >= ROUND || signal?.aborted === true || unreachable >= UNREACHABLE_IN_A_ROW) break
      const { id, mail } = one
      const { kind } = mail.template
      if (isStale(mail, now())) {
        await giveUp(one, null)
        continue
      }
      if (!isDue(mail, now())) continue
      if (mail.remis_le !== null) log.warn({ mail: id, kind, attempts: mail.attempts }, 'mail sent again, in doubt')
      const failed = await attempt(one)
      if (failed === null) {
        unreachable = 0
        continue
      }
      const { failure, held } = failed
      const { fate, status, code, doubtful } = failure
      unreachable = fate === 'unreachable' ? unreachable + 1 : 0
      const next = postponed(mail, failure, now())
      if (next === null) {
        await giveUp({ ...one, mail: { ...mail, attempts: mail.attempts + 1 } }, failure)
        continue
      }
      await rewrite(store, seal, held, next)
      tally.putOff += 1
      log.warn({ mail: id, kind, attempts: next.attempts, fate, status, code, doubtful }, 'mail put off')
    }
    return tally
  })
