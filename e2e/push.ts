import { randomUUID } from 'node:crypto'
import { Session } from '#shared/sync/wire.ts'
import type { CentralServer, ServerFolder } from './server.ts'
import { expect } from './test.ts'

/** Changes sent straight to a server, as a desk would: scenes that no screen makes. */

let n = 0
export const mutation = (type: string, id: string, patch: object, base: object | null = null) => ({
  mut_id: randomUUID(),
  n: (n += 1),
  deps: [],
  schema: 1,
  type,
  key: { kind: type.split('.')[0], id },
  base_ver: base === null ? 0 : 1,
  base: base ?? {},
  patch,
  client_time: '2026-11-23T10:00:00.000Z',
})

const post = (url: string, body: object, token?: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })

/** A token of that account. */
export const tokenOf = async ({ origin }: Pick<CentralServer, 'origin'>, account: ServerFolder['account']): Promise<string> => {
  const { courriel, motDePasse } = account
  const response = await post(`${origin}/auth/v1/session`, { courriel, mot_de_passe: motDePasse, poste: 'Poste d’essai' })
  return Session.parse(await response.json()).token
}

/** All of them are taken, or the test fails. */
export const push = async (origin: string, token: string, mutations: readonly object[]): Promise<void> => {
  const response = await post(`${origin}/sync/v1/push`, { proto: 1, client_id: 'poste-de-l-essai', mutations }, token)
  const { results } = (await response.json()) as { results: readonly { status: string }[] }
  expect(results.map(({ status }) => status)).toEqual(mutations.map(() => 'applied'))
}
