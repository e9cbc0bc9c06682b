import { CleCreee, ClesApi } from '#shared/partners/key.ts'
import { createAccountApi, done } from '../account/api.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'

export type KeyHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `cles.${string}`>>

const ALL = ['cles', 'v1', 'cles'] as const

/** Keys of the public API, for the team: asked of the server each time, and kept nowhere here. A key itself least of all. */
export const createKeyHandlers = ({ link }: { readonly link: Pick<ServerLink, 'request'> }): KeyHandlers => {
  const { ask } = createAccountApi(link)
  return {
    'cles.lister': () => ask('GET', ALL, { answer: ClesApi }),
    'cles.creer': (body) => ask('POST', ALL, { answer: CleCreee, body }),
    'cles.modifier': ({ id, ...body }) => ask('PATCH', [...ALL, id], { answer: done, body }),
    'cles.revoquer': ({ id }) => ask('POST', [...ALL, id, 'revoquer'], { answer: done }),
    'cles.oublier': ({ id }) => ask('DELETE', [...ALL, id], { answer: done }),
  }
}
