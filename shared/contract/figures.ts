import { z } from 'zod'
import { procedure } from '../rpc.ts'
import { ChiffresDeStructure, ChiffresTerritoire } from '../usage/told.ts'

/**
 * Figures of use, which the server alone knows: these fail with `compte-hors-ligne` without network, and are never shown as zeros.
 */

const mois = z.int().min(1).max(24)
const OfTerritory = z.object({
  /** A code, or `FRANCE` (shared/usage/told.ts), for the team. */
  departement: z.string().min(1).max(10),
  mois,
})
const OfStructure = z.object({ structureId: z.string().min(1).max(200), mois })
const File = z.object({ nom: z.string(), type: z.string(), base64: z.string() })
const format = z.enum(['csv', 'xlsx'])

export const figuresContract = {
  procedures: {
    'chiffres.territoire': procedure(OfTerritory, ChiffresTerritoire),
    'chiffres.structure': procedure(OfStructure, ChiffresDeStructure),
    'chiffres.exporterTerritoire': procedure(OfTerritory.extend({ format }), File),
    'chiffres.exporterStructure': procedure(OfStructure.extend({ format }), File),
  },
  events: {},
} as const
