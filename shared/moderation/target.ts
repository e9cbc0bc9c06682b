import { z } from 'zod'

/** What a moderator looks at: the sheet of a structure, or of one of its services. */

export const Cible = z.object({ kind: z.enum(['structure', 'service']), id: z.string().min(1).max(200) })
export type Cible = z.infer<typeof Cible>

/** One name for both, to keep in maps and rows: `structure/<id>`. */
export const cibleKey = ({ kind, id }: Cible): string => `${kind}/${id}`
