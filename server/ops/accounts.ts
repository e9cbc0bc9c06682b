import type { Logger } from 'pino'
import { type AccountParts, createLetters } from '../accounts/context.ts'
import { createAccountLife } from '../accounts/life.ts'
import type { ServerConfig } from '../config.ts'
import { folderTransport, forgetLetters } from '../mail/folder.ts'
import { createMailer, parseSender } from '../mail/mailer.ts'
import { createPostman } from '../mail/postman.ts'
import { forgetGivenUp } from '../mail/queue.ts'
import { smtpTransport } from '../mail/smtp.ts'
import { letterReturned } from '../moderation/dossier-returned.ts'
import { undelivered } from '../orientations/acts-server.ts'
import { createSirene } from '../sirene/client.ts'
import { type Sirene, SIRENE_NONE } from '../sirene/sirene.ts'
import type { Sender } from '../mail/transport.ts'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { createEvery } from './every.ts'
import type { JobRuns } from './job-runs.ts'

const LIFE_EVERY_MS = 60 * 60_000
const LETTERS_EVERY_MS = 60 * 60_000

export type AccountServices = {
  readonly parts: AccountParts & { readonly sirene: Sirene }
  /** How jobs go; none is told without it. */
  readonly runs?: JobRuns | undefined
  /** Whether e-mails leave this server. */
  readonly delivers: boolean
  /** Address that desks and browsers reach this server at, without a final « / ». */
  readonly publicUrl: () => string
  /** Once this server answers. */
  readonly listening: (origin: string) => void
  /** Each minute. */
  readonly tick: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Accounts, mail and the register, composed from the configuration. */
export const openAccounts = (
  { store, seal }: { readonly store: SyncStore; readonly seal: Seal },
  { folder, accounts: config }: ServerConfig,
  log: Logger,
  runs?: JobRuns,
): AccountServices => {
  const transport = config.smtpUrl === null ? folderTransport(folder) : smtpTransport(config.smtpUrl)
  const mailer = createMailer({ transport, from: parseSender(config.mailFrom) as Sender })
  const postman = createPostman({
    store,
    seal,
    mailer,
    now: Date.now,
    log,
    runs,
    onGivenUp: (writer, letter) => undelivered({ writer, seal, now: Date.now() }, letter),
    onReturned: (writer, letter) => letterReturned({ writer, seal, now: Date.now() }, letter),
  })
  let origin = config.publicUrl ?? ''
  const publicUrl = (): string => origin
  const parts = {
    store,
    seal,
    now: Date.now,
    linkTo: (screen: string) => `${publicUrl()}/ouvrir?vers=${screen}`,
    onMail: postman.kick,
    letters: createLetters(Date.now),
    sirene: config.sireneUrl === null ? SIRENE_NONE : createSirene({ base: config.sireneUrl }),
  }
  const life = createAccountLife({ ...parts, log, delivers: mailer.delivers })
  const every = createEvery({ now: Date.now, log, runs })
  const live = every(LIFE_EVERY_MS, 'comptes', life.run)
  const forget = every(LETTERS_EVERY_MS, 'courrier-ancien', async () => {
    const forgotten = forgetLetters(folder, Date.now()) + (await forgetGivenUp(store, seal, Date.now()))
    if (forgotten > 0) log.info({ forgotten }, 'old letters forgotten')
  })
  return {
    parts,
    runs,
    delivers: mailer.delivers,
    publicUrl,
    listening: (at) => {
      if (config.publicUrl === null) origin = at
    },
    tick: async () => {
      postman.kick()
      await forget()
      await live()
    },
    close: postman.close,
  }
}
