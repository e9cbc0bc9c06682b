import { z } from 'zod'
import { procedure } from '../rpc.ts'
import { Consentement } from '../usage/consent.ts'
import { EvenementUsage, Fait } from '../usage/event.ts'

/** The measure of use, on this desk: asked for, shown, and taken back here. Nothing is kept without consent. */

export const usageContract = {
  procedures: {
    'usage.state': procedure(
      z.void(),
      z.object({
        /** The last answer; null when the question was never answered. */
        consentement: Consentement.nullable(),
        /** Whether events are kept and sent. */
        active: z.boolean(),
        a_demander: z.boolean(),
        en_attente: z.int().min(0),
      }),
    ),
    /** No: what waits is erased. */
    'usage.setConsent': procedure(z.object({ oui: z.boolean() }), z.void()),
    /** Events that wait, as they will be sent, newest first. */
    'usage.pending': procedure(
      z.object({ de: z.int().min(0).default(0), n: z.int().min(1).max(200).default(50) }),
      z.object({ total: z.int(), evenements: z.array(EvenementUsage) }),
    ),
    /** Something was done on a screen. Its id, for what follows from it; null when nothing was kept. Never fails for want of room. */
    'usage.record': procedure(Fait, z.object({ id: z.uuid().nullable() })),
  },
  events: {
    /** The answer, or what waits, has changed. */
    'usage.changed': z.void(),
  },
} as const
