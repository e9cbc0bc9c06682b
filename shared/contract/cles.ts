import { z } from 'zod'
import { CleCreee, CleDemandee, CleModifiee, ClesApi } from '../partners/key.ts'
import { procedure } from '../rpc.ts'

const OfOne = z.object({ id: z.uuid() })

/** Keys of the public API, for the team, on the server alone (`compte-hors-ligne` without it, `compte-droit` for anyone else). */
export const clesContract = {
  procedures: {
    'cles.lister': procedure(z.void(), ClesApi),
    /** `cle`: shown once. */
    'cles.creer': procedure(CleDemandee, CleCreee),
    'cles.modifier': procedure(CleModifiee.extend({ id: z.uuid() }), z.void()),
    'cles.revoquer': procedure(OfOne, z.void()),
    /** Of a key that is revoked: with the address of whoever answered for it. */
    'cles.oublier': procedure(OfOne, z.void()),
  },
  events: {},
} as const
