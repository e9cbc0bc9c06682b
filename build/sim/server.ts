import { createHash } from 'node:crypto'
import type { Doc } from '#shared/sync/merge.ts'
import { Info, PullRequest, PushRequest, type Mutation, type MutationResult, type PushAnswer } from '#shared/sync/wire.ts'
import { newUser } from '#server/accounts/user.ts'
import { openSqliteStore, type SqliteStore } from '#server/store/sqlite.ts'
import type { Reader, SyncStore, User, Writer } from '#server/store/types.ts'
import { createSyncCore, type SyncCore } from '#server/sync/core.ts'
import { SyncProblem } from '#server/sync/problem.ts'
import { docOf, clearDoc } from '#server/sync/rows.ts'
import { createSeal } from '#server/sync/seal.ts'
import { VERSIONS } from '#server/sync/versions.ts'
import type { Defect } from './defects.ts'
import { type Effect, silentOverwrite } from './effects.ts'
import { createHistory, type History } from './history.ts'
import { Violation } from './violation.ts'
import type { SnapshotShelf } from './snapshots.ts'

/** Ends the server in the middle of what it does: nothing of the transaction is left. */
export class ServerKilled extends Error {}

export type Ledger = {
  /** What each mutation was answered in the present history, by desk identity: a second answer must be the same. */
  readonly answers: Map<string, MutationResult>
  /** Every document that a private row had, and still has a trace of in the present history. */
  readonly effects: { readonly effect: Effect; readonly clientId: string; readonly seq: number }[]
}

const BORN = Date.parse('2026-01-01T00:00:00Z')
export const USERS: readonly User[] = [
  newUser({ id: 'u-a', courriel: 'a@exemple.fr', nom: 'Camille' }, BORN),
  newUser({ id: 'u-b', courriel: 'b@exemple.fr', nom: 'Noor' }, BORN),
  newUser({ id: 'u-admin', courriel: 'c@exemple.fr', nom: 'Sacha', role: 'administrateur' }, BORN),
]
export const ADMIN = USERS[2] as User

const SECRET = Uint8Array.from({ length: 32 }, (_, at) => at * 7 + 3)
export const seal = createSeal(SECRET)
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

export type ServerOptions = {
  readonly bytes: Buffer | ':memory:'
  readonly now: () => number
  readonly newEpochId: () => string
  readonly defect: Defect | null
  readonly shelf: SnapshotShelf
  readonly fail: (violation: Violation) => void
}

export type SimServer = Awaited<ReturnType<typeof startServer>>

