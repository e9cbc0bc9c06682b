import { z } from 'zod'

/** What came into the catalogue from outside, and what became of it. The last fifty are kept. */

/** Kind of the rows that say it; they are in no scope: only the server reads them. */
export const ARRIVEE = 'arrivee'
export const ARRIVEES_GARDEES = 50

const Pertes = z.object({ retirees: z.int().min(0), connues: z.int().min(0) })

/** What happened, in the order of gravity. */
const ISSUES_ARRIVEE = ['prise', 'retenue', 'illisible', 'echouee'] as const

/** Document of a row; its id is the instant and some chance. Nothing of a person. */
export const Arrivee = z.object({
  /** ISO instant at which it began. */
  le: z.string(),
  duree_ms: z.number().min(0),
  /** Name of the file, without its folder; null for what the server made up itself. */
  fichier: z.string().max(200).nullable(),
  demonstration: z.boolean().nullable(),
  /** ISO instant of the catalogue that it held. */
  genere_le: z.string().nullable(),
  /**
   * `retenue`: it would have removed too much, and waits for whoever says it is right; `illisible`: not a whole catalogue, put aside;
   * `echouee`: the store failed, and it is tried again.
   */
  issue: z.enum(ISSUES_ARRIVEE),
  /** Rows; null for one that was not taken. */
  ecrites: z.int().min(0).nullable(),
  retirees: z.int().min(0).nullable(),
  inchangees: z.int().min(0).nullable(),
  /** What it would have removed; null but for `retenue`. */
  pertes: z.object({ structures: Pertes, services: Pertes }).nullable(),
  code: z.string().max(120).nullable(),
})
export type Arrivee = z.infer<typeof Arrivee>

export const Imports = z.object({ arrivees: z.array(Arrivee.extend({ id: z.string() })) })
export type Imports = z.infer<typeof Imports>
