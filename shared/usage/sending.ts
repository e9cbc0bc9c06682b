import { z } from 'zod'
import { MAX_PER_SENDING } from './event.ts'

/** How events leave a desk and reach the server: `POST /usage/v1/evenements`, in nobody's name. */

/** Days after which an event is of no use to a figure that was told meanwhile: the desk forgets it, and the server refuses it. */
export const JOURS_ACCEPTES = 60
/** Of one desk and day; beyond, the server answers as if it took them: no person does as much. */
export const PAR_POSTE_ET_JOUR = 500
/** What a desk keeps while there is no network; the oldest give way. */
export const MAX_EN_ATTENTE = 5_000

/** Each event is read by itself: one that is refused stops no other. */
export const Envoi = z.strictObject({ evenements: z.array(z.unknown()).min(1).max(MAX_PER_SENDING) })

/** Whatever the counts, the desk has nothing more to send of them. */
export const Recu = z.object({ pris: z.int().min(0), refuses: z.int().min(0) })
export type Recu = z.infer<typeof Recu>
