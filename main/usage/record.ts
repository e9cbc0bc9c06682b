import { randomBytes, randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Fait } from '#shared/usage/event.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'

type Parts = {
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Something waits that did not. */
  readonly onKept: (explicite: boolean) => void
  readonly log: (what: string, error: unknown) => void
  /** Identifiers without order nor instant: a UUIDv7 would say when. */
  readonly newId?: () => string
  /** 32 hexadecimal digits. */
  readonly newPoste?: () => string
}

/**
 * `explicite`: the person has asked for this very event to be sent (« pas de solution »): it is kept without the general consent, and
 * rejects with the codes of the user's file when it cannot be. Otherwise nothing rejects, and null is the id of what was not kept.
 */
export type RecordFait = (fait: Fait, options: { readonly explicite: boolean }) => Promise<string | null>

/** Adds to what happened what is told with it: the day, the number of this month, what the person uses the tool for. */
export const createRecordFait = ({
  user,
  now,
  onKept,
  log,
  newId = randomUUID,
  newPoste = () => randomBytes(16).toString('hex'),
}: Parts): RecordFait => {
  const keep = async (fait: Fait, explicite: boolean): Promise<string | null> => {
    const file = await user()
    const { compte } = await file['account.known'](undefined)
    const id = newId()
    const activite = compte?.activite ?? null
    const kept = await file['usage.keep']({ id, jour: parisDay(now()), activite, fait, poste: newPoste(), explicite })
    if (kept) onKept(explicite)
    return kept ? id : null
  }
  return async (fait, { explicite }) => {
    try {
      return await keep(fait, explicite)
    } catch (error) {
      if (explicite) throw error
      // A file that does not open, or is full, is said by the screens that need it: a measure is nobody's concern.
      if (!(error instanceof DoraError)) log('usage', error)
      return null
    }
  }
}
