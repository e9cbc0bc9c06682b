import { z } from 'zod'

/** What the server does by itself, and how it went the last time, whichever replica did it. */

export const Passage = z.object({
  /** ISO instant at which it began. */
  le: z.string(),
  duree_ms: z.number().min(0),
  issue: z.enum(['faite', 'echouee']),
  /** Name and code of the failure, never its text: that may quote anything. */
  code: z.string().max(120).nullable(),
  par: z.enum(['horloge', 'equipe']),
})
export type Passage = z.infer<typeof Passage>

/** What the store keeps of a job. */
export const TacheGardee = z.object({
  derniere: Passage,
  /** ISO instants of the last one that succeeded, and of the last that the clock began. */
  succes_le: z.string().nullable(),
  horloge_le: z.string().nullable(),
})
export type TacheGardee = z.infer<typeof TacheGardee>

export const Tache = z.object({
  id: z.string(),
  /** Between two beginnings; null for one that is done when it is of use. */
  periode_ms: z.number().min(0).nullable(),
  en_cours: z.boolean(),
  derniere: Passage.nullable(),
  succes_le: z.string().nullable(),
  /** ISO instant; null when it is not known: never done, or done when of use. */
  prochaine: z.string().nullable(),
})
export type Tache = z.infer<typeof Tache>

/** What asking for one came to. */
export const Lancement = z.object({ etat: z.enum(['lancee', 'deja-en-cours']) })
export type Lancement = z.infer<typeof Lancement>

/** Names of jobs are those of the server's log. */
export const TacheId = z.string().regex(/^[a-z][a-z-]{0,59}$/)
