import { randomUUID } from 'node:crypto'
import { z } from 'zod'
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

export type Mail = { readonly to: string; readonly template: MailTemplate }

/** Instants in milliseconds since 1970. */
const QueuedMail = z.object({
  to: z.string(),
  template: MailTemplate,
  made_at: z.number(),
  next_at: z.number(),
  attempts: z.int().min(0),
  first_at: z.number().nullable(),
})
export type QueuedMail = z.infer<typeof QueuedMail>
export type Waiting = { readonly id: string; readonly mail: QueuedMail }

const put = (writer: Writer, seal: Seal, id: string, mail: QueuedMail, current: Entity | null) =>
  putSealed(writer, seal, { kind: COURRIER, id }, { doc: mail as unknown as Doc, scopes: [], parent: QUEUE, current })

/**
 * Stages a message in the transaction of `writer`. An address that no message can go to is found when it is sent, and fails
 * nothing here; a template that is not one throws. @param now milliseconds since 1970.
 */
export const queueMail = async (writer: Writer, seal: Seal, { to, template }: Mail, now: number): Promise<void> => {
  const mail = QueuedMail.parse({ to, template, made_at: now, next_at: now, attempts: 0, first_at: null })
  await put(writer, seal, randomUUID(), mail, null)
}

/** What waits, the longest first, and the identifiers of rows that do not open: another key's, or a later version's. */
export const waitingMail = async (
  reader: Reader,
  seal: Seal,
): Promise<{ readonly waiting: readonly Waiting[]; readonly unreadable: readonly string[] }> => {
  const waiting: Waiting[] = []
  const unreadable: string[] = []
  for (const entity of await reader.children(COURRIER, QUEUE)) {
    try {
      waiting.push({ id: entity.id, mail: QueuedMail.parse(docOf(seal, entity)) })
    } catch {
      unreadable.push(entity.id)
    }
  }
  return { waiting: waiting.sort((a, b) => a.mail.made_at - b.mail.made_at), unreadable }
}

export const putOff = async (store: SyncStore, seal: Seal, { id, mail }: Waiting): Promise<void> => {
  await store.write(async (writer) => {
    const current = await writer.entity({ kind: COURRIER, id })
    // Withdrawn meanwhile.
    if (current === null || current.deleted) return
    await put(writer, seal, id, mail, current)
  })
}

export const forgetMail = async (store: SyncStore, id: string): Promise<void> => {
  await store.write((writer) => writer.remove({ kind: COURRIER, id }))
}
