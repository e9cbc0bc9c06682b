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
  | 'orientations.'
  | 'moderation.'
  | 'deploiement.'
  | 'chiffres.'
  | 'administration.'
  | 'cles.'
  | 'connecteurs.'
  | 'webhooks.'
  | 'kit.'
  | 'manques.'
  | 'usage.'
  | 'alertes.'
  | 'feuille.'
  | 'listes.'
  | 'personnes.'
  | 'plans.'
  | 'portee.'

const STALE: { readonly [N in EventName<DoraContract>]: readonly Stale[] } = {
  'catalogue.changed': [
    'catalogue.',
    'search.',
    'map.',
    'favourites.',
    'drafts.',
    'sync.status',
    'listing.',
    'orientations.checks',
    'orientations.planB',
    'deploiement.list',
    'deploiement.notice',
    'administration.fonctions',
    'administration.choix',
    'alertes.',
    'feuille.',
    'listes.',
    'personnes.eligibilite',
    'personnes.eligibilites',
    'plans.proposer',
    'portee.',
  ],
  'settings.changed': ['settings.get', 'search.', 'map.', 'geo.addresses', 'personnes.verrou', 'portee.itineraire'],
  'favourites.changed': ['favourites.', 'listes.changements'],
  // What is checked before sending, and what is kept of someone, are read of drafts too.
  'drafts.changed': [
    'drafts.',
    'plans.preparees',
    'orientations.checks',
    'orientations.person',
    'personnes.list',
    'personnes.histoire',
  ],
  // A folder that is opened, or locked, changes what plans and sheets tell.
  'personnes.verrouChange': ['personnes.', 'plans.', 'feuille.'],
  'personnes.changed': ['personnes.', 'plans.', 'feuille.texte'],
  'plans.changed': ['plans.list', 'plans.get', 'personnes.list', 'personnes.histoire', 'feuille.texte'],
  'feuille.changed': ['feuille.'],
  'portee.changed': ['portee.'],
  'alertes.changed': ['alertes.'],
  'alertes.notice': [],
  'alertes.noticeFollowed': [],
  'listes.changed': ['listes.'],
  'listing.changed': ['listing.', 'suggestions.'],
  // A draft that was sent has left its list.
  'orientations.changed': ['orientations.', 'drafts.', 'plans.preparees', 'personnes.histoire'],
  // Told, not read: the rows behind it have an event of their own.
  'orientations.notice': [],
  'orientations.noticeFollowed': [],
  // Taken once, by whoever shows it.
  'app.linked': [],
  'moderation.changed': ['moderation.'],
  'kit.changed': ['kit.installed'],
  // Told, not read.
  'manques.perdue': [],
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
    'orientations.',
    'moderation.',
    'chiffres.',
    'deploiement.',
    'administration.',
    'cles.',
    'connecteurs.',
    'webhooks.',
    'kit.',
    'manques.',
    'alertes.',
    'listes.',
  ],
  'account.signInEnded': ['account.state'],
  'usage.changed': ['usage.'],
}

export const EVENTS = Object.keys(STALE) as EventName<DoraContract>[]

export const isStale = (event: EventName<DoraContract>, procedure: string): boolean =>
  STALE[event].some((stale) => (stale.endsWith('.') ? procedure.startsWith(stale) : procedure === stale))
