import { Contact } from '#shared/accounts/wire.ts'
import { DoraError, type ErrorCode } from '#shared/errors.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { AccountApi } from './api.ts'

/** The server did not say anything of the contact: what it said last is still the best there is. */
const SILENT = new Set<ErrorCode>(['compte-hors-ligne', 'sync-sature', 'sync-sans-serveur'])
/** It said that it is not for this person, or is no more. */
const WITHDRAWN = new Set<ErrorCode>(['compte-droit', 'compte-introuvable'])

/** Contacts of services kept for professionals: asked each time, and remembered for the days without network. */
export const createContacts = (
  { ask }: AccountApi,
  user: () => Promise<RemoteOf<UserWorkerMethods>>,
  log: (what: string, error: unknown) => void,
) => {
  /** A file that cannot be written keeps nothing, and hides nothing. */
  const quietly = (work: Promise<void>): Promise<void> => work.catch((error: unknown) => log('contact', error))

  return async (serviceId: string): Promise<Contact> => {
    const file = await user()
    const { compte } = await file['account.get'](undefined)
    try {
      const contact = await ask('GET', ['account', 'v1', 'services', serviceId, 'contact'], { answer: Contact })
      if (compte !== null) await quietly(file['account.keepContact']({ userId: compte.id, serviceId, contact }))
      return contact
    } catch (error) {
      if (!(error instanceof DoraError)) throw error
      if (WITHDRAWN.has(error.code)) await quietly(file['account.forgetContact']({ serviceId }))
      const kept = SILENT.has(error.code) ? await file['account.contact']({ serviceId }) : null
      if (kept === null) throw error
      return kept
    }
  }
}
