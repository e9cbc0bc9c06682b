import { z } from 'zod'
import { Carte, CarteAsked, Registre, RegistreAsked } from '../gaps/line.ts'
import { procedure } from '../rpc.ts'
import { PlaceRef } from '../search/query.ts'
import { RAISONS_SANS_SOLUTION } from '../usage/event.ts'

/**
 * « Pas de solution » is said here, without network too; the register is the server's (`compte-hors-ligne` without it), for whoever
 * moderates, in their départements.
 */
const declared = z.array(z.string().max(120)).max(100)

export const gapsContract = {
  procedures: {
    /** Kept when it may no longer be taken back, ten seconds later, then sent without anything of the person or of the account. */
    'manques.declare': procedure(
      z.object({
        thematiques: declared.min(1),
        publics: declared,
        lieu: PlaceRef.nullable(),
        raison: z.enum(RAISONS_SANS_SOLUTION),
        /** Id of the event of the search, when it was kept. */
        recherche: z.uuid().nullable(),
      }),
      z.object({ id: z.uuid() }),
    ),
    /** False when it is too late. */
    'manques.undo': procedure(z.object({ id: z.uuid() }), z.object({ defait: z.boolean() })),
    'manques.registre': procedure(RegistreAsked, Registre),
    'manques.carte': procedure(CarteAsked, Carte),
    'manques.export': procedure(
      z.object({ asked: RegistreAsked, format: z.enum(['csv', 'xlsx']) }),
      z.object({ nom: z.string(), type: z.string(), base64: z.string() }),
    ),
  },
  events: {
    /** What somebody declared could not be kept after all, and is lost; `message`: why, in French. */
    'manques.perdue': z.object({ message: z.string() }),
  },
} as const
