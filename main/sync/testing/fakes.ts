import { FRANCE, MINE } from '#shared/sync/scope.ts'
import {
  type Change,
  type Info,
  type Mutation,
  type MutationResult,
  type PullAnswer,
  type PullRequest,
  PROTO,
  type PushRequest,
  SCHEMA,
  type SnapshotInfo,
  type Sums,
} from '#shared/sync/wire.ts'
import type { SyncProgress } from '#shared/contract/sync.ts'
import { createCycle } from '../cycle.ts'
import type { SyncReport } from '../outcome.ts'
import {
  type FailureCode,
  type Outbox,
  type PieceToSend,
  type Replica,
  type SignedIn,
  SyncFailure,
  type Transport,
} from '../ports.ts'

/**
 * A server, a copy and an outbox in memory, each told when to fail: what the exchanges do of each answer. The real ones are run by
 * build/sim and build/sync.
 */

export const EPOCH_A = 'a'.repeat(32)
export const EPOCH_B = 'b'.repeat(32)
export const NOW = Date.parse('2026-11-23T10:00:00Z')
const AT = new Date(NOW).toISOString()

export const put = (seq: number, id = `s-${seq}`): Change & { op: 'put' } => ({
  op: 'put',
  seq,
  kind: 'service',
  id,
  ver: 1,
  h: seq,
  doc: {},
})

const sumsOf = (rows: Iterable<Change & { op: 'put' }>): Sums => {
  const all = [...rows]
  return all.length === 0 ? {} : { service: { n: all.length, sum: all.reduce((sum, { h }) => sum + h, 0) } }
}

type Rows = Map<string, Change & { op: 'put' }>
const take = (rows: Rows, changes: readonly Change[]) => {
  for (const one of changes) {
    if (one.op === 'put') rows.set(one.id, one)
    else rows.delete(one.id)
  }
}

/** Fails the n-th calls of a name: `fail('pull', 'network')` the next one, `fail('pull', 'network', 2)` the second from now. */
const createFaults = () => {
  const planned = new Map<string, (SyncFailure | null)[]>()
  return {
    fail: (name: string, code: FailureCode, nth = 1, options: ConstructorParameters<typeof SyncFailure>[1] = {}) => {
      const list = planned.get(name) ?? []
      while (list.length < nth) list.push(null)
      list[nth - 1] = new SyncFailure(code, options)
      planned.set(name, list)
    },
    check: (name: string) => {
      const failure = planned.get(name)?.shift()
      if (failure !== undefined && failure !== null) throw failure
    },
  }
}

