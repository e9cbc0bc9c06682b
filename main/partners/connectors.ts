import { z } from 'zod'
import { Connecteurs, Lancement, PassageVu, Provenance } from '#shared/partners/connector.ts'
import { createAccountApi, done } from '../account/api.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'

export type ConnectorHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `connecteurs.${string}`>>

const AT = ['administration', 'v1', 'connecteurs'] as const

/** Imports from partners, for the team: asked of the server each time, and kept nowhere here. */
export const createConnectorHandlers = ({ link }: { readonly link: Pick<ServerLink, 'request'> }): ConnectorHandlers => {
  const { ask } = createAccountApi(link)
  return {
    'connecteurs.lire': () => ask('GET', AT, { answer: Connecteurs }),
    'connecteurs.creer': (body) => ask('POST', AT, { answer: z.object({ id: z.uuid() }), body }),
    'connecteurs.modifier': ({ id, ...body }) => ask('POST', [...AT, id], { answer: done, body }),
    'connecteurs.supprimer': ({ id, fiches }) => ask('POST', [...AT, id, 'supprimer'], { answer: done, body: { fiches } }),
    'connecteurs.lancer': ({ id, essai }) => ask('POST', [...AT, id, 'lancer'], { answer: Lancement, body: { essai } }),
    'connecteurs.trancher': ({ id, decision }) => ask('POST', [...AT, id, 'quarantaine'], { answer: done, body: { decision } }),
    'connecteurs.passages': async ({ id }) =>
      (await ask('GET', [...AT, id, 'passages'], { answer: z.object({ passages: z.array(PassageVu) }) })).passages,
    'connecteurs.provenance': async ({ id }) =>
      (await ask('GET', [...AT, 'provenance'], { answer: z.object({ provenance: Provenance.nullable() }), query: { id } }))
        .provenance,
  }
}
