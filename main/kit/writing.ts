import type { Lettre } from '#shared/contract/kit.ts'
import type { Suivi } from '#shared/kit/checklist.ts'
import type { Destinataires } from '#shared/kit/territory.ts'
import type { HandoutFacts } from '../handout/pdf.ts'
import { workerUrl } from '../worker/locate.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { startWorker } from '../worker/start.ts'
import type { PresentationFacts } from './presentation.ts'

/** What the thread of documents (worker.ts) writes: PDF files. `now`: milliseconds since 1970. */
export type KitWriter = {
  readonly presentation: (ask: { readonly facts: PresentationFacts; readonly now: number }) => Promise<Uint8Array>
  readonly letters: (ask: { readonly lettre: Lettre; readonly found: Destinataires; readonly now: number }) => Promise<Uint8Array>
  readonly checklist: (ask: { readonly suivi: Suivi; readonly now: number }) => Promise<Uint8Array>
  readonly handout: (ask: { readonly facts: HandoutFacts; readonly now: number }) => Promise<Uint8Array>
}

/** A document made in a thread of its own: five hundred letters take seconds. Rejects with `interne` should the thread die. */
export const documentInThread = async (write: (thread: RemoteOf<KitWriter>) => Promise<Uint8Array>): Promise<Uint8Array> => {
  const thread = startWorker<KitWriter>(workerUrl('kit'))
  try {
    return await write(thread.remote)
  } finally {
    await thread.stop()
  }
}
