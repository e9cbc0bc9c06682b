import { DoraError } from '#shared/errors.ts'
import { procedure } from '#shared/rpc.ts'
import type { Contract, Handlers } from '#shared/rpc.ts'
import { z } from 'zod'

/** A contract small enough to try a transport with: every kind of answer a service can give. */
export const probeContract = {
  procedures: {
    'probe.echo': procedure(
      z.object({ text: z.string().max(5), nested: z.object({ n: z.number() }).optional() }),
      z.object({ text: z.string() }),
    ),
    'probe.void': procedure(z.void(), z.void()),
    'probe.null': procedure(z.void(), z.string().nullable()),
    'probe.coded': procedure(z.void(), z.void()),
    'probe.crash': procedure(z.void(), z.void()),
    'probe.liar': procedure(z.void(), z.object({ n: z.number() })),
  },
  events: {},
} as const satisfies Contract

export const probeHandlers: Handlers<typeof probeContract> = {
  'probe.echo': ({ text }) => ({ text }),
  'probe.void': () => undefined,
  'probe.null': () => null,
  'probe.coded': () => {
    throw new DoraError('piece-trop-lourde', { limite: '6 Mo' })
  },
  'probe.crash': () => {
    throw new Error('secret detail: Camille Exemple')
  },
  'probe.liar': () => ({ n: 'not a number' }) as unknown as { n: number },
}
