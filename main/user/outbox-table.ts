import type { Json } from '#shared/rpc.ts'
import type { Clash, Doc } from '#shared/sync/merge.ts'
import { type Mutation, type MutationResult, SCHEMA } from '#shared/sync/wire.ts'
import type { WritableDb } from '#main/db/open.ts'
import { commandOf, type Content, pick } from './combine.ts'
import type { NewId } from './uuid.ts'
import type { Vault } from './vault.ts'

/** `cancelled` rows are erased: the state is there for a file that a later version would write. */
export type OutboxState = 'pending' | 'acked' | 'rejected' | 'conflict' | 'blocked' | 'cancelled'
export type RowKey = { readonly userId: string; readonly kind: string; readonly id: string }

export type OutboxRow = {
  readonly n: number
  readonly mut_id: string
  readonly user_id: string
  readonly type: string
  readonly kind: string
  readonly id: string
  /** JSON list of `mut_id`. */
  readonly deps: string
  readonly schema: number
  readonly base_ver: number
  readonly base: Buffer
  readonly patch: Buffer
  readonly nom: Buffer
  readonly result: Buffer | null
  readonly state: OutboxState
  /** The identity it was first sent under: the server may know it by that one, and by no other. Null when it was never sent. */
  readonly client_id: string | null
  readonly attempts: number
  readonly next_at: number
  /** Code of the last failed try, or of the refusal. */
  readonly failure: string | null
  readonly ack_epoch: string | null
  readonly ack_seq: number | null
  readonly cree_le: string
}

/** What is kept of the server's answer. */
export type KeptResult = {
  readonly ver: number
  readonly fields: Readonly<Record<string, Clash>>
  /** True when the row was gone. */
  readonly gone: boolean
  /** A person has already chosen about `fields`: the same answer, after the server's history changed, does not ask again. */
  readonly resolved: boolean
}

export type NewMutation = RowKey &
  Content & {
    readonly nom: string
    readonly baseVer: number
    readonly deps?: readonly string[]
  }

const cell = (mutId: string, column: 'base' | 'patch' | 'nom' | 'result') => ({ table: 'outbox', row: mutId, column })

export type OutboxTable = ReturnType<typeof createOutboxTable>

