import { createLetters } from '../../context.ts'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { sql } from 'kysely'
import { Session } from '#shared/sync/wire.ts'
import type { OidcConfig } from '../../../config-accounts.ts'
import { installFailures } from '../../../http/failures.ts'
import { parseBody } from '../../../http/json.ts'
import { addSignInRoutes } from '../../../http/routes-sign-in.ts'
import { createServerLog } from '../../../ops/log.ts'
import { openSqliteStore } from '../../../store/sqlite.ts'
import type { SyncStore, User } from '../../../store/types.ts'
import { createSeal } from '../../../sync/seal.ts'
import { readJournal, type Written } from '../../journal.ts'
import { createSessions, type Sessions } from '../../sessions.ts'
import { newUser } from '../../user.ts'

/** The ways in over a real store and a real port, with a clock that moves when told. */

export type Bench = {
  readonly origin: string
  readonly store: SyncStore
  readonly sessions: Sessions
  readonly now: () => number
  readonly pass: (ms: number) => void
  readonly url: (path: string, query?: Readonly<Record<string, string>>) => string
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Response>
  readonly exchange: (code: string, desk: Desk) => Promise<Response>
  /** Where to end the provider's session of the one session that user has. */
  readonly endOf: (userId: string) => Promise<string | null>
  readonly addUser: (known: Pick<User, 'courriel'> & Partial<User>) => Promise<User>
  readonly journal: () => Promise<Written[]>
  /** Everything that is written in the store but in the accounts' own table, and in the log. */
  readonly written: () => Promise<string>
  readonly signIns: readonly string[]
  /** Stops answering; the store stays open. */
  readonly close: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** What a desk begins a sign-in with. */
export type Desk = { readonly verifieur: string; readonly defi: string; readonly retour: string; readonly etat: string }

export const newDesk = (retour = 'http://127.0.0.1:49152/retour'): Desk => {
  const verifieur = randomBytes(32).toString('base64url')
  const defi = createHash('sha256').update(verifieur).digest('base64url')
  return { verifieur, defi, retour, etat: randomBytes(24).toString('base64url') }
}

export const asked = ({
  defi,
  retour,
  etat,
}: Desk): { readonly defi: string; readonly retour: string; readonly etat: string } => ({
  defi,
  retour,
  etat,
})

/** Key of the bench's server. */
export const BENCH_SEAL = new Uint8Array(32).fill(9)
const SEAL = createSeal(BENCH_SEAL)

export type BenchOptions = {
  readonly oidc?: OidcConfig
  readonly mail?: boolean
  readonly onMail?: () => void
  /** Address said to be this server's; the one it listens on when left out. */
  readonly publicUrl?: string
  /** The store as the routes see it. */
  readonly over?: (store: SyncStore) => SyncStore
}

export const startBench = async (options: BenchOptions = {}): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-entrees-'))
  const real = await openSqliteStore({ file: join(folder, 'catalogue-central.db') })
  const store = options.over?.(real) ?? real
  const lines: string[] = []
  let ahead = 0
  const now = (): number => Date.now() + ahead
  const log = createServerLog('debug', { write: (line) => void lines.push(line) })
  let origin = ''
  const app = fastify({ logger: false, routerOptions: { maxParamLength: 200 } })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, async (_: unknown, text: string) => parseBody(text))
  installFailures(app, log)
  const sessions = createSessions(store.accounts, now)
  const signIns: string[] = []
  const { endSessionUrl } = addSignInRoutes(app, {
    account: {
      store,
      seal: SEAL,
      now,
      linkTo: (screen) => `${origin}/ouvrir?vers=${screen}`,
      onMail: options.onMail ?? (() => {}),
      letters: createLetters(now),
    },
    sessions,
    metrics: { signIn: (result) => void signIns.push(result) },
    log,
    oidc: options.oidc ?? null,
    publicUrl: () => options.publicUrl ?? origin,
    mail: options.mail ?? true,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`

  const post: Bench['post'] = (path, body, headers = {}) =>
    fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  return {
    origin,
    store: real,
    sessions,
    now,
    pass: (ms) => {
      ahead += ms
    },
    url: (path, query = {}) => `${origin}${path}?${new URLSearchParams(query).toString()}`,
    post,
    exchange: (code, { verifieur }) => post('/auth/v1/exchange', { code, verifieur, poste: 'Poste d’essai' }),
    endOf: async (userId) => {
      const [session] = await real.accounts.sessionsOf(userId)
      if (session === undefined) throw new Error('no session')
      return endSessionUrl(session)
    },
    addUser: async (known) => {
      const user = newUser(known, now())
      await real.accounts.addUser(user)
      return user
    },
    journal: () =>
      real.read(async (reader) => {
        const entries: Written[] = []
        for await (const entry of readJournal(reader, SEAL)) entries.push(entry)
        return entries
      }),
    written: () =>
      real.inTables('read', async (db) => {
        const names = await sql<{
          name: string
        }>`SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'user_account'`.execute(db)
        const rows: unknown[] = []
        for (const { name } of names.rows) rows.push((await sql`SELECT * FROM ${sql.table(name)}`.execute(db)).rows)
        return [JSON.stringify(rows), ...lines].join('\n')
      }),
    signIns,
    close: () => app.close(),
    stop: async () => {
      await app.close()
      await real.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The session that an exchange opened. */
export const sessionOf = async (response: Response): Promise<Session> => Session.parse(await response.json())

export const motifOf = async (response: Response): Promise<unknown> => ((await response.json()) as { motif?: unknown }).motif
