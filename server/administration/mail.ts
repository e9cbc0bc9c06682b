import { type Courrier, type Lettre, masked } from '#shared/administration/courrier.ts'
import { type AccountParts, runAccount } from '#server/accounts/context.ts'
import { AccountRefusal } from '#server/accounts/refusal.ts'
import {
  everyLetter,
  GIVEN_UP_KEPT_MS,
  letterOf,
  type QueuedMail,
  putLetter,
  removeMail,
  type Waiting,
} from '#server/mail/queue.ts'
import { HELD_MS } from '#server/mail/send.ts'
import { letterDays } from '#server/mail/tally.ts'
import { leavesAgain, undelivered } from '#server/orientations/acts-server.ts'
import type { User, Writer } from '#server/store/types.ts'
import { keeps, tenir } from './right.ts'

/** Outgoing mail, for the team: what waits and why, with as little of the people as can be. All reject with Forbidden. */

const MOST = 200

const iso = (ms: number): string => new Date(ms).toISOString()

const recipientOf = ({ to, pour }: QueuedMail): string => pour ?? to

const shown = ({ id, mail }: Waiting): Lettre => ({
  id,
  sujet: mail.template.kind,
  destinataire: masked(recipientOf(mail)),
  etat: mail.abandonne_le !== null ? 'abandonnee' : mail.attempts > 0 ? 'differee' : 'attente',
  faite_le: iso(mail.made_at),
  suite_le: iso(mail.abandonne_le === null ? mail.next_at : mail.abandonne_le + GIVEN_UP_KEPT_MS),
  essais: mail.attempts,
  echec: mail.echec,
})

/** Those in trouble first: the team is here for them. */
const GRAVITY: Readonly<Record<Lettre['etat'], number>> = { abandonnee: 0, differee: 1, attente: 2 }

export const mailFor = async (parts: AccountParts, user: User): Promise<Courrier> => {
  await keeps(parts, user)
  const { store, seal } = parts
  return store.read(async (reader) => {
    const { waiting, unreadable } = await everyLetter(reader, seal)
    const lettres = waiting.map(shown).sort((a, b) => GRAVITY[a.etat] - GRAVITY[b.etat] || (a.faite_le < b.faite_le ? -1 : 1))
    return {
      lettres: lettres.slice(0, MOST),
      total: lettres.length,
      illisibles: unreadable.length,
      jours: await letterDays(reader, seal),
    }
  })
}

/** What is done with a letter goes to the journal by its kind, never by its address. */
const actOnLetter = async <T>(
  parts: AccountParts,
  user: User,
  id: string,
  action: string,
  act: (letter: Waiting, writer: Writer) => Promise<T>,
): Promise<T> =>
  runAccount(parts, user, async ({ actor, writer, seal, journal }) => {
    tenir(actor)
    const letter = await letterOf(writer, seal, id).catch(() => null)
    if (letter === null) throw new AccountRefusal('lettre-partie')
    const done = await act(letter, writer)
    await journal({ action, objet: { kind: 'courrier', id }, details: { sujet: letter.mail.template.kind } })
    return done
  })

/** Before this, one that was handed over whole may be on its way still: sent again, it would arrive twice. */
const heldUntil = ({ remis_le }: QueuedMail): number => (remis_le === null ? 0 : remis_le + HELD_MS)

/** Sent again without waiting, as if for the first time. Rejects with AccountRefusal `lettre-partie`. */
export const retryLetter = async (parts: AccountParts, user: User, id: string): Promise<void> => {
  await actOnLetter(parts, user, id, 'courrier.reessaye', async ({ mail }, writer) => {
    await putLetter(writer, parts.seal, id, {
      ...mail,
      next_at: Math.max(parts.now(), heldUntil(mail)),
      attempts: 0,
      first_at: null,
      sans_reponse: 0,
      abandonne_le: null,
    })
    if (mail.suivi !== null && mail.abandonne_le !== null) await leavesAgain({ writer, seal: parts.seal }, mail.suivi)
  })
  parts.onMail()
}

/**
 * It will not be sent: whoever sent the request that it tells of is told so, as they were if it was given up. Rejects with
 * AccountRefusal `lettre-partie`.
 */
export const dropLetter = (parts: AccountParts, user: User, id: string): Promise<void> =>
  actOnLetter(parts, user, id, 'courrier.abandonne', async ({ mail: { suivi, made_at, abandonne_le } }, writer) => {
    await removeMail(writer, id)
    if (suivi !== null && abandonne_le === null)
      await undelivered({ writer, seal: parts.seal, now: parts.now() }, { suivi, made_at })
  })

/** Its address in clear, for whoever has to call: the journal says who looked. Rejects with AccountRefusal `lettre-partie`. */
export const letterAddress = (parts: AccountParts, user: User, id: string): Promise<{ readonly courriel: string }> =>
  actOnLetter(parts, user, id, 'courrier.ouvert', async ({ mail }) => ({ courriel: recipientOf(mail) }))
