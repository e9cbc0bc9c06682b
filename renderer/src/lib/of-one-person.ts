const READS: ReadonlySet<unknown> = new Set(['account.devices', 'account.establishments', 'members.list', 'accounts.list'])

/**
 * Reads that are one person's: another who signs in must not see them while their own are on their way. Whatever is read of requests
 * is, and of the panel.
 */
export const isOfOnePerson = (name: unknown): boolean =>
  READS.has(name) || (typeof name === 'string' && (name.startsWith('orientations.') || name.startsWith('moderation.')))