export const createWorld = () => {
  const calls: string[] = []
  const faults = createFaults()
  const heard = { onCall: (_: string): void => {} }
  const call = (name: string, detail = '') => {
    const said = detail === '' ? name : `${name} ${detail}`
    calls.push(said)
    heard.onCall(said)
    faults.check(name)
  }
  const server = {
    epoch: EPOCH_A,
    feed: [] as Change[],
    mine: [] as Change[],
    floor: 0,
    pageRows: 1_000,
    snapshots: [] as SnapshotInfo[],
    lieSums: null as Sums | null,
    /** What a cache or a proxy makes of a page. */
    alter: (answer: PullAnswer) => answer,
    proto: { min: 1, max: PROTO },
    /** Bytes of files that have come. */
    pieces: new Map<string, Uint8Array>(),
    answer: (_: Mutation): Partial<MutationResult> => ({ status: 'applied', seq: 1 }),
  }
  const head = () => Math.max(0, ...server.feed.map(({ seq }) => seq), ...server.mine.map(({ seq }) => seq))
  const rowsAt = (feed: readonly Change[]): Rows => {
    const rows: Rows = new Map()
    take(rows, feed)
    return rows
  }
  const info = (): Info => ({
    proto: server.proto,
    schema: { min: 1, max: SCHEMA },
    epoch: server.epoch,
    head: head(),
    floor: server.floor,
    server_time: AT,
    demonstration: true,
    scopes: [{ id: FRANCE, sums: sumsOf(rowsAt(server.feed).values()) }],
    snapshots: server.snapshots,
  })
  const requests: PullRequest[] = []
  const tokens: (string | null)[] = []
  const pushes: PushRequest[] = []

  const transport: Transport = {
    info: async () => {
      call('info')
      return info()
    },
    pull: async (request, token): Promise<PullAnswer> => {
      requests.push(request)
      tokens.push(token)
      call('pull', request.scopes.map(({ id, since }) => `${id}@${since}`).join(','))
      if (request.epoch !== null && request.epoch !== server.epoch) throw new SyncFailure('epoch_changed')
      const results = request.scopes.map(({ id, since }) => {
        if (since > head()) throw new SyncFailure('cursor_ahead')
        if (since > 0 && since < server.floor) throw new SyncFailure('cursor_too_old')
        const feed = id === MINE ? server.mine : server.feed
        const left = feed.filter(({ seq }) => seq > since)
        const changes = left.slice(0, server.pageRows)
        const more = left.length > changes.length
        return {
          id,
          changes,
          next: more ? (changes.at(-1)?.seq ?? since) : head(),
          more,
          sums: more ? null : id === MINE ? sumsOf(rowsAt(feed).values()) : (server.lieSums ?? sumsOf(rowsAt(feed).values())),
        }
      })
      return server.alter({ epoch: server.epoch, head: head(), durable_seq: head(), server_time: AT, results })
    },
    push: async (request) => {
      pushes.push(request)
      call('push', request.mutations.map(({ mut_id }) => mut_id).join(','))
      if (request.epoch != null && request.epoch !== server.epoch) throw new SyncFailure('epoch_changed')
      const results = request.mutations.map((one) => ({ mut_id: one.mut_id, status: 'applied' as const, ...server.answer(one) }))
      return { epoch: server.epoch, head: head(), durable_seq: head(), server_time: AT, results }
    },
    // oxlint-disable-next-line require-yield
    blob: async function* () {
      call('blob')
    },
    signIn: () => Promise.reject(new SyncFailure('network')),
    signOut: () => Promise.resolve({ deconnexion: null }),
    live: () => Promise.resolve(),
    announcePiece: async (piece) => {
      call('announce', piece.id)
      const has = server.pieces.get(piece.id) ?? new Uint8Array()
      server.pieces.set(piece.id, has)
      return { id: piece.id, taille: piece.taille, recu: has.byteLength, complete: has.byteLength === piece.taille }
    },
    sendPiece: async ({ id, from, bytes }) => {
      call('part', `${id} ${from}+${bytes.byteLength}`)
      const has = server.pieces.get(id)
      if (has === undefined) throw new SyncFailure('not_found')
      if (has.byteLength !== from) throw new SyncFailure('refused')
      const all = new Uint8Array([...has, ...bytes])
      server.pieces.set(id, all)
      const taille = user.pieces.find((piece) => piece.id === id)?.taille ?? 0
      return { id, taille, recu: all.byteLength, complete: all.byteLength === taille }
    },
  }

  type File = { epoch: string; rows: Rows; cursors: Map<string, number>; rotten: boolean }
  const desk = { file: null as File | null, demonstration: true }
  const open = (): File => {
    if (desk.file === null) throw new SyncFailure('io')
    return desk.file
  }
  const replica: Replica = {
    current: async () =>
      desk.file === null
        ? null
        : {
            epoch: desk.file.epoch,
            cursors: [...desk.file.cursors].map(([id, seq]) => ({ id, seq })),
            demonstration: desk.demonstration,
          },
    apply: async ({ scope, changes, next }) => {
      call('apply', `${scope} ${next}`)
      take(open().rows, changes)
      open().cursors.set(scope, next)
      return changes.length
    },
    sums: async () => (open().rotten ? { service: { n: 0, sum: 99 } } : sumsOf(open().rows.values())),
    recount: async () => {
      call('recount')
      open().rotten = false
      return sumsOf(open().rows.values())
    },
    drop: async (scopes) => {
      call('drop', scopes.join(','))
      for (const scope of scopes) desk.file?.cursors.delete(scope)
    },
    install: async (snapshot, _blob, onProgress) => {
      call('install', String(snapshot.seq))
      onProgress({ phase: 'telechargement', fait: 1, total: 1, unite: 'octets' })
      const rows = rowsAt(server.feed.filter(({ seq }) => seq <= snapshot.seq))
      desk.file = { epoch: snapshot.epoch, rows, cursors: new Map([[FRANCE, snapshot.seq]]), rotten: false }
    },
    stage: async ({ epoch, scopes }) => {
      call('stage', scopes.join(','))
      const file: File = { epoch, rows: new Map(), cursors: new Map(scopes.map((id) => [id, 0])), rotten: false }
      return {
        cursors: scopes.map((id) => ({ id, seq: 0 })),
        apply: async ({ scope, changes, next }) => {
          take(file.rows, changes)
          file.cursors.set(scope, next)
          return changes.length
        },
        sums: async () => sumsOf(file.rows.values()),
        finish: async () => {
          call('finish')
          desk.file = file
        },
        discard: async () => call('discard'),
      }
    },
    repack: async () => {
      call('repack')
      return false
    },
    close: () => Promise.resolve(),
  }

  const user = {
    account: { userId: 'u-1', token: 'jeton', server: 'ici' } as SignedIn | null,
    epoch: null as string | null,
    cursor: 0,
    rows: new Map() as Rows,
    waiting: [] as Mutation[],
    nextAt: new Map<string, number>(),
    answers: [] as MutationResult[],
    clientId: 'c-1',
    readOnly: false,
    /** Files that what waits waits for, and what the server has of them. */
    pieces: [] as PieceToSend[],
    files: new Map<string, Uint8Array>(),
    arrived: new Set<string>(),
  }
  const outbox: Outbox = {
    state: async () => {
      faults.check('state')
      const { clientId, account, epoch, cursor, readOnly } = user
      return { clientId, account, epoch, cursor, readOnly, reserveUsed: false }
    },
    take: async (_userId, now) => ({
      clientId: user.clientId,
      epoch: user.epoch,
      mutations: user.waiting
        .filter(({ mut_id }) => (user.nextAt.get(mut_id) ?? 0) <= now)
        .filter(({ mut_id }) => user.pieces.every(({ id, mutId }) => mutId !== mut_id || user.arrived.has(id)))
        .slice(0, 50),
    }),
    settle: async ({ results }) => {
      user.answers.push(...results)
      const done = new Set(results.map(({ mut_id }) => mut_id))
      user.waiting = user.waiting.filter(({ mut_id }) => !done.has(mut_id))
    },
    pieces: async (_userId, now) =>
      user.pieces.filter(({ id, mutId }) => !user.arrived.has(id) && (user.nextAt.get(mutId) ?? 0) <= now),
    piecePart: async (_userId, id, from, most) => {
      const bytes = user.files.get(id)
      return bytes === undefined ? null : bytes.slice(from, from + most)
    },
    pieceArrived: async (_userId, id) => {
      call('pieceArrived', id)
      user.arrived.add(id)
    },
    pieceRefused: async (_userId, { mutId, id }, why) => {
      call('pieceRefused', `${mutId} ${id} ${why}`)
      user.pieces = user.pieces.filter((piece) => piece.mutId !== mutId)
      user.waiting = user.waiting.filter(({ mut_id }) => mut_id !== mutId)
    },
    postpone: async (ids, nextAt, failure) => {
      call('postpone', `${ids.join(',')} ${nextAt - NOW} ${failure}`)
      for (const id of ids) user.nextAt.set(id, nextAt)
    },
    forked: async () => {
      call('forked')
      user.clientId = 'c-2'
    },
    applyMine: async ({ changes, next, epoch }) => {
      call('applyMine', String(next))
      take(user.rows, changes)
      user.cursor = next
      user.epoch = epoch
      return changes.length > 0
    },
    sumsMine: async () => sumsOf(user.rows.values()),
    resetMine: async () => {
      call('resetMine')
      user.rows.clear()
      user.cursor = 0
      user.epoch = null
    },
    sessionExpired: async () => {
      call('sessionExpired')
      user.account = null
    },
    nextAt: async () => null,
  }

  const reports: SyncReport[] = []
  const progress: (SyncProgress | null)[] = []
  const settings = { territories: [] as string[] }
  const cycle = createCycle({
    transport,
    replica,
    outbox,
    clock: { now: () => NOW, sleep: () => Promise.resolve() },
    rng: () => 0.5,
    territories: () => settings.territories,
    onProgress: (one) => progress.push(one),
    report: (fact) => reports.push(fact),
  })
  const snapshot = (seq: number, more: Partial<SnapshotInfo> = {}): SnapshotInfo => ({
    scope: FRANCE,
    schema: SCHEMA,
    epoch: server.epoch,
    seq,
    url: `blob/${seq}`,
    enc: 'zstd',
    bytes: 3_000,
    sha256: '0'.repeat(64),
    raw_bytes: 9_000,
    raw_sha256: '0'.repeat(64),
    parts: { size: 3_000, sha256: ['0'.repeat(64)] },
    sums: {},
    file_version: 1,
    min_safe_version: 1,
    ...more,
  })
  const mutation = (mut_id: string, kind = 'favourite'): Mutation => ({
    mut_id,
    n: 1,
    deps: [],
    schema: 1,
    type: `${kind}.update`,
    key: { kind, id: mut_id },
    base_ver: 0,
    base: {},
    patch: {},
    client_time: AT,
  })

  return {
    server,
    desk,
    user,
    cycle,
    calls,
    requests,
    tokens,
    pushes,
    reports,
    /** What was told of the advance. */
    progress,
    /** Hears of each call as it begins. */
    set onCall(hear: (call: string) => void) {
      heard.onCall = hear
    },
    settings,
    snapshot,
    mutation,
    fail: faults.fail,
    /** What was called since the last time. */
    since: () => calls.splice(0),
  }
}
