import { hostname } from 'node:os'
import { DoraError } from '#shared/errors.ts'
import type { Actor } from '#shared/rights.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Clock } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { systemClock } from '../sync/system-clock.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { createAccountApi } from './api.ts'
import { signOutPage } from './browser-address.ts'
import { createContacts } from './contact.ts'
import { createEveryoneHandlers } from './everyone.ts'
import { createMemberHandlers } from './members.ts'
import { createOneselfHandlers } from './oneself.ts'
import { createSignIn } from './sign-in.ts'
import { createAccountReader } from './state.ts'

export type AccountHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `account${string}` | `members.${string}`>>

type Options = {
  readonly link: ServerLink
  /** The user's file, opened by the first to ask. */
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly openExternal: (url: URL) => Promise<void>
  /** True where the system hands `dora://` addresses to this application. */
  readonly deepLinks: boolean
  readonly emit: Emit
  readonly log: { readonly error: (what: string, error: unknown) => void }
  readonly clock?: Clock
}

export type AccountServices = {
  readonly handlers: AccountHandlers
  /** The person, as the table of rights knows them. */
  readonly actor: () => Promise<Actor>
  /** Who is signed in, what is known of them, or the server, may have changed. */
  readonly changed: () => void
  /** The page where the identity provider ends its own session: opened in the system's browser, if it may be. */
  readonly leaveProvider: (address: string) => void
  /** An address that the system handed to the application: answers whether it ended a sign-in under way. */
  readonly returned: (url: string) => Promise<boolean>
  readonly close: () => void
}

export const createAccountHandlers = (options: Options): AccountServices => {
  const { link, user, openExternal, deepLinks, emit, log, clock = systemClock } = options
  const report = (what: string, error: unknown): void => log.error(`account: ${what}`, error)

  const told = (): void => {
    reader.forget()
    emit('account.changed', {})
  }
  const signIn = createSignIn({
    link,
    openExternal,
    clock,
    poste: hostname(),
    deepLinks,
    onChange: told,
    onEnded: (erreur) => emit('account.signInEnded', { erreur }),
    log: report,
  })
  const reader = createAccountReader({ user, identity: link.identity, waiting: signIn.waiting })
  const api = createAccountApi(link)
  const contactOf = createContacts(api, user, report)

  const handlers: AccountHandlers = {
    'account.state': reader.read,
    'account.begin': async (way) => {
      // A session that could not be kept is better not asked for.
      const file = await user()
      if ((await file['outbox.state'](undefined)).readOnly) throw new DoraError('donnees-utilisateur-lecture-seule')
      await signIn.begin(way)
      return reader.read()
    },
    'account.finish': async ({ code }) => {
      await signIn.finish(code)
      return reader.read()
    },
    'account.cancel': () => {
      signIn.cancel()
      return reader.read()
    },
    'account.setStructure': async (input) => {
      await (await user())['account.chooseStructure'](input)
      told()
      return reader.read()
    },
    ...createOneselfHandlers(api, link, async () => (await (await user())['account.get'](undefined)).compte?.id ?? null),
    ...createMemberHandlers(api, link),
    ...createEveryoneHandlers(api),
    'account.serviceContact': ({ serviceId }) => contactOf(serviceId),
  }

  return {
    handlers,
    actor: reader.actor,
    changed: () => {
      signIn.check()
      told()
    },
    leaveProvider: (address) => {
      const server = link.address()
      const page = server === null ? null : signOutPage(address, server)
      if (page !== null) void openExternal(page).catch((error: unknown) => report('sign-out page', error))
    },
    returned: signIn.returned,
    close: signIn.cancel,
  }
}
