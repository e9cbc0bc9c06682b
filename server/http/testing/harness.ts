import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DEFAULT_LIMITS, type Limits } from '../../config.ts'
import type { EmploisConfig } from '../../config-emplois.ts'
import { createEmploisTokens } from '../../orientations/emplois-token.ts'
import { readJournal, type Written } from '../../accounts/journal.ts'
import { type AccountParts, createLetters } from '../../accounts/context.ts'
import { addAdministrator } from '../../accounts/administrators.ts'
import type { Blobs } from '../../blobs/blobs.ts'
import { openBlobs } from '../../blobs/open.ts'
import { FILES_FOLDER, openFiles } from '../../listing/files.ts'
import { createServerLog } from '../../ops/log.ts'
import { createKitSigner } from '../../kit/signer.ts'
import { openSqliteStore } from '../../store/sqlite.ts'
import { type Sirene, SIRENE_NONE } from '../../sirene/sirene.ts'
import type { SyncStore, User } from '../../store/types.ts'
import { createSyncCore } from '../../sync/core.ts'
import { createBytesSeal, createSeal } from '../../sync/seal.ts'
import { VERSIONS } from '../../sync/versions.ts'
import { createApp, type App } from '../app.ts'
import type { Shelf } from '../ports.ts'

export const PASSWORD = 'un mot de passe assez long'
export const EMAIL = 'camille.testeuse@exemple.test'

export type Server = {
  readonly origin: string
  readonly store: SyncStore
  readonly app: App
  readonly folder: string
  /** Files of requests, under `pieces` of the folder unless others were given. */
  readonly blobs: Blobs
  readonly user: User
  readonly account: AccountParts & { readonly sirene: Sirene }
  /** Lines of the log so far. */
  readonly logged: () => readonly string[]
  /** Moves the server's clock. */
  readonly pass: (ms: number) => void
  readonly setShelf: (files: readonly string[], state?: 'ready' | 'building' | 'missing') => void
  readonly setFilling: (is: boolean) => void
  readonly signIn: () => Promise<string>
  /** A request as it is on the wire: nothing is decoded. */
  readonly raw: (method: string, path: string, options?: RawOptions) => Promise<RawAnswer>
  readonly stop: () => Promise<void>
}

export type RawOptions = { readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
export type RawAnswer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

const rawRequest = (origin: string, method: string, path: string, { headers = {}, body = '' }: RawOptions): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const asked = request(`${origin}${path}`, {
      method,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    })
    asked.on('error', reject).on('response', (answer) => {
      const chunks: Buffer[] = []
      answer
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }))
        .on('error', reject)
    })
    asked.end(body)
  })

export type Options = {
  readonly limits?: Partial<Limits>
  readonly trustProxy?: readonly string[]
  /** A store of one's own, left open by `stop`. */
  readonly store?: SyncStore
  readonly seal?: Uint8Array
  /** Where files of requests are, when another server has them too. */
  readonly blobs?: Blobs
  /** Key and token of Les Emplois; none unless given. */
  readonly emplois?: EmploisConfig
  readonly logLevel?: 'debug' | 'info'
  /** No register unless one is given. */
  readonly sirene?: Sirene
}

const SEAL = Buffer.alloc(32, 7)

