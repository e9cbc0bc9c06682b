import { z } from 'zod'
import { Alerte, Frequence } from '../memory/search.ts'
import { procedure } from '../rpc.ts'
import { SearchQuery } from '../search/query.ts'
import { Card } from '../search/result.ts'

const id = z.uuid()

export const alertesContract = {
  procedures: {
    'alertes.list': procedure(z.void(), z.array(Alerte)),
    'alertes.creer': procedure(
      z.object({ query: SearchQuery, nom: z.string().trim().max(200), lieu: z.string().max(200), frequence: Frequence }),
      z.object({ id }),
    ),
    'alertes.modifier': procedure(
      z.object({ id, nom: z.string().trim().min(1).max(200).optional(), frequence: Frequence.optional() }),
      z.void(),
    ),
    'alertes.remove': procedure(z.object({ id }), z.void()),
    'alertes.restore': procedure(z.object({ id }), z.void()),
    /** What is new, what changed and how, what disappeared, since it was last marked as seen. */
    'alertes.get': procedure(
      z.object({ id }),
      z.object({
        alerte: Alerte,
        nouveaux: z.array(Card),
        modifies: z.array(z.object({ card: Card, champs: z.array(z.string()) })),
        disparus: z.array(z.object({ id: z.string(), nom: z.string(), structure: z.string() })),
      }),
    ),
    'alertes.vue': procedure(z.object({ id }), z.void()),
    /** Last searches of this desk, newest first; kept sealed, at most 30. */
    'alertes.recentes': procedure(
      z.void(),
      z.array(z.object({ id, query: SearchQuery, lieu: z.string(), texte: z.string(), le: z.string(), total: z.number().int() })),
    ),
    'alertes.noterRecente': procedure(
      z.object({ query: SearchQuery, lieu: z.string().max(200), total: z.number().int() }),
      z.void(),
    ),
    'alertes.oublierRecentes': procedure(z.void(), z.void()),
  },
  events: {
    'alertes.changed': z.object({}),
    /** News of kept searches, for hosts without notices of their own. */
    'alertes.notice': z.object({ titre: z.string(), corps: z.string() }),
    /** A notice of the system was clicked, and the window is before the person. */
    'alertes.noticeFollowed': z.object({}),
  },
} as const
