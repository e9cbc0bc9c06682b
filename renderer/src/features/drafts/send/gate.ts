import type { Rattachement } from '#shared/accounts/compte.ts'
import type { AccountState } from '#shared/contract/account.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { isSignedIn, memberships, pending } from '../../../lib/account.ts'

/** May this desk send, and if not, what comes first. A network that is away is no obstacle: what is sent waits here. */
export type Gate =
  | { readonly kind: 'inconnu' }
  | { readonly kind: 'sans-serveur' | 'deconnecte' | 'session' | 'sans-structure' }
  /** Memberships that someone must still accept. */
  | { readonly kind: 'attente'; readonly noms: readonly string[] }
  | { readonly kind: 'pret'; readonly structures: readonly Rattachement[] }

export const gateOf = (account: AccountState | undefined, status: Pick<SyncStatus, 'etat'> | undefined): Gate => {
  if (account === undefined || status === undefined) return { kind: 'inconnu' }
  if (status.etat === 'sans-serveur') return { kind: 'sans-serveur' }
  if (!isSignedIn(account)) return { kind: account.session_expiree ? 'session' : 'deconnecte' }
  const structures = memberships(account)
  if (structures.length > 0) return { kind: 'pret', structures }
  const asked = pending(account)
  return asked.length === 0
    ? { kind: 'sans-structure' }
    : { kind: 'attente', noms: asked.map(({ structure_nom }) => structure_nom) }
}
