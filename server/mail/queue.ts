import { randomUUID } from 'node:crypto'
import { z } from 'zod'
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
})
export type QueuedMail = z.infer<typeof QueuedMail>
/** `ver`: of the row as it was read. */
export type Waiting = { readonly id: string; readonly ver: number; readonly mail: QueuedMail }

const put = (writer: Writer, seal: Seal, id: string, mail: QueuedMail, current: Entity | null) =>
  putSealed(writer, seal, { kind: COURRIER, id }, { doc: mail as unknown as Doc, scopes: [], parent: QUEUE, current })

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

/** What waits, the longest first, and the identifiers of rows that do not open: another key's, or a later version's. */
export const waitingMail = async (
  reader: Reader,
  seal: Seal,
): Promise<{ readonly waiting: readonly Waiting[]; readonly unreadable: readonly string[] }> => {
  const waiting: Waiting[] = []
  const unreadable: string[] = []
  for (const entity of await reader.children(COURRIER, QUEUE)) {
    try {
      waiting.push(waitingOf(seal, entity))
    } catch {
      unreadable.push(entity.id)
    }
  }
  return { waiting: waiting.sort((a, b) => a.mail.made_at - b.mail.made_at), unreadable }
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