/** The rows of the outbox, sealed and opened. Every change of several statements is inside a transaction of its caller. */
export const createOutboxTable = (db: WritableDb, vault: Vault, newId: NewId, now: () => string) => {
  const byId = db.prepare<[string], OutboxRow>(`SELECT * FROM outbox WHERE mut_id = ?`)
  const ofKey = db.prepare<[string, string, string], OutboxRow>(
    `SELECT * FROM outbox WHERE user_id = ? AND kind = ? AND id = ? ORDER BY n`,
  )
  const ofUser = db.prepare<[string], OutboxRow>(`SELECT * FROM outbox WHERE user_id = ? ORDER BY n`)
  const insert = db.prepare(
    `INSERT INTO outbox (mut_id, user_id, type, kind, id, deps, schema, base_ver, base, patch, nom, state, cree_le)
     VALUES (@mutId, @userId, @type, @kind, @id, @deps, ${SCHEMA}, @baseVer, @base, @patch, @nom, 'pending', @at)`,
  )
  const waitingFor = db.prepare<[string, string], OutboxRow>(
    `SELECT * FROM outbox WHERE user_id = ? AND deps <> '[]' AND instr(deps, ?) > 0 ORDER BY n`,
  )
  const replace = db.prepare(
    `UPDATE outbox SET mut_id = @mutId, type = @type, base = @base, patch = @patch, nom = @nom, result = NULL, state = 'pending',
       client_id = NULL, attempts = 0, next_at = 0, failure = NULL, ack_epoch = NULL, ack_seq = NULL, deps = @deps WHERE n = @n`,
  )
  const setDeps = db.prepare(`UPDATE outbox SET deps = ? WHERE n = ?`)
  const erase = db.prepare(`DELETE FROM outbox WHERE n = ?`)

  const sealDoc = (mutId: string, column: 'base' | 'patch', doc: Doc) => vault.sealText(JSON.stringify(doc), cell(mutId, column))
  const openDoc = (row: OutboxRow, column: 'base' | 'patch') =>
    JSON.parse(vault.openText(row[column], cell(row.mut_id, column))) as Doc

  const contentOf = (row: OutboxRow): Content => ({ type: row.type, base: openDoc(row, 'base'), patch: openDoc(row, 'patch') })
  const depsOf = (row: OutboxRow) => JSON.parse(row.deps) as string[]
  const nameOf = (row: OutboxRow): string => vault.openText(row.nom, cell(row.mut_id, 'nom'))

  /** Changes that wait for that one. */
  const dependants = (userId: string, mutId: string): OutboxRow[] =>
    waitingFor.all(userId, mutId).filter((row) => depsOf(row).includes(mutId))

  /** Other changes that wait for `from` wait for `to`; for nothing more when null. */
  const redirect = (userId: string, from: string, to: string | null): OutboxRow[] => {
    const waiting = dependants(userId, from)
    for (const row of waiting) {
      const deps = depsOf(row).flatMap((dep) => (dep !== from ? [dep] : to === null ? [] : [to]))
      setDeps.run(JSON.stringify(deps), row.n)
    }
    return waiting
  }

  /**
   * Gives a row another content, to be sent. What the server may have seen under its identifier is never changed under it: it
   * takes a fresh one, and so do the changes that wait for it, whose own content names it.
   */
  const rewrite = (row: OutboxRow, content: Content = contentOf(row), nom: string = nameOf(row)): string => {
    const mutId = row.state === 'pending' && row.client_id === null ? row.mut_id : newId()
    replace.run({
      n: row.n,
      mutId,
      type: content.type,
      base: sealDoc(mutId, 'base', content.base),
      patch: sealDoc(mutId, 'patch', content.patch),
      nom: vault.sealText(nom, cell(mutId, 'nom')),
      deps: row.deps,
    })
    if (mutId !== row.mut_id)
      for (const { n } of redirect(row.user_id, row.mut_id, mutId)) {
        const waiting = db.prepare<[number], OutboxRow>(`SELECT * FROM outbox WHERE n = ?`).get(n)
        if (waiting !== undefined && (waiting.state === 'blocked' || (waiting.state === 'pending' && waiting.client_id !== null)))
          rewrite(waiting)
      }
    return mutId
  }

  const resultOf = (row: OutboxRow): KeptResult | null =>
    row.result === null ? null : (JSON.parse(vault.openText(row.result, cell(row.mut_id, 'result'))) as KeptResult)
  const sealResult = (row: OutboxRow, result: KeptResult) => vault.sealText(JSON.stringify(result), cell(row.mut_id, 'result'))

  return {
    get: (mutId: string): OutboxRow | null => byId.get(mutId) ?? null,
    ofKey: ({ userId, kind, id }: RowKey): OutboxRow[] => ofKey.all(userId, kind, id),
    ofUser: (userId: string): OutboxRow[] => ofUser.all(userId),
    /** Those of these kinds, in order. */
    ofKinds: (userId: string, kinds: readonly string[]): OutboxRow[] =>
      db
        .prepare<[string, string], OutboxRow>(
          `SELECT * FROM outbox WHERE user_id = ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY n`,
        )
        .all(userId, JSON.stringify(kinds)),
    contentOf,
    depsOf,
    nameOf,
    rewrite,
    dependants,
    redirect,
    /** The same row, which now waits for these too. */
    waitFor: (row: OutboxRow, deps: readonly string[]): OutboxRow => {
      const all = JSON.stringify([...new Set([...depsOf(row), ...deps])])
      setDeps.run(all, row.n)
      return { ...row, deps: all }
    },
    add: ({ userId, kind, id, type, base, patch, nom, baseVer, deps = [] }: NewMutation): string => {
      const mutId = newId()
      insert.run({
        mutId,
        userId,
        type,
        kind,
        id,
        deps: JSON.stringify(deps),
        baseVer,
        base: sealDoc(mutId, 'base', base),
        patch: sealDoc(mutId, 'patch', patch),
        nom: vault.sealText(nom, cell(mutId, 'nom')),
        at: now(),
      })
      return mutId
    },
    erase: (row: OutboxRow): void => {
      erase.run(row.n)
    },
    resultOf,
    markResolved: (row: OutboxRow): void => {
      const result = resultOf(row)
      if (result === null) return
      db.prepare(`UPDATE outbox SET result = ? WHERE n = ?`).run(sealResult(row, { ...result, resolved: true }), row.n)
    },
    /** Stores an answer; `failure` is the code of a refusal. */
    answer: (
      row: OutboxRow,
      to: {
        readonly state: OutboxState
        readonly result?: KeptResult | null
        readonly failure?: string | null
        readonly epoch?: string | null
        readonly seq?: number | null
      },
    ): void => {
      const { state, result = null, failure = null, epoch = null, seq = null } = to
      const sealed = result === null ? null : sealResult(row, result)
      db.prepare(`UPDATE outbox SET state = ?, result = ?, failure = ?, ack_epoch = ?, ack_seq = ? WHERE n = ?`).run(
        state,
        sealed,
        failure,
        epoch,
        seq,
        row.n,
      )
    },
    /** Counts by state. */
    states: (userId: string): Partial<Record<OutboxState, number>> =>
      Object.fromEntries(
        db
          .prepare<[string], [OutboxState, number]>(`SELECT state, count(*) FROM outbox WHERE user_id = ? GROUP BY state`)
          .raw()
          .all(userId),
      ) as Partial<Record<OutboxState, number>>,
    /** Due now, whatever the failures. */
    hasten: (row: OutboxRow): void => {
      db.prepare(`UPDATE outbox SET next_at = 0 WHERE n = ?`).run(row.n)
    },
    markSent: (rows: readonly OutboxRow[], clientId: string): void => {
      const mark = db.prepare(`UPDATE outbox SET client_id = ? WHERE n = ?`)
      for (const { n, client_id } of rows) if (client_id === null) mark.run(clientId, n)
    },
    /** The message for the server: of an update, only what it stands on goes with it; `deps` are those it is to be told of. */
    toMutation: (row: OutboxRow, deps: readonly string[]): Mutation => {
      const { base, patch } = contentOf(row)
      return {
        mut_id: row.mut_id,
        n: row.n,
        deps: [...deps],
        schema: row.schema,
        type: row.type,
        key: { kind: row.kind, id: row.id },
        base_ver: row.base_ver,
        base: defined(commandOf(row.type) === 'remove' ? base : pick(base, Object.keys(patch))),
        patch: defined(patch),
        client_time: row.cree_le,
      }
    },
  }
}

const defined = (doc: Doc): Record<string, Json> =>
  Object.fromEntries(Object.entries(doc).filter((entry): entry is [string, Json] => entry[1] !== undefined))

/** The clashes of an answer. */
export const clashesOf = (result: MutationResult): Readonly<Record<string, Clash>> => result.fields ?? {}
