import type { Actor } from '#shared/rights.ts'
import { queueMail } from '../mail/queue.ts'
import type { MailTemplate } from '../mail/template.ts'
import type { SyncStore, User, Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { type Entry, writeJournal } from './journal.ts'
import { actorOf } from './memberships.ts'

/** What commands on accounts are run with, whoever calls them: a route, a job, a command line. */
export type AccountParts = {
  readonly store: SyncStore
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Address of the page that leads to a screen of the desk: what e-mails link to. */
  readonly linkTo: (screen: 'membres' | 'rejoindre' | 'compte' | 'accueil') => string
  /** Something was queued: to be sent soon. */
  readonly onMail: () => void
}

export type AccountContext = {
  readonly writer: Writer
  readonly seal: Seal
  readonly user: User | null
  readonly actor: Actor
  /** Milliseconds since 1970. */
  readonly now: number
  readonly linkTo: AccountParts['linkTo']
  readonly mail: (to: string, template: MailTemplate) => Promise<void>
  /** `acteur` is the one who runs the command. */
  readonly journal: (entry: Omit<Entry, 'acteur'>) => Promise<void>
}

/**
 * Runs a command in one transaction, with the rights of now; what it queued leaves once it is committed. Accounts (`store.accounts`)
 * are read and written before or after, never inside: they are of another transaction.
 */
export const runAccount = async <T>(
  parts: AccountParts,
  user: User | null,
  command: (context: AccountContext) => Promise<T>,
): Promise<T> => {
  const { store, seal, linkTo } = parts
  const now = parts.now()
  let queued = false
  const { value } = await store.write((writer) =>
    writer.step(async () => {
      queued = false
      return command({
        writer,
        seal,
        user,
        actor: await actorOf(writer, seal, user),
        now,
        linkTo,
        mail: async (to, template) => {
          queued = true
          await queueMail(writer, seal, { to, template }, now)
        },
        journal: (entry) => writeJournal(writer, seal, { ...entry, acteur: user?.id ?? 'systeme' }, now),
      })
    }),
  )
  if (queued) parts.onMail()
  return value
}
