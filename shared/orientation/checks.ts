import { z } from 'zod'

/** Before sending: what was looked at, what was found, and what may be sent all the same with a reason. */

/** Unknown is never shown as yes. */
export const VERDICTS = ['eligible', 'a-verifier', 'non'] as const
export const Verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof Verdict>

export const REGLES = [
  'orientable',
  'eligibilite',
  'zone',
  'documents',
  'canal',
  'disponibilite',
  'doublon',
  'moderation',
] as const
export type Regle = (typeof REGLES)[number]

export const Check = z.object({
  regle: z.enum(REGLES),
  /** `attention`: said, asks for nothing. `raison`: may be sent with a reason. `bloquant`: cannot be sent. */
  niveau: z.enum(['ok', 'attention', 'raison', 'bloquant']),
  /** In French, ready to show. */
  message: z.string(),
})
export type Check = z.infer<typeof Check>

export const Checks = z.object({
  eligibilite: z.object({
    verdict: Verdict,
    /** « Public : jeunes — non, parce que la personne a 34 ans. » */
    lignes: z.array(z.object({ quoi: z.string(), verdict: Verdict, raison: z.string() })),
  }),
  checks: z.array(Check),
})
export type Checks = z.infer<typeof Checks>
