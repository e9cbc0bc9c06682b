import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { COMPTE, type Compte, RATTACHEMENT, type Rattachement, rattachementId } from '#shared/accounts/compte.ts'
import { addHash } from '#shared/sync/canonical.ts'
import type { Change, Info, ProblemCode, PullAnswer, PullRequest, Session, Sums } from '#shared/sync/wire.ts'
import { PROBLEMS, PROTO, SCHEMA } from '#shared/sync/wire.ts'

/** A small central server, in process: sessions that expire and renew, codes, an account's rows, and whatever a test has it answer. */

export const person = (over: Partial<Compte> = {}): Compte => ({
  id: 'u-odette',
  courriel: 'odette@exemple.test',
  prenom: 'Odette',
  nom: 'Inventée',
  role: 'professionnel',
  gestionnaire: false,
  departements: [],
  activite: null,
  decouverte: null,
  decouverte_autre: '',
  infolettre: false,
  cgu: {},
  mot_de_passe: true,
  cree_le: '2026-01-01T00:00:00.000Z',
  ...over,
})

export const membership = (structureId: string, over: Partial<Rattachement> = {}): Rattachement => ({
  user_id: 'u-odette',
  structure_id: structureId,
  etat: 'membre',
  admin: false,
  courriel: 'odette@exemple.test',
  prenom: 'Odette',
  nom: 'Inventée',
  actif: true,
  structure_nom: `Structure ${structureId}`,
  departement: '59',
  cree_le: '2026-01-01T00:00:00.000Z',
  ...over,
})

type Reply = { readonly status?: number; readonly body?: unknown; readonly problem?: ProblemCode; readonly motif?: string }
type Asked = {
  readonly body: Record<string, unknown>
  readonly token: string | null
  readonly url: URL
  readonly headers?: IncomingHttpHeaders
}
type Answer = (asked: Asked) => Reply | Promise<Reply>

const secret = () => randomBytes(32).toString('base64url')
/** Of its history. */
export const EPOCH = 'c'.repeat(32)
const NOW = '2026-11-27T10:00:00.000Z'

export type Central = Awaited<ReturnType<typeof startCentral>>

