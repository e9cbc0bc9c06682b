import type { FastifyReply } from 'fastify'
import { PROBLEMS, type Problem, type ProblemCode } from '#shared/sync/wire.ts'

/** `title` of each problem: for people who read a log or a network panel. The desk shows its own sentences. */
const TITLES: Readonly<Record<ProblemCode, string>> = {
  bad_request: 'La demande n’a pas pu être comprise',
  token_required: 'Cette demande exige une connexion',
  token_expired: 'La session a expiré, ou n’existe plus',
  scope_forbidden: 'Ce périmètre n’est pas accessible à ce compte',
  forbidden: 'Cette action n’est pas permise à ce compte',
  not_found: 'Rien ne se trouve à cette adresse',
  refused: 'Cette action n’est pas possible en l’état',
  epoch_changed: 'L’historique du serveur a changé',
  cursor_ahead: 'Le poste est en avance sur le serveur',
  client_forked: 'Cette identité de poste est utilisée ailleurs',
  cursor_too_old: 'Le poste est trop en retard pour être mis à jour par différences',
  too_large: 'La demande est trop lourde',
  upgrade_required: 'Les versions du poste et du serveur ne se comprennent plus',
  rate_limited: 'Trop de demandes',
  internal: 'Erreur inattendue du serveur',
  unavailable: 'Le serveur ne peut pas répondre pour le moment',
}

/** A refusal made by the routes themselves. `status` when HTTP has a finer one than the code's (405, 408, 415…). */
export class HttpProblem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    options: { readonly status?: number; readonly detail?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code)
    this.name = 'HttpProblem'
    this.code = code
    this.status = options.status ?? PROBLEMS[code]
    this.detail = options.detail
    this.headers = options.headers ?? {}
  }
}

export const problemBody = (code: ProblemCode, more: Partial<Problem> = {}): Problem => ({
  type: `urn:dora:probleme:${code}`,
  title: TITLES[code],
  status: PROBLEMS[code],
  code,
  ...more,
})

export const sendProblem = (reply: FastifyReply, body: Problem, headers: Readonly<Record<string, string>> = {}): FastifyReply =>
  reply
    .code(body.status)
    .headers({ 'cache-control': 'no-store', ...headers })
    .type('application/problem+json')
    .send(JSON.stringify(body))

/** Seconds, rounded up, as `Retry-After` wants them; at least one. */
export const retryAfter = (ms: number): Readonly<Record<string, string>> => ({
  'retry-after': String(Math.max(1, Math.ceil(ms / 1000))),
})
