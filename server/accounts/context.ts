import type { Actor } from '#shared/rights.ts'
import { type Mail, queueMail } from '../mail/queue.ts'
import type { MailTemplate } from '../mail/template.ts'
import type { SyncStore, User, Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { type Entry, writeJournal } from './journal.ts'
import { createWindow, type Window } from './sign-in/window.ts'
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
  /** Counts a letter that people have others receive; above 0, it is one too many for that key, and is not written. */
  readonly letters: Window
}

/** Letters that people have others receive: so many a day to one address about one structure and one person, whoever asks. */
export const createLetters = (now: () => number): Window => createWindow({ max: 5, windowMs: 24 * 3600_000 }, now)

const ASKED_BY_PEOPLE: ReadonlySet<MailTemplate['kind']> = new Set([
  'invitation',
  'demande-acces',
  'demande-rappel',
  'antenne-creee',
])

export type AccountContext = {
  readonly writer: Writer
  readonly seal: Seal
  readonly user: User | null
  readonly actor: Actor
  /** Milliseconds since 1970. */
  readonly now: number
  readonly linkTo: AccountParts['linkTo']
  /** False when it is one letter too many for that person, and is not written. */
  readonly mail: (to: string, template: MailTemplate, more?: Pick<Mail, 'fiche'>) => Promise<boolean>
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
  const counted = new Map<string, boolean>()
  /** Counted once, however many times the transaction is tried. */
  const allowed = (key: string): boolean => {
    const known = counted.get(key) ?? parts.letters.count(key) === 0
    counted.set(key, known)
    return known
  }
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
        mail: async (to, template, more = {}) => {
          const about = ['structure' in template ? template.structure : '', 'personne' in template ? template.personne : '']
          // The act itself stands: only the letter is one too many. What a clock sends is counted by the clock.
          if (user !== null && ASKED_BY_PEOPLE.has(template.kind) && !allowed([template.kind, to, ...about].join('\n')))
            return false
          queued = true
          await queueMail(writer, seal, { to, template, ...more }, now)
          return true
        },
        journal: (entry) => writeJournal(writer, seal, { ...entry, acteur: user?.id ?? 'systeme' }, now),
      })
    }),
  )
  if (queued) parts.onMail()
  return value
}