/** One central catalogue, its two replicas, its backups, and what the harness knows of its past. */
export const startServer = async ({ bytes, now, newEpochId, defect, shelf, fail }: ServerOptions) => {
  let store: SqliteStore = await openSqliteStore({ file: bytes, now, newEpochId })
  /** Calls of the store's writer left before the server dies; null for ever. */
  let fuse: number | null = null
  const histories = new Map<string, History>()
  let history = createHistory((await store.read((reader) => reader.head())).epoch)
  histories.set(history.epoch, history)
  const ledger: Ledger = { answers: new Map(), effects: [] }
  let pending: { effect: Effect; clientId: string | null }[] = []
  let lost = 0

  const burn = (): void => {
    if (fuse !== null && fuse-- <= 0) throw new ServerKilled('killed')
  }

  const reading = (reader: Reader): Reader => ({
    ...reader,
    // A hundred territories without a row ever: the store is not asked about them at each exchange of a run.
    sums: (scope: string) => (history.presences(scope).size === 0 ? Promise.resolve({}) : reader.sums(scope)),
    ...(defect === 'no_floor' ? { head: async () => ({ ...(await reader.head()), floor: 0 }) } : {}),
    ...(defect === 'scope_leak'
      ? {
          feed: async (scope: string, since: number, limit: number, maxBytes: number) => {
            const own = await reader.feed(scope, since, limit, maxBytes)
            const other = USERS.find(({ id }) => scope.startsWith('u:') && scope !== `u:${id}`)
            if (other === undefined || own.more) return own
            const leaked = await reader.feed(`u:${other.id}`, since, limit, maxBytes)
            return { ...own, rows: [...own.rows, ...leaked.rows].sort((a, b) => a.seq - b.seq) }
          },
        }
      : {}),
  })

  const recording = (writer: Writer): Writer => {
    const before = async (key: { kind: string; id: string }): Promise<Doc | null> => docOf(seal, await writer.entity(key))
    let open: { effect: Effect; clientId: string | null }[] = []
    let inStep = false
    return {
      ...writer,
      ...reading(writer),
      mutation: (clientId, mutId) => (burn(), defect === 'no_dedupe' ? Promise.resolve(null) : writer.mutation(clientId, mutId)),
      put: async (row) => {
        burn()
        const was = await before(row)
        const put = await writer.put(row)
        const after = JSON.parse(clearDoc(seal, row)) as Doc
        if (put.changed) open.push({ effect: { mutId: null, kind: row.kind, id: row.id, before: was, after }, clientId: null })
        return put
      },
      remove: async (key) => {
        burn()
        const was = await before(key)
        const removed = await writer.remove(key)
        if (removed) open.push({ effect: { mutId: null, ...key, before: was, after: null }, clientId: null })
        return removed
      },
      step: async (work) => {
        burn()
        open = []
        inStep = true
        try {
          const value = await writer.step(work)
          pending.push(...open)
          return value
        } finally {
          inStep = false
          open = []
        }
      },
      keepMutation: async (mutation) => {
        burn()
        open = open.map(({ effect }) => ({ effect: { ...effect, mutId: mutation.mutId }, clientId: mutation.clientId }))
        if (!inStep) pending.push(...open)
        if (defect === 'no_dedupe' && (await writer.mutation(mutation.clientId, mutation.mutId)) !== null) return
        await writer.keepMutation(mutation)
      },
    }
  }

  const watched = (): SyncStore => ({
    ...store,
    accounts: {
      ...store.accounts,
      claimClient: (clientId, userId) => (burn(), store.accounts.claimClient(clientId, userId)),
    },
    read: (work) => store.read((reader) => work(reading(reader))),
    write: async (work) => {
      pending = []
      const done = await store.write(async (writer) => {
        const value = await work(recording(writer))
        burn()
        return value
      })
      await absorb()
      return done
    },
  })

  const absorb = (): Promise<void> => store.inTables('read', (db) => history.absorb(db))

  const makeCore = (): SyncCore =>
    createSyncCore({ store: watched(), clock: { now }, seal, snapshots: { list: () => shelf.list() }, versions: VERSIONS })
  /** Two replicas on one store: each request goes to one or the other. */
  let cores: readonly SyncCore[] = [makeCore(), makeCore()]
  let turn = 0
  const core = (): SyncCore => cores[turn++ % 2] as SyncCore

  const checkAnswers = (clientId: string, mutations: readonly Mutation[], answer: PushAnswer): void => {
    const byId = new Map(mutations.map((one) => [one.mut_id, one]))
    for (const result of answer.results) {
      if (result.status === 'blocked') continue
      const key = `${clientId} ${result.mut_id}`
      const known = ledger.answers.get(key)
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(result))
        fail(new Violation('I3', `mutation answered ${known.status} then ${result.status}`))
      ledger.answers.set(key, result)
    }
    const results = new Map(answer.results.map((one) => [one.mut_id, one]))
    for (const { effect, clientId: by } of pending) {
      const mutation = effect.mutId === null ? undefined : byId.get(effect.mutId)
      const result = effect.mutId === null ? undefined : results.get(effect.mutId)
      if (mutation === undefined || result === undefined || by === null) continue
      if (ledger.effects.some((one) => one.effect.mutId === effect.mutId && one.clientId === by && one.effect.id === effect.id))
        fail(new Violation('I3', `${mutation.type} took effect twice`))
      ledger.effects.push({ effect, clientId: by, seq: result.seq ?? answer.head })
      if (effect.kind !== mutation.key.kind || effect.id !== mutation.key.id) continue
      const wrong = silentOverwrite(mutation, result, effect)
      if (wrong !== null) fail(new Violation('I5', `${mutation.type}: ${wrong}`))
    }
    pending = []
  }

  const docs = async (kind: string, id: string): Promise<Doc | null> =>
    store.read(async (reader) => docOf(seal, await reader.entity({ kind, id })))

  return {
    history: () => history,
    historyOf: (epoch: string): History | undefined => histories.get(epoch),
    ledger,
    store: () => store,
    watchedStore: watched,
    lostWrites: () => lost,
    absorb,
    docs,
    info: async () => JSON.stringify(Info.parse(await core().info())),
    pull: async (body: string, user: User | null): Promise<string> => core().pull(PullRequest.parse(JSON.parse(body)), user),
    push: async (body: string, user: User): Promise<string> => {
      const asked = PushRequest.parse(JSON.parse(body))
      const mutations =
        defect === 'lww' ? await Promise.all(asked.mutations.map((one) => overwriting(one, docs))) : asked.mutations
      const answer = await core().push({ ...asked, mutations }, user)
      checkAnswers(asked.client_id, asked.mutations, answer)
      return JSON.stringify(answer)
    },
    userOf: async (token: string): Promise<User | null> =>
      (await store.accounts.sessionOfAccess(hashOfToken(token), new Date(now()).toISOString()))?.user ?? null,
    /** The next push dies at its nth call of the store; the server is then started again. */
    setFuse: (calls: number | null): void => {
      fuse = calls
    },
    restart: (): void => {
      fuse = null
      cores = [makeCore(), makeCore()]
    },
    /** The bytes of a backup; its `seq` becomes the durable horizon, once it is safe. */
    backUp: async (): Promise<{ readonly bytes: Buffer; readonly seq: number; readonly epoch: string }> => {
      const copy = await store.serialize()
      const { seq, epoch } = await store.read((reader) => reader.head())
      await store.setDurable(seq)
      return { bytes: copy, seq, epoch }
    },
    restore: async (
      backup: { readonly bytes: Buffer; readonly seq: number; readonly epoch: string },
      bump: boolean,
    ): Promise<void> => {
      await store.close()
      store = await openSqliteStore({ file: backup.bytes, now, newEpochId })
      fuse = null
      if (bump) {
        const head = await store.newEpoch()
        history = (histories.get(backup.epoch) as History).fork(head.epoch, backup.seq)
        histories.set(head.epoch, history)
      } else {
        history = histories.get(backup.epoch) as History
        history.rewind(backup.seq)
      }
      lost++
      // What was done after the backup never happened; it will be answered, and take effect, again.
      const kept = ledger.effects.filter(({ seq }) => seq <= backup.seq)
      ledger.effects.splice(0, ledger.effects.length, ...kept)
      for (const [key, result] of ledger.answers) {
        const [clientId = '', mutId = ''] = key.split(' ')
        if ((await store.read((reader) => reader.mutation(clientId, mutId))) === null) ledger.answers.delete(key)
        else ledger.answers.set(key, result)
      }
      cores = [makeCore(), makeCore()]
      await absorb()
    },
    close: () => store.close(),
  }
}

/** Seeded defect `lww`: the last word wins, for its base is said to be whatever is there. */
const overwriting = async (mutation: Mutation, docs: (kind: string, id: string) => Promise<Doc | null>): Promise<Mutation> => {
  const theirs = await docs(mutation.key.kind, mutation.key.id)
  if (theirs === null || mutation.type.endsWith('.create')) return mutation
  const base = mutation.type.endsWith('.remove')
    ? theirs
    : Object.fromEntries(Object.keys(mutation.patch).map((field) => [field, theirs[field] ?? null]))
  return { ...mutation, base: base as Mutation['base'], base_ver: Number.MAX_SAFE_INTEGER }
}

export const isRefusal = (error: unknown): error is SyncProblem => error instanceof SyncProblem