export const startCentral = async () => {
  const answers = new Map<string, Answer>()
  /** Requests in the order they came, « METHOD /path ». */
  const calls: string[] = []
  /** Of each request that carried one. */
  const tokens: string[] = []
  const uses: (readonly [token: string, name: string])[] = []
  const sessions = new Map<
    string,
    { access: string; renewal: string; previous: string | null; used: boolean; compte: Session['compte'] }
  >()
  const expired = new Set<string>()
  const codes = new Map<string, { readonly defi: string; readonly compte: Session['compte'] }>()
  const feed: Change[] = []
  const streams = new Set<ServerResponse>()
  let head = 0

  const accountOf = ({ id, courriel, prenom, nom, role }: Compte): Session['compte'] => ({
    id,
    courriel,
    nom: `${prenom} ${nom}`,
    role,
  })
  const asSession = ({ access, renewal, compte }: { access: string; renewal: string; compte: Session['compte'] }): Session => ({
    token: access,
    expire_le: NOW,
    renouvellement: renewal,
    compte,
  })
  const open = (compte: Session['compte']): Session => {
    const session = { access: secret(), renewal: secret(), previous: null, used: false, compte }
    sessions.set(session.renewal, session)
    return asSession(session)
  }
  const holder = (token: string | null) => {
    const session = [...sessions.values()].find(({ access }) => access === token)
    if (session === undefined || expired.has(session.access)) return null
    session.used = true
    return session
  }

  const sums = (): Sums => {
    const rows = new Map<string, Change & { op: 'put' }>()
    for (const change of feed) {
      const key = `${change.kind}|${change.id}`
      if (change.op === 'put') rows.set(key, change)
      else rows.delete(key)
    }
    const found: Record<string, { n: number; sum: number }> = {}
    for (const { kind, h } of rows.values()) {
      const { n, sum } = found[kind] ?? { n: 0, sum: 0 }
      found[kind] = { n: n + 1, sum: addHash(sum, h) }
    }
    return found
  }
  const info = (): Info => ({
    proto: { min: PROTO, max: PROTO },
    schema: { min: SCHEMA, max: SCHEMA },
    epoch: EPOCH,
    head,
    floor: 0,
    server_time: new Date().toISOString(),
    demonstration: true,
    scopes: [{ id: 'cat:fr', sums: {} }],
    snapshots: [],
  })
  const pull = ({ scopes }: PullRequest): PullAnswer => ({
    epoch: EPOCH,
    head,
    durable_seq: head,
    server_time: new Date().toISOString(),
    results: scopes.map(({ id, since }) => ({
      id,
      since,
      next: head,
      more: false,
      changes: id === 'u:me' ? feed.filter(({ seq }) => seq > since) : [],
      sums: id === 'u:me' ? sums() : {},
    })),
  })
  const poke = (response: ServerResponse) =>
    response.write(`event: head\ndata: ${JSON.stringify({ epoch: EPOCH, head, scopes: ['u:me'] })}\n\n`)
  const told = () => {
    for (const stream of streams) poke(stream)
  }

  const refuse = (problem: ProblemCode): Reply => ({ problem })
  const known: Readonly<Record<string, Answer>> = {
    'GET /sync/v1/info': () => ({ body: info() }),
    'POST /sync/v1/pull': ({ body, token }) =>
      token !== null && holder(token) === null ? refuse('token_expired') : { body: pull(body as unknown as PullRequest) },
    'POST /auth/v1/renew': ({ body }) => {
      const given = body['renouvellement']
      const session = [...sessions.values()].find(
        ({ renewal, previous, used }) => renewal === given || (previous === given && !used),
      )
      if (session === undefined) return refuse('token_expired')
      Object.assign(session, { access: secret(), renewal: secret(), previous: given, used: false })
      return { body: asSession(session) }
    },
    'DELETE /auth/v1/session': ({ token }) => {
      const session = holder(token)
      if (session === null) return refuse('token_expired')
      for (const [key, one] of sessions) if (one === session) sessions.delete(key)
      return { body: { deconnexion: null } }
    },
    'POST /auth/v1/session': () => refuse('token_required'),
    'POST /auth/v1/link': () => ({ status: 202, body: {} }),
    'POST /auth/v1/exchange': ({ body }) => {
      const { code, verifieur } = body as { code: string; verifieur: string }
      const given = codes.get(code)
      codes.delete(code)
      const defi = createHash('sha256').update(verifieur).digest('base64url')
      return given?.defi === defi
        ? { status: 201, body: open(given.compte) }
        : { problem: 'refused', status: 410, motif: 'lien-invalide' }
    },
  }

  const send = (response: ServerResponse, { problem, motif, status, body }: Reply) => {
    if (problem !== undefined) {
      const code = status ?? PROBLEMS[problem]
      response.writeHead(code, { 'content-type': 'application/problem+json' })
      response.end(
        JSON.stringify({
          type: 'about:blank',
          title: problem,
          status: code,
          code: problem,
          ...(motif === undefined ? {} : { motif }),
        }),
      )
      return
    }
    if (body === undefined) response.writeHead(status ?? 204).end()
    else response.writeHead(status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://central')
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
    const name = `${request.method} ${url.pathname}`
    calls.push(name)
    if (token !== null) {
      tokens.push(token)
      uses.push([token, name])
    }
    if (name === 'GET /sync/v1/live' && !answers.has(name)) {
      if (token !== null && holder(token) === null) return send(response, refuse('token_expired'))
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`: ${token ?? 'personne'}\n\n`)
      if (token !== null) streams.add(response)
      response.once('close', () => streams.delete(response))
      return
    }
    const text = Buffer.concat(chunks).toString()
    const answer = answers.get(name) ?? known[name]
    // Everything about accounts is asked in someone's name.
    if (url.pathname.startsWith('/account/') && holder(token) === null) return send(response, refuse('token_expired'))
    send(
      response,
      answer === undefined
        ? refuse('not_found')
        : await answer({
            url,
            token,
            headers: request.headers,
            body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
          }),
    )
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    tokens,
    /** What was asked with that access. */
    askedWith: (token: string) => uses.filter(([used]) => used === token).map(([, name]) => name),
    /** How often it was asked. */
    count: (name: string) => calls.filter((call) => call === name).length,
    on: (name: string, answer: Answer) => answers.set(name, answer),
    off: (name: string) => answers.delete(name),
    /** What it answers by itself. */
    known: (name: string, asked: Asked): Reply | Promise<Reply> => known[name]?.(asked) ?? { problem: 'not_found' },
    open: (who: Compte) => open(accountOf(who)),
    /** Makes a password good for someone. */
    letIn: (who: Compte) => answers.set('POST /auth/v1/session', () => ({ status: 201, body: open(accountOf(who)) })),
    /** A code, as the page of a link or the provider's return has it, for who holds the proof. */
    code: (defi: string, who: Compte): string => {
      const made = secret()
      codes.set(made, { defi, compte: accountOf(who) })
      return made
    },
    /** No access given until now is good any more. */
    expireAccesses: () => {
      for (const { access } of sessions.values()) expired.add(access)
    },
    /** Nothing given until now is. */
    endSessions: () => sessions.clear(),
    sessions: () => sessions.size,
    streams: () => streams.size,
    cutStreams: () => {
      for (const stream of streams) stream.destroy()
    },
    /** The account's rows, as its own scope tells them. */
    tell: (...rows: readonly (Compte | Rattachement)[]) => {
      for (const row of rows) {
        const [kind, id] =
          'structure_id' in row ? [RATTACHEMENT, rattachementId(row.user_id, row.structure_id)] : [COMPTE, row.id]
        feed.push({ op: 'put', seq: ++head, kind, id, ver: head, h: head, doc: structuredClone(row) as never })
      }
      told()
    },
    /** A row of any kind. */
    put: (kind: string, id: string, doc: object) => {
      feed.push({ op: 'put', seq: ++head, kind, id, ver: head, h: head, doc: structuredClone(doc) as never })
      told()
    },
    untell: (row: Rattachement) => {
      feed.push({ op: 'remove', seq: ++head, kind: RATTACHEMENT, id: rattachementId(row.user_id, row.structure_id) })
      told()
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
