import { type QueuedMail, waitingMail } from '#server/mail/queue.ts'
import type { SyncStore } from '#server/store/types.ts'
import type { Seal } from '#server/sync/seal.ts'

/** Letters that wait, whole, in no order. */
export const mailsOf = async (store: SyncStore, seal: Seal): Promise<readonly QueuedMail[]> =>
  (await store.read((reader) => waitingMail(reader, seal))).waiting.map(({ mail }) => mail)

/** The same, which leave the queue, at once. */
export const takeMails = async (store: SyncStore, seal: Seal): Promise<readonly QueuedMail[]> => {
  const { waiting } = await store.read((reader) => waitingMail(reader, seal))
  if (waiting.length > 0)
    await store.write(async (writer) => {
      for (const { id } of waiting) await writer.remove({ kind: 'courrier', id })
    })
  return waiting.map(({ mail }) => mail)
}
