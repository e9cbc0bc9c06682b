const READS: ReadonlySet<unknown> = new Set([
  'account.devices',
  'account.establishments',
  'members.list',
  'accounts.list',
  'administration.courrier',
  'administration.imports',
  'administration.journal',
  'administration.referentiels',
  'administration.sources',
  'administration.taches',
  'kit.list',
  'kit.checklist',
  'kit.addressees',
])

const OF_ONE = [
  'orientations.',
  'moderation.',
  'chiffres.',
  'manques.',
  'cles.',
  'connecteurs.',
  'webhooks.',
  'alertes.',
  'listes.',
  'personnes.',
  'plans.',
  'feuille.',
] as const

/**
 * Reads that are one person's: another who signs in must not see them while their own are on their way. Whatever is read of requests
 * is, and of the panel.
 */
export const isOfOnePerson = (name: unknown): boolean =>
  READS.has(name) || (typeof name === 'string' && OF_ONE.some((family) => name.startsWith(family)))
