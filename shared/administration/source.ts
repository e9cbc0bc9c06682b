import { z } from 'zod'
import { RegleSource } from '../deployment/rule.ts'

/** A source of the catalogue, as the server has it. */
export const SourceVue = z.object({
  source: z.string(),
  structures: z.int().min(0),
  services: z.int().min(0),
  /** Structures, and their services, that people keep here: no import changes them. */
  tenues: z.int().min(0),
  /** ISO days of its newest sheet, and of its oldest. */
  derniere_maj: z.string().nullable(),
  premiere_maj: z.string().nullable(),
  regles: z.array(RegleSource.pick({ id: true, departements: true })),
})
export type SourceVue = z.infer<typeof SourceVue>

export const Sources = z.object({
  sources: z.array(SourceVue),
  /** ISO instant of the catalogue last taken in whole; null when none was. */
  catalogue_du: z.string().nullable(),
  /** ISO instant at which that was. */
  pris_le: z.string().nullable(),
})
export type Sources = z.infer<typeof Sources>
