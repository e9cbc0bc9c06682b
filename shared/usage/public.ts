import { z } from 'zod'
import { FRAICHEURS } from '../search/query.ts'
import { ReponsesMois } from './answers.ts'
import { ChiffresMois } from './figures.ts'
import { DelaiTold } from './told.ts'

/** `GET /statistiques.json`: what everybody is told. */

const Compte = z.record(z.string(), z.int().min(0))
export const StatistiquesPubliques = z.object({
  licence: z.string(),
  /** ISO day of the counts of the reference. */
  jour: z.string(),
  reference: z.object({
    structures: z.int(),
    services: z.int(),
    /** Services, by source, age and category; a service may have several categories. */
    sources: Compte,
    fraicheur: z.record(z.enum(FRAICHEURS), z.int()),
    thematiques: Compte,
    /** '' for those without a place. */
    departements: z.record(z.string(), z.object({ structures: z.int(), services: z.int() })),
  }),
  /** Months that are over, oldest first; without the figures of two entries at once. */
  mois: z.array(ChiffresMois),
  reponses: z.array(ReponsesMois.omit({ departements: true })),
  delai: DelaiTold,
  prochain: z.object({ mois: z.string(), le: z.string() }),
})
export type StatistiquesPubliques = z.infer<typeof StatistiquesPubliques>
