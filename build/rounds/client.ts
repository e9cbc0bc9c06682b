import { randomUUID } from 'node:crypto'
import type { Json } from '#shared/rpc.ts'
import { addHash } from '#shared/sync/canonical.ts'
import { FRANCE, MINE } from '#shared/sync/scope.ts'
import {
  type Change,
  Info,
  type Mutation,
  PullAnswer,
  PushAnswer,
  type PushRequest,
  Session,
  type Sums,
} from '#shared/sync/wire.ts'
import { PASSWORD } from './server-process.ts'

/** A client of the protocol that shares nothing with the desk's: what the harness sees the server by. */

/** Long enough for a busy machine; a server killed in the middle cuts the connection at once. */
const ANSWER_MS = 20_000

const post = async (url: string, body: unknown, token: string | null): Promise<unknown> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_MS),
  })
  if (!answer.ok) throw new Error(`${new URL(url).pathname}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

export const readInfo = async (origin: string): Promise<Info> => Info.parse(await (await fetch(`${origin}/sync/v1/info`)).json())

export const openSession = async (origin: string, courriel: string): Promise<string> => {
  const answer = await post(`${origin}/auth/v1/session`, { courriel, mot_de_passe: PASSWORD, poste: 'contrôle' }, null)
  return Session.parse(answer).token
}

export const push = async (origin: string, token: string, request: PushRequest): Promise<PushAnswer> =>
  PushAnswer.parse(await post(`${origin}/sync/v1/push`, request, token))

let made = 0
export const rename = (id: string, ver: number, from: string, to: string): Mutation => ({
  mut_id: randomUUID(),
  n: ++made,
  deps: [],
  schema: 1,
  type: 'service.update',
  key: { kind: 'service', id },
  base_ver: ver,
  base: { nom: from },
  patch: { nom: to },
  client_time: new Date().toISOString(),
})

export type Row = Extract<Change, { op: 'put' }>
export type Rows = ReadonlyMap<string, Row>
export type Read = { readonly rows: Rows; readonly head: number; readonly epoch: string }

const sumsOf = (rows: Rows): Sums => {
  const sums: Sums = {}
  for (const { kind, h } of rows.values()) {
    const before = sums[kind] ?? { n: 0, sum: 0 }
    sums[kind] = { n: before.n + 1, sum: addHash(before.sum, h) }
  }
  return sums
}
const said = (sums: Sums): string =>
  JSON.stringify(
    Object.entries(sums)
      .filter(([, { n }]) => n > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** Every row of a scope, from nothing. @throws when they do not add up to what the server says of them. */
const readScope = async (origin: string, scope: string, token: string | null): Promise<Read> => {
  const rows = new Map<string, Row>()
  let since = 0
  let epoch: string | null = null
  for (;;) {
    const asked = { proto: 1, schema: 1, client_id: 'harness', epoch, limit: 2_000, max_bytes: 1024 * 1024 }
    const answer = PullAnswer.parse(await post(`${origin}/sync/v1/pull`, { ...asked, scopes: [{ id: scope, since }] }, token))
    const [page] = answer.results
    if (page === undefined) throw new Error('no page')
    for (const change of page.changes) {
      if (change.op === 'put') rows.set(`${change.kind} ${change.id}`, change)
      else rows.delete(`${change.kind} ${change.id}`)
    }
    since = page.next
    epoch = answer.epoch
    if (page.more) continue
    if (said(page.sums ?? {}) !== said(sumsOf(rows))) throw new Error(`${scope}: the server's rows do not add up`)
    return { rows, head: answer.head, epoch }
  }
}

export const readCatalogue = (origin: string): Promise<Read> => readScope(origin, FRANCE, null)

/** Note of each favourite that the server keeps for the person, by the service it is about. */
export const readNotes = async (origin: string, token: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await readScope(origin, MINE, token)
  const notes = new Map<string, string>()
  for (const { kind, doc } of rows.values()) {
    // The account and its memberships are rows of the person too.
    if (kind !== 'favourite') continue
    const { cible, note } = doc as { readonly cible: { readonly id: string }; readonly note?: Json }
    if (notes.has(cible.id)) throw new Error(`${cible.id} is kept twice`)
    notes.set(cible.id, typeof note === 'string' ? note : '')
  }
  return notes
}
