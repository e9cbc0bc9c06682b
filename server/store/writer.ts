import { addHash, subtractHash } from '#shared/sync/canonical.ts'
import type { Sums } from '#shared/sync/wire.ts'
import { structureField, type Tables } from './schema.ts'
import { mustBeStorable } from './text.ts'
import type { Entity, EntityKey, Reader, StoredMutation, Writer } from './types.ts'

/**
 * What a transaction stages, held in memory until its end: nothing is locked nor written while `work` thinks, a step is undone
 * by putting the map back, and the whole goes out in a few statements once the head row is taken (sync.md §2.3).
 */

/** So that a page, which never splits a `seq`, stays a page even after an import. */
const ROWS_PER_SEQ = 100

/** What an engine writes once it has the head row. Sums are what to add: `n` may be negative, `sum` is modulo 2^48. */
export type Batch = {
  readonly entities: readonly Tables['entity'][]
  readonly feed: readonly Tables['feed'][]
  readonly sums: readonly Tables['scope_sum'][]
  readonly mutations: readonly Tables['mutation'][]
  readonly settings: readonly Tables['setting'][]
}

export type Stamped = { readonly batch: Batch; readonly scopes: readonly string[]; readonly seqs: readonly (number | null)[] }

/** What decisions were founded on: still so when the head row is held, or all is to be redone. */
export type Seen = {
  /** `seq` 0: not there. */
  readonly rows: readonly (EntityKey & { readonly seq: number })[]
  /** How many children, and the last `seq` among them. */
  readonly families: readonly { readonly kind: string; readonly parent: string; readonly n: number; readonly seq: number }[]
}

export type Staging = {
  readonly writer: Writer
  /** How many `seq` to take; 0 when nothing is staged. */
  readonly count: () => number
  readonly seen: () => Seen
  /** @param last the last `seq` taken. @param at milliseconds since 1970. */
  readonly stamp: (last: number, at: number) => Stamped
}

/** A step, or all that is outside steps. */
type Unit = { rows: number }
type Staged = { readonly row: Entity; readonly unit: Unit }
type Kept = Omit<Tables['mutation'], 'seq' | 'at'> & { readonly unit: Unit }

const NO_SEQ = 0
const keyOf = ({ kind, id }: EntityKey): string => `${kind}\0${id}`
const mutationKey = (clientId: string, mutId: string): string => `${clientId}\0${mutId}`
const sameScopes = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((scope, at) => scope === b[at])

type Effect = { readonly scope: string; readonly op: 0 | 1; readonly n: number; readonly sum: number }

/** What the feed and the sums of each scope make of a row that was `before` and is now `after`. */
const effectsOf = (before: Entity | null, after: Entity): readonly Effect[] => {
  const effects: Effect[] = []
  const [were, are] = [new Set(before?.scopes), new Set(after.scopes)]
  for (const scope of were) {
    if (!are.has(scope)) effects.push({ scope, op: 0, n: -1, sum: subtractHash(0, before?.h ?? 0) })
  }
  for (const scope of are) {
    if (!were.has(scope)) effects.push({ scope, op: 1, n: 1, sum: after.h })
    else if (before?.ver !== after.ver) effects.push({ scope, op: 1, n: 0, sum: subtractHash(after.h, before?.h ?? 0) })
  }
  return effects
}

const bySameBytes = (a: Entity, b: Entity): number => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))

