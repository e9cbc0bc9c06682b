import { z } from 'zod'

/** The audit log as the team reads it, the newest first (server/accounts/journal.ts keeps it). */

const Detail = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const EntreeJournal = z.object({
  n: z.int().min(1),
  /** ISO instant. */
  le: z.string(),
  action: z.string(),
  /** `nom` for the team and those who moderate, whose acts these are; null for anyone else, and for the server itself. */
  acteur: z.object({ id: z.string(), nom: z.string().nullable() }),
  objet: z.object({ kind: z.string(), id: z.string(), nom: z.string().nullable() }),
  legal: z.boolean(),
  details: z.record(z.string(), Detail),
})
export type EntreeJournal = z.infer<typeof EntreeJournal>

export const FiltreJournal = z.object({
  /** Beginning of an action: `compte`, `compte.droits`. */
  action: z.string().max(80).optional(),
  /** Kind of what it is about, or the identifier of the thing itself. */
  objet: z.string().max(200).optional(),
  /** Day in Paris. */
  jour: z.iso.date().optional(),
})
export type FiltreJournal = z.infer<typeof FiltreJournal>

export const PageJournal = z.object({
  entrees: z.array(EntreeJournal),
  /** To read on from there; null at the first entry. Filters may leave a page empty before that. */
  suite: z.int().min(1).nullable(),
  /** Number of the last entry of all. */
  fin: z.int().min(0),
})
export type PageJournal = z.infer<typeof PageJournal>

export const VerdictJournal = z.object({
  entrees: z.int().min(0),
  intact: z.boolean(),
  /** Number of the first entry that is not what the chain says; null when it is intact. */
  rompu_a: z.int().min(1).nullable(),
  /** Hash of its end, to compare with the one in the technical log. */
  empreinte: z.string(),
})
export type VerdictJournal = z.infer<typeof VerdictJournal>

/** Whether an entry is one of those asked for. `jourDe`: ISO day of an instant. */
export const isAsked = (
  {
    action,
    objet,
    le,
  }: { readonly action: string; readonly objet: { readonly kind: string; readonly id: string }; readonly le: string },
  filtre: FiltreJournal,
  jourDe: (le: string) => string,
): boolean =>
  (filtre.action === undefined || action === filtre.action || action.startsWith(`${filtre.action}.`)) &&
  (filtre.objet === undefined || objet.kind === filtre.objet || objet.id === filtre.objet) &&
  (filtre.jour === undefined || jourDe(le) === filtre.jour)
