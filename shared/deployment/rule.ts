import { z } from 'zod'
import { isDeployable } from './state.ts'

/**
 * A rule of the public reference, by territory: « in these départements, what this source says is not shown ». It takes the place
 * of exceptions in code. Sheets that people keep here are never hidden by one.
 */

/** Kind of the rows; they are in no scope: only the server reads them. */
export const REGLE_SOURCE = 'regle-source'

const MAX_SOURCE = 100

export const RegleDemandee = z.strictObject({
  source: z.string().trim().min(1).max(MAX_SOURCE),
  departements: z
    .array(z.string().refine(isDeployable))
    .min(1)
    .max(120)
    .transform((codes) => [...new Set(codes)].sort()),
})
export type RegleDemandee = z.infer<typeof RegleDemandee>

export const RegleSource = z.object({
  id: z.uuid(),
  source: z.string(),
  departements: z.array(z.string()),
  /** ISO instant. */
  creee_le: z.string(),
})
export type RegleSource = z.infer<typeof RegleSource>

/** What a rule took away at once; `differe`: an import is under way, which will do it as it ends. */
export const RegleAjoutee = z.object({
  regle: RegleSource,
  services: z.int().min(0),
  structures: z.int().min(0),
  differe: z.boolean(),
})
export type RegleAjoutee = z.infer<typeof RegleAjoutee>