export const stageOver = (reader: Reader): Staging => {
  const bases = new Map<string, Entity | null>()
  const rows = new Map<string, Staged>()
  const families = new Map<string, Seen['families'][number]>()
  const kept = new Map<string, Kept>()
  const settings = new Map<string, string>()
  const outside: Unit = { rows: 0 }
  /** In order of their first row, which is the order of their `seq`. */
  const units: Unit[] = []
  const steps: Unit[] = []
  let unit = outside
  /** What undoes the step under way; nothing is noted outside one. */
  let undo: (() => void)[] | null = null

  const set = <V>(map: Map<string, V>, key: string, value: V): void => {
    const had = map.get(key)
    undo?.push(() => {
      map.delete(key)
      if (had !== undefined) map.set(key, had)
    })
    // To the end of the map, whose order is that of staging.
    map.delete(key)
    map.set(key, value)
  }
  const stage = (row: Entity): void => {
    set(rows, keyOf(row), { row, unit })
    if (unit.rows === 0) units.push(unit)
    unit.rows += 1
  }

  const load = async (keys: readonly EntityKey[]): Promise<void> => {
    const missing = keys.filter((key) => !bases.has(keyOf(key)))
    if (missing.length === 0) return
    const found = new Map((await reader.entities(missing)).map((row) => [keyOf(row), row]))
    for (const key of missing.map(keyOf)) if (!bases.has(key)) bases.set(key, found.get(key) ?? null)
  }
  const current = (key: EntityKey): Entity | null => rows.get(keyOf(key))?.row ?? bases.get(keyOf(key)) ?? null

  const writer: Writer = {
    head: reader.head,
    feed: reader.feed,
    changedSince: reader.changedSince,
    entity: async (key) => {
      await load([key])
      return current(key)
    },
    entities: async (keys) => {
      await load(keys)
      return keys.map(current).filter((row) => row !== null)
    },
    children: async (kind, parent) => {
      const found = await reader.children(kind, parent)
      const seq = found.reduce((last, row) => Math.max(last, row.seq), 0)
      // As first seen: it is what was decided on, whatever a later look finds (READ COMMITTED).
      const family = keyOf({ kind, id: parent })
      if (!families.has(family)) families.set(family, { kind, parent, n: found.length, seq })
      for (const row of found) if (!bases.has(keyOf(row))) bases.set(keyOf(row), row)
      const known = new Set(found.map(({ id }) => id))
      const staged = [...rows.values()].map(({ row }) => row).filter((row) => row.kind === kind && !known.has(row.id))
      return [...found.map((row) => current(row) as Entity), ...staged]
        .filter((row) => row.parent === parent && !row.deleted)
        .sort(bySameBytes)
    },
    byPrefix: async (kind, prefix, limit) => {
      const found = await reader.byPrefix(kind, prefix, limit)
      for (const row of found) if (!bases.has(keyOf(row))) bases.set(keyOf(row), row)
      const known = new Set(found.map(({ id }) => id))
      const staged = [...rows.values()].map(({ row }) => row).filter((row) => row.kind === kind && !known.has(row.id))
      return [...found.map((row) => current(row) as Entity), ...staged.filter(({ id }) => prefix !== '' && id.startsWith(prefix))]
        .sort(bySameBytes)
        .slice(0, limit)
    },
    structuresBy: async (field, value) => {
      const found = await reader.structuresBy(field, value)
      for (const row of found) if (!bases.has(keyOf(row))) bases.set(keyOf(row), row)
      const known = new Set(found.map(({ id }) => id))
      const staged = [...rows.values()].map(({ row }) => row).filter(({ kind, id }) => kind === 'structure' && !known.has(id))
      return [...found.map((row) => current(row) as Entity), ...staged]
        .filter((row) => !row.deleted && row.doc !== null && structureField(row.doc, field) === value)
        .sort(bySameBytes)
    },
    inScope: async (kind, scope) => {
      const found = await reader.inScope(kind, scope)
      for (const row of found) if (!bases.has(keyOf(row))) bases.set(keyOf(row), row)
      const known = new Set(found.map(({ id }) => id))
      const staged = [...rows.values()].map(({ row }) => row).filter((row) => row.kind === kind && !known.has(row.id))
      return [...found.map((row) => current(row) as Entity), ...staged]
        .filter((row) => row.scopes.includes(scope) && !row.deleted)
        .sort(bySameBytes)
    },
    sums: async (scope) => {
      const sums: Record<string, Sums[string]> = { ...(await reader.sums(scope)) }
      for (const [key, { row }] of rows) {
        for (const effect of effectsOf(bases.get(key) ?? null, row)) {
          if (effect.scope !== scope) continue
          const { n, sum } = sums[row.kind] ?? { n: 0, sum: 0 }
          sums[row.kind] = { n: n + effect.n, sum: addHash(sum, effect.sum) }
        }
      }
      return Object.fromEntries(Object.entries(sums).filter(([, { n }]) => n > 0))
    },
    mutation: async (clientId, mutId): Promise<StoredMutation | null> => {
      const own = kept.get(mutationKey(clientId, mutId))
      if (own === undefined) return reader.mutation(clientId, mutId)
      return { payloadHash: own.payload_hash, userId: own.user_id, seq: null, result: own.result }
    },
    scan: async function* (kind) {
      const live = [...rows.values()].map(({ row }) => row).filter((row) => row.kind === kind && !row.deleted)
      const added = live.filter((row) => bases.get(keyOf(row))?.deleted ?? true).sort(bySameBytes)
      for await (const base of reader.scan(kind)) {
        while (added[0] !== undefined && bySameBytes(added[0], base) < 0) yield added.shift() as Entity
        const row = rows.get(keyOf(base))?.row ?? base
        if (!row.deleted) yield row
      }
      yield* added
    },
    setting: async (key) => settings.get(key) ?? (await reader.setting(key)),

    put: async ({ kind, id, scopes: given, doc, hash, parent = null }) => {
      mustBeStorable(kind, id, doc, parent ?? '', ...given)
      await load([{ kind, id }])
      const was = current({ kind, id })
      const scopes = [...new Set(given)].sort()
      if (was !== null && was.doc === doc) {
        if (sameScopes(was.scopes, scopes) && was.parent === parent) return { ver: was.ver, changed: false }
        stage({ ...was, scopes, parent, seq: NO_SEQ })
        return { ver: was.ver, changed: true }
      }
      const ver = (was?.ver ?? 0) + 1
      stage({ kind, id, ver, seq: NO_SEQ, deleted: false, scopes, parent, doc, h: hash(ver) })
      return { ver, changed: true }
    },
    remove: async (key) => {
      await load([key])
      const was = current(key)
      if (was === null || was.deleted) return false
      stage({ ...was, ver: was.ver + 1, seq: NO_SEQ, deleted: true, scopes: [], parent: null, doc: null, h: 0 })
      return true
    },
    step: async (work) => {
      if (unit !== outside) throw new Error('Steps neither nest nor run side by side')
      unit = { rows: 0 }
      steps.push(unit)
      const backs: (() => void)[] = []
      undo = backs
      try {
        return await work()
      } catch (error) {
        for (const back of backs.reverse()) back()
        if (units.at(-1) === unit) units.pop()
        unit.rows = 0
        throw error
      } finally {
        unit = outside
        undo = null
      }
    },
    keepMutation: async ({ clientId, mutId, userId, payloadHash, result }) => {
      mustBeStorable(clientId, mutId, userId, payloadHash, result)
      const mutation = { client_id: clientId, mut_id: mutId, user_id: userId, payload_hash: payloadHash, result, unit }
      set(kept, mutationKey(clientId, mutId), mutation)
    },
    setSetting: async (key, value) => {
      mustBeStorable(key, value)
      set(settings, key, value)
    },
  }

  const seqsOf = ({ rows: count }: Unit): number => Math.ceil(count / ROWS_PER_SEQ)
  const count = (): number => units.reduce((sum, one) => sum + seqsOf(one), 0)

  const stamp = (last: number, at: number): Stamped => {
    const firsts = new Map<Unit, number>()
    let next = last - count() + 1
    for (const one of units) {
      firsts.set(one, next)
      next += seqsOf(one)
    }
    /** Whoever has the last `seq` of a unit has all of it. */
    const lastOf = (one: Unit): number | null => (one.rows === 0 ? null : (firsts.get(one) as number) + seqsOf(one) - 1)
    const given = new Map<Unit, number>()
    const entities: Tables['entity'][] = []
    const feed: Tables['feed'][] = []
    const sums = new Map<string, Tables['scope_sum']>()
    for (const [key, { row, unit: of }] of rows) {
      const before = bases.get(key) ?? null
      const effects = effectsOf(before, row)
      const rank = given.get(of) ?? 0
      given.set(of, rank + 1)
      // Put back as it was by a later step: nothing to tell.
      if (before?.ver === row.ver && before.parent === row.parent && effects.length === 0) continue
      const seq = (firsts.get(of) as number) + Math.floor(rank / ROWS_PER_SEQ)
      const { kind, id } = row
      entities.push({ ...row, seq, deleted: row.deleted ? 1 : 0, scopes: JSON.stringify(row.scopes) })
      for (const { scope, op, n, sum } of effects) {
        feed.push({ scope, kind, id, seq, op })
        const total = sums.get(`${scope}\0${kind}`)
        sums.set(`${scope}\0${kind}`, {
          scope,
          kind,
          n: (total?.n ?? 0) + n,
          sum: addHash(total?.sum ?? 0, sum),
          seq: Math.max(total?.seq ?? 0, seq),
        })
      }
    }
    const batch: Batch = {
      entities,
      feed,
      sums: [...sums.values()],
      mutations: [...kept.values()].map(({ unit: of, ...mutation }) => ({ ...mutation, seq: lastOf(of), at })),
      settings: [...settings].map(([key, value]) => ({ key, value })),
    }
    return { batch, scopes: [...new Set(feed.map(({ scope }) => scope))].sort(), seqs: steps.map(lastOf) }
  }

  const seen = (): Seen => ({
    rows: [...bases].map(([key, row]) => {
      const [kind, id] = key.split('\0') as [string, string]
      return { kind, id, seq: row?.seq ?? 0 }
    }),
    families: [...families.values()],
  })

  return { writer, count, seen, stamp }
}
