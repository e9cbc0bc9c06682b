import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { EchecLettre } from '#shared/administration/courrier.ts'
import { Cible } from '#shared/moderation/target.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Entity, Reader, SyncStore, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import { MailTemplate } from './template.ts'

/**
 * Messages to send, as sealed rows in no scope: a message is queued in the transaction of what it tells, so that it leaves if and
 * only if that happened.
 */

const COURRIER = 'courrier'
/** All hang on this: rows still there are found by an index, whatever the number of those that have gone. */
const QUEUE = 'a-envoyer'
/** Those that were given up hang on this for a while: the team may have them sent again. */
const GIVEN_UP = 'abandonne'
export const GIVEN_UP_KEPT_MS = 7 * 24 * 3600_000

export type Mail = {
  readonly to: string
  readonly template: MailTemplate
  /** Others who receive the same message, and are seen to. */
  readonly cc?: readonly string[]
  /** Who receives what is written back; nobody reads what goes to the server's own address. */
  readonly replyTo?: string
  /** Name shown with the server's own address: « Mission locale de l’Exemple via DORA ». */
  readonly de?: string
  /** The request that it tells the structure of: it hears of a letter that could not be delivered. */
  readonly suivi?: string
  /** The sheet that gives this address as its own: its dossier hears of a letter that could not be delivered. */
  readonly fiche?: Cible
}

/** Instants in milliseconds since 1970. */
const QueuedMail = z.object({
  to: z.string(),
  template: MailTemplate,
  cc: z.array(z.string()).default([]),
  replyTo: z.string().nullable().default(null),
  de: z.string().nullable().default(null),
  suivi: z.string().nullable().default(null),
  fiche: Cible.nullable().default(null),
  /** Of those it is addressed to, the one this row is about: each has an attempt of its own, that fails alone. Null: `to`. */
  pour: z.string().nullable().default(null),
  /** Names the message, the same for all those it is addressed to. Null: the row's own identifier. */
  message: z.string().nullable().default(null),
  made_at: z.number(),
  next_at: z.number(),
  attempts: z.int().min(0),
  first_at: z.number().nullable(),
  /** Handed over whole at that instant, and nothing was heard since: it may have been taken. */
  remis_le: z.number().nullable().default(null),
  /** Times that it was handed over whole to a server that did not answer. */
  sans_reponse: z.int().min(0).default(0),
  /** What it failed of, the last time. */
  echec: EchecLettre.nullable().default(null),
  abandonne_le: z.number().nullable().default(null),
})
export type QueuedMail = z.infer<typeof QueuedMail>
/** `ver`: of the row as it was read. */
export type Waiting = { readonly id: string; readonly ver: number; readonly mail: QueuedMail }

const put = (writer: Writer, seal: Seal, id: string, mail: QueuedMail, current: Entity | null) =>
  putSealed(
    writer,
    seal,
    { kind: COURRIER, id },
    { doc: mail as unknown as Doc, scopes: [], parent: mail.abandonne_le === null ? QUEUE : GIVEN_UP, current },
  )

/**
 * Stages a message in the transaction of `writer`. An address that no message can go to is found when it is sent, and fails
 * nothing here; a template that is not one throws. @param now milliseconds since 1970.
 */
export const queueMail = async (writer: Writer, seal: Seal, mail: Mail, now: number): Promise<void> => {
  const { to, template, cc = [], replyTo = null, de = null, suivi = null, fiche = null } = mail
  const message = cc.length === 0 ? null : randomUUID()
  for (const pour of [null, ...cc]) {
    const about = { to, template, cc, replyTo, de, suivi, fiche, pour, message }
    const row = { ...about, made_at: now, next_at: now, attempts: 0, first_at: null }
    await put(writer, seal, randomUUID(), QueuedMail.parse(row), null)
  }
}

const waitingOf = (seal: Seal, entity: Entity): Waiting => ({
  id: entity.id,
  ver: entity.ver,
  mail: QueuedMail.parse(docOf(seal, entity)),
})

export type Letters = { readonly waiting: readonly Waiting[]; readonly unreadable: readonly string[] }

const lettersOn = async (reader: Reader, seal: Seal, parent: string): Promise<Letters> => {
  const waiting: Waiting[] = []
  const unreadable: string[] = []
  for (const entity of await reader.children(COURRIER, parent)) {
    try {
      waiting.push(waitingOf(seal, entity))
    } catch {
      unreadable.push(entity.id)
    }
  }
  return { waiting: waiting.sort((a, b) => a.mail.made_at - b.mail.made_at), unreadable }
}

/** What waits, the longest first, and the identifiers of rows that do not open: another key's, or a later version's. */
export const waitingMail = (reader: Reader, seal: Seal): Promise<Letters> => lettersOn(reader, seal, QUEUE)

/** What was given up in the last days, the longest first. */
export const givenUpMail = (reader: Reader, seal: Seal): Promise<Letters> => lettersOn(reader, seal, GIVEN_UP)

/** What waits, then what was given up. */
export const everyLetter = async (reader: Reader, seal: Seal): Promise<Letters> => {
  const [waits, givenUp] = [await waitingMail(reader, seal), await givenUpMail(reader, seal)]
  return { waiting: [...waits.waiting, ...givenUp.waiting], unreadable: [...waits.unreadable, ...givenUp.unreadable] }
}

/** Forgets those that were given up long ago; one that does not open is left to the version or the key that wrote it. Answers how many. @param now milliseconds since 1970 */
export const forgetGivenUp = async (store: SyncStore, seal: Seal, now: number): Promise<number> => {
  const goneOf = async (reader: Reader): Promise<readonly string[]> => {
    const { waiting } = await givenUpMail(reader, seal)
    return waiting.filter(({ mail }) => now - (mail.abandonne_le ?? 0) >= GIVEN_UP_KEPT_MS).map(({ id }) => id)
  }
  if ((await store.read(goneOf)).length === 0) return 0
  // Read again where they are removed: one that the team has put back since waits to leave.
  const { value } = await store.write(async (writer) => {
    const gone = await goneOf(writer)
    for (const id of gone) await removeMail(writer, id)
    return gone.length
  })
  return value
}

/** Null for one that has left, or was withdrawn. Rejects for one that does not open. */
export const letterOf = async (reader: Reader, seal: Seal, id: string): Promise<Waiting | null> => {
  const entity = await reader.entity({ kind: COURRIER, id })
  return entity === null || entity.deleted ? null : waitingOf(seal, entity)
}

/** Stages what becomes of a letter, as `letterOf` has read it in the same transaction. */
export const putLetter = async (writer: Writer, seal: Seal, id: string, mail: QueuedMail): Promise<void> => {
  await put(writer, seal, id, mail, await writer.entity({ kind: COURRIER, id }))
}

/**
 * Writes what becomes of a message, if it is still as it was read: false when another process has had it since, or it was
 * withdrawn. Answers the row as it is then.
 */
export const rewrite = async (store: SyncStore, seal: Seal, { id, ver }: Waiting, mail: QueuedMail): Promise<Waiting | null> => {
  const { value } = await store.write(async (writer) => {
    const current = await writer.entity({ kind: COURRIER, id })
    if (current === null || current.deleted || current.ver !== ver) return null
    const { ver: next } = await put(writer, seal, id, mail, current)
    return { id, ver: next, mail }
  })
  return value
}

export const removeMail = (writer: Writer, id: string): Promise<boolean> => writer.remove({ kind: COURRIER, id })

export const forgetMail = async (store: SyncStore, id: string): Promise<void> => {
  await store.write((writer) => removeMail(writer, id))
}
