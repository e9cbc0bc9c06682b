import { z } from 'zod'
import { RegleAjoutee, RegleDemandee, RegleSource } from '../deployment/rule.ts'
import { DepartementDeploye, EtatDeploiement } from '../deployment/state.ts'
import { procedure } from '../rpc.ts'
import { PlaceRef } from '../search/query.ts'

/**
 * How far each département is, read from the desk's own catalogue, without network; and what the team changes of it, on the server
 * alone (`compte-hors-ligne` without it).
 */
export const deploymentContract = {
  procedures: {
    /** Those that are known; `null` without a catalogue. `modifier`: this person may change them, and the rules. */
    'deploiement.list': procedure(z.void(), z.object({ etats: z.array(DepartementDeploye).nullable(), modifier: z.boolean() })),
    /** Départements of a place where it is known that deployment has not begun. */
    'deploiement.notice': procedure(z.object({ place: PlaceRef }), z.array(DepartementDeploye)),
    /** `null` takes the state back: nothing is known of that département any more. */
    'deploiement.set': procedure(z.object({ departement: z.string().max(3), etat: EtatDeploiement.nullable() }), z.void()),
    'deploiement.rules': procedure(z.void(), z.array(RegleSource)),
    /** Before it is added: what it would take away. */
    'deploiement.tryRule': procedure(RegleDemandee, z.object({ services: z.int(), structures: z.int() })),
    'deploiement.addRule': procedure(RegleDemandee, RegleAjoutee),
    'deploiement.removeRule': procedure(z.object({ id: z.uuid() }), z.void()),
  },
  events: {},
} as const
