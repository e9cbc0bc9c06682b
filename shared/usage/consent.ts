import { z } from 'zod'

/**
 * Consent to the measure of use: asked once, given or not by the desk as a whole, taken back at any time (CNIL, recommandation
 * « cookies et autres traceurs », 2020: opt-in, as easy to refuse as to accept).
 */

/** Of the text that people agree to (renderer/src/i18n/usage.ts). Another number: who said yes is asked again, who said no is not. */
export const TEXTE_MESURE = 1

export const Consentement = z.object({
  oui: z.boolean(),
  /** ISO instant of the answer. */
  le: z.iso.datetime(),
  /** The text that was answered. */
  texte: z.int().min(1),
})
export type Consentement = z.infer<typeof Consentement>

/** Whether events may be kept and sent. */
export const isGiven = (answer: Consentement | null): boolean => answer?.oui === true && answer.texte === TEXTE_MESURE

/** Whether the question is still to be asked. */
export const isToAsk = (answer: Consentement | null): boolean => answer === null || (answer.oui && answer.texte !== TEXTE_MESURE)
