import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '#server/store/schema.ts'

/**
 * What the server really went through, written down by the harness at each commit: for I4 and I7, a desk's rows are compared with
 * what they were at its cursor (sync.md §3.3). One per epoch; a restore makes another one, with the same past.
 */
export type Version = { readonly seq: number; readonly ver: number; readonly h: number }
type Presence = { readonly seq: number; readonly here: boolean }

type FeedLine = {
  readonly scope: string
  readonly kind: string
  readonly id: string
  readonly seq: number
  readonly op: number
  readonly ver: number
  readonly h: number
}

export const rowKey = (kind: string, id: string): string => `${kind}|${id}`

export type History = {
  readonly epoch: string
  /** Times it went back without a new epoch: what desks knew of it then may be false. */
  readonly rewinds: () => number
  readonly head: () => number
  readonly versions: (key: string) => readonly Version[]
  readonly presences: (scope: string) => ReadonlyMap<string, readonly Presence[]>
  readonly absorb: (db: Kysely<Tables>) => Promise<void>
  readonly rewind: (seq: number) => void
  readonly fork: (epoch: string, seq: number) => History
}

const before = <T extends { readonly seq: number }>(list: readonly T[], seq: number): T[] => list.filter((one) => one.seq <= seq)

export const createHistory = (
  epoch: string,
  past: {
    readonly rows: Map<string, Version[]>
    readonly scopes: Map<string, Map<string, Presence[]>>
    readonly head: number
  } = {
    rows: new Map(),
    scopes: new Map(),
    head: 0,
  },
): History => {
  let { rows, scopes, head } = past
  let rewinds = 0

  const cut = (seq: number) => ({
    rows: new Map([...rows].map(([key, list]) => [key, before(list, seq)] as const)),
    scopes: new Map(
      [...scopes].map(
        ([scope, map]) => [scope, new Map([...map].map(([key, list]) => [key, before(list, seq)] as const))] as const,
      ),
    ),
    head: seq,
  })

  return {
    epoch,
    rewinds: () => rewinds,
    head: () => head,
    versions: (key) => rows.get(key) ?? [],
    presences: (scope) => scopes.get(scope) ?? new Map(),
    absorb: async (db) => {
      const { rows: lines } = await sql<FeedLine>`
        SELECT f.scope, f.kind, f.id, f.seq, f.op, e.ver, e.h FROM feed f JOIN entity e ON e.kind = f.kind AND e.id = f.id
        WHERE f.seq > ${head} ORDER BY f.seq`.execute(db)
      for (const line of lines) {
        const key = rowKey(line.kind, line.id)
        const versions = rows.get(key) ?? []
        if ((versions.at(-1)?.ver ?? 0) < line.ver) versions.push({ seq: line.seq, ver: line.ver, h: line.h })
        rows.set(key, versions)
        const scope = scopes.get(line.scope) ?? new Map<string, Presence[]>()
        scopes.set(line.scope, scope)
        scope.set(key, [...(scope.get(key) ?? []), { seq: line.seq, here: line.op === 1 }])
        head = Math.max(head, line.seq)
      }
    },
    rewind: (seq) => {
      rewinds++
      ;({ rows, scopes, head } = cut(seq))
    },
    fork: (next, seq) => createHistory(next, cut(seq)),
  }
}