/** A whole server on a free port of this machine, over a real store. */
export const startTestServer = async (options: Options = {}): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-server-'))
  const store = options.store ?? (await openSqliteStore({ file: join(folder, 'catalogue-central.db') }))
  const lines: string[] = []
  let ahead = 0
  const now = () => Date.now() + ahead
  let shelved: ReadonlyMap<string, string> = new Map()
  let state: ReturnType<Shelf['state']> = 'ready'
  let version = 0
  let filling = false
  const shelf: Shelf = {
    blob: (name) => {
      const file = shelved.get(name)
      if (file === undefined) return null
      const content = readFileSync(file)
      return { file, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
    },
    state: () => state,
    version: () => version,
  }
  const key = options.emplois?.key ?? null
  const readToken = key === null ? null : createEmploisTokens(key, now)
  const core = createSyncCore({
    store,
    clock: { now },
    seal: createSeal(options.seal ?? SEAL),
    snapshots: { list: () => [] },
    versions: VERSIONS,
    publicUrl: () => 'https://dora.exemple.test',
    ...(readToken === null ? {} : { emplois: readToken }),
  })
  const account = {
    store,
    seal: createSeal(options.seal ?? SEAL),
    now,
    linkTo: (screen: string) => `https://dora.exemple.test/ouvrir?vers=${screen}`,
    onMail: () => {},
    letters: createLetters(now),
    sirene: options.sirene ?? SIRENE_NONE,
  }
  const blobs = options.blobs ?? openBlobs({ s3: null, folder: join(folder, 'pieces') }, createBytesSeal(options.seal ?? SEAL))
  const app = await createApp({
    store,
    core,
    account,
    signIn: { oidc: null, publicUrl: () => 'https://dora.exemple.test', mail: true },
    shelf,
    files: openFiles(join(folder, FILES_FOLDER), now),
    openFolder: join(folder, 'donnees-ouvertes'),
    blobs,
    kitSigner: createKitSigner(options.seal ?? SEAL),
    emplois: { read: readToken, token: options.emplois?.token ?? null },
    log: createServerLog(options.logLevel ?? 'debug', { write: (line) => void lines.push(line) }),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    trustProxy: options.trustProxy ?? [],
    filling: () => filling,
    now,
  })
  const origin = await app.listen('127.0.0.1', 0)
  const user =
    (await store.accounts.userByEmail(EMAIL)) ??
    (await addAdministrator(store.accounts, { courriel: EMAIL, nom: 'Camille Testeuse', password: PASSWORD }, now()))
  return {
    origin,
    store,
    app,
    folder,
    blobs,
    user,
    account,
    logged: () => lines,
    pass: (ms) => {
      ahead += ms
    },
    setShelf: (files, next = 'ready') => {
      shelved = new Map(files.map((file) => [basename(file), file]))
      state = next
      version++
    },
    setFilling: (is) => {
      filling = is
    },
    signIn: async () => {
      const response = await fetch(`${origin}/auth/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ courriel: EMAIL, mot_de_passe: PASSWORD, poste: 'Poste d’essai' }),
      })
      return ((await response.json()) as { token: string }).token
    },
    raw: (method, path, options = {}) => rawRequest(origin, method, path, options),
    stop: async () => {
      await app.close()
      if (options.store === undefined) await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A public row, as an import writes it. */
export const putPublic = (store: SyncStore, id: string, doc = '{"nom":"Aide au permis"}', scopes = ['cat:dep:75', 'cat:fr']) =>
  store.write((writer) => writer.put({ kind: 'structure', id, scopes, doc, hash: (ver) => ver * 1_000 + id.length }))

export const pullBody = (more: Readonly<Record<string, unknown>> = {}) => ({
  proto: 1,
  schema: 1,
  client_id: 'poste-1',
  epoch: null,
  limit: 2_000,
  max_bytes: 1024 * 1024,
  scopes: [{ id: 'cat:fr', since: 0 }],
  ...more,
})

/** A service kept as a favourite, with a note. */
export const mutation = (userId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  mut_id: randomUUID(),
  n: 1,
  deps: [],
  schema: 1,
  type: 'favourite.create',
  key: { kind: 'favourite', id: `${userId}/service:s-1` },
  base_ver: 0,
  base: {},
  patch: {
    cible: { kind: 'service', id: 's-1' },
    nom: 'Aide au permis',
    note: 'à rappeler',
    listes: [],
    cree_le: '2026-11-23T10:00:00.000Z',
  },
  client_time: '2026-11-23T10:00:00.000Z',
  ...more,
})

export const post = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

/** The audit log, from its first entry. */
export const journalOf = ({ store, account }: Pick<Server, 'store' | 'account'>): Promise<readonly Written[]> =>
  store.read(async (reader) => {
    const entries: Written[] = []
    for await (const one of readJournal(reader, account.seal)) entries.push(one)
    return entries
  })
