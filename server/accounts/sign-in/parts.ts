import type { Logger } from 'pino'
import type { AccountParts } from '../context.ts'
import type { Provider } from './provider.ts'
import type { Tickets } from './tickets.ts'

/** What the ways in are run with. */
export type WayParts = {
  readonly account: AccountParts
  readonly tickets: Tickets
  /** Null when this server is tied to none. */
  readonly provider: Provider | null
  /** Address that browsers reach this server at, without a final « / »; known once it listens. */
  readonly publicUrl: () => string
  readonly log: Logger
}

/** Paths that others are told: a provider registers two of them, an e-mail holds the third. */
export const PATHS = {
  oidcStart: '/auth/v1/oidc/start',
  oidcReturn: '/auth/v1/oidc/return',
  oidcEnded: '/auth/v1/oidc/ended',
  link: '/auth/v1/link',
  linkConfirm: '/auth/v1/link/confirm',
} as const

/** The address of the desk that began a sign-in, with what it waits for. `retour` is one that shared/accounts/wire.ts allows. */
export const backToDesk = (
  { retour, etat }: { readonly retour: string; readonly etat: string },
  told: { readonly code: string } | { readonly erreur: string },
): string => `${retour}?${new URLSearchParams({ ...told, etat }).toString()}`
