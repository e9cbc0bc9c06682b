import type { DoraContract } from '#shared/contract.ts'
import type { EventName, ProcedureName } from '#shared/rpc.ts'

/**
 * Which reads an event makes stale: a procedure name, or a family ending in a dot.
 * Every event of the contract has a line here, or this does not compile.
 */
type Stale =
  | ProcedureName<DoraContract>
  | 'catalogue.'
  | 'search.'
  | 'map.'
  | 'geo.'
  | 'favourites.'
  | 'drafts.'
  | 'listing.'
  | 'suggestions.'

const STALE: { readonly [N in EventName<DoraContract>]: readonly Stale[] } = {
  'catalogue.changed': ['catalogue.', 'search.', 'map.', 'favourites.', 'drafts.', 'sync.status', 'listing.'],
  'settings.changed': ['settings.get', 'search.', 'map.', 'geo.addresses'],
  'favourites.changed': ['favourites.'],
  'drafts.changed': ['drafts.'],
  'listing.changed': ['listing.', 'suggestions.'],
  'sync.changed': ['sync.status'],
  'sync.queueChanged': ['sync.outgoing', 'sync.conflicts'],
  // What one may do travels with each sheet: it changes with what one is.
  'account.changed': [
    'account.state',
    'account.devices',
    'members.list',
    'accounts.list',
    'catalogue.structure',
    'catalogue.service',
    'listing.',
    'suggestions.',
  ],
  'account.signInEnded': ['account.state'],
}

export const EVENTS = Object.keys(STALE) as EventName<DoraContract>[]

export const isStale = (event: EventName<DoraContract>, procedure: string): boolean =>
  STALE[event].some((stale) => (stale.endsWith('.') ? procedure.startsWith(stale) : procedure === stale))
