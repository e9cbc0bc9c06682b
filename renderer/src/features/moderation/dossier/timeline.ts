import type { HistoryEntry } from '#shared/listing/wire.ts'
import type { Decision } from '#shared/moderation/dossier.ts'

/** Everything that happened to a sheet: what moderation did of it, and what was changed in it. */
export type TimelineEntry =
  | { readonly kind: 'decision'; readonly id: string; readonly le: string; readonly decision: Decision }
  | { readonly kind: 'change'; readonly id: string; readonly le: string; readonly change: HistoryEntry }

/** The latest first; at one instant, what moderation did comes after the change that it made. */
export const timelineOf = (decisions: readonly Decision[], historique: readonly HistoryEntry[]): readonly TimelineEntry[] =>
  [
    ...decisions.map((decision) => ({ kind: 'decision' as const, id: `decision/${decision.id}`, le: decision.le, decision })),
    ...historique.map((change) => ({ kind: 'change' as const, id: `change/${change.id}`, le: change.le, change })),
  ].toSorted((a, b) => Date.parse(b.le) - Date.parse(a.le))

/** Since when the sheet has its present status, and who gave it; null when nobody did here. */
export const statusSince = (decisions: readonly Decision[], statut: Decision['apres']): Decision | null => {
  const last = decisions.findLast(({ apres }) => apres !== null)
  return last !== undefined && last.apres === statut ? last : null
}

/** The first line that the server writes of a change of status (dora-backend.md §1.5). */
const TOLD = /^Nouveau statut de modération\u202f: [^\n]*(\n|$)/

/** What a moderator wrote, without what their act says already. */
export const writtenOf = ({ apres, texte }: Pick<Decision, 'apres' | 'texte'>): string =>
  apres === null ? texte : texte.replace(TOLD, '')
