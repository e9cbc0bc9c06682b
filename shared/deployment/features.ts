import { z } from 'zod'
import { departementOf } from '../catalogue/facts.ts'
import { isDeployable } from './state.ts'

/** What people may do in each département. Everything is open where nothing is said. */

/** Kind of the public rows that say it; their id is the code of the département. */
export const FONCTIONS_LOCALES = 'fonctions'

export const FONCTIONS = ['orientations', 'suggestions'] as const
export const Fonction = z.enum(FONCTIONS)
export type Fonction = z.infer<typeof Fonction>

/** What opens each, in words: everything else stays open. */
export const FONCTION: Readonly<Record<Fonction, { readonly nom: string; readonly effet: string }>> = {
  orientations: {
    nom: 'Demandes',
    effet: 'Envoyer une demande d’orientation à une structure de ce département.',
  },
  suggestions: {
    nom: 'Suggestions',
    effet: 'Suggérer une correction d’une fiche de ce département.',
  },
}

const LONGEST_REASON = 300

/** Document of a row. `motif` is told to whoever meets what is closed; a function of a later version is nothing to this one. */
export const FonctionsLocales = z.object({
  fermees: z.array(z.string()).transform((all) => FONCTIONS.filter((one) => all.includes(one))),
  motif: z.string().max(LONGEST_REASON).default(''),
  /** ISO day from which it holds. */
  depuis: z.iso.date(),
})
export type FonctionsLocales = z.infer<typeof FonctionsLocales>

export const FonctionsDemandees = z.strictObject({
  fermees: z.array(Fonction).max(FONCTIONS.length),
  motif: z.string().trim().max(LONGEST_REASON),
})
export type FonctionsDemandees = z.infer<typeof FonctionsDemandees>

export const DepartementFonctions = z.object({
  departement: z.string().refine(isDeployable),
  fermees: z.array(Fonction),
  motif: z.string(),
  depuis: z.iso.date(),
})
export type DepartementFonctions = z.infer<typeof DepartementFonctions>

/** The part of a sheet that says where it is. */
export type Placed = { readonly code_insee?: string | null | undefined; readonly code_postal?: string | null | undefined }

/** Where a sheet is: by its own place, else by that of its structure; null when neither is known. */
export const departementOfSheet = (sheet: Placed, structure: Placed | null): string | null =>
  departementOf(sheet.code_insee, sheet.code_postal) ??
  (structure === null ? null : departementOf(structure.code_insee, structure.code_postal))

/** Why a function is closed there: the words of the team, which may be none; null when it is open, or the place is not known. */
export const closedThere = (
  fonction: Fonction,
  departement: string | null,
  known: readonly DepartementFonctions[],
): { readonly departement: string; readonly motif: string } | null => {
  const one = departement === null ? undefined : known.find((each) => each.departement === departement)
  return one === undefined || !one.fermees.includes(fonction) ? null : { departement: one.departement, motif: one.motif }
}
