import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Mutation, MutationResult } from '#shared/sync/wire.ts'

/** What one mutation did to one row, written down inside the server's transaction. */
export type Effect = {
  readonly mutId: string | null
  readonly kind: string
  readonly id: string
  /** Clear documents; null for no row. */
  readonly before: Doc | null
  readonly after: Doc | null
}

const same = (a: unknown, b: unknown): boolean => canonicalJson((a ?? null) as never) === canonicalJson((b ?? null) as never)
/** No value, whatever it is called: the server writes '' and [] where a desk says nothing. */
const empty = (value: unknown): boolean => value == null || value === '' || (Array.isArray(value) && value.length === 0)
const alike = (a: unknown, b: unknown): boolean => same(a, b) || (empty(a) && empty(b))

const flat = (doc: Doc): Record<string, unknown> => {
  const { dora, ...rest } = doc as Record<string, unknown>
  if (typeof dora !== 'object' || dora === null) return rest
  return { ...rest, ...Object.fromEntries(Object.entries(dora).map(([field, value]) => [`dora.${field}`, value])) }
}

const set = (value: unknown): readonly string[] | null => {
  if (value == null) return []
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null
}

/** Fields that the server itself writes, or keeps as they are whatever a creation says. */
const SERVERS: ReadonlySet<string> = new Set(['date_maj', 'cree_le', 'nom', 'cible'])

const isSetMerge = (was: unknown, wanted: unknown, before: unknown, after: unknown): boolean => {
  const [b, m, t, a] = [set(was), set(wanted), set(before), set(after)]
  if (b === null || m === null || t === null || a === null) return false
  return (
    t.every((one) => a.includes(one) || (b.includes(one) && !m.includes(one))) &&
    a.every((one) => t.includes(one) || (m.includes(one) && !b.includes(one))) &&
    m.every((one) => a.includes(one) || b.includes(one))
  )
}

/**
 * I5: a value that a patch replaced was the one it had been written over; nothing else moved; and what an answer calls applied is
 * in the row. Null when all is well.
 */
export const silentOverwrite = (mutation: Mutation, result: MutationResult, { before, after, kind }: Effect): string | null => {
  const isRemoval = mutation.type.endsWith('.remove')
  const base = flat(mutation.base)
  if (after === null) {
    if (!isRemoval) return `${mutation.type} removed a row`
    // Only when the one who removes had seen an older version can something be lost.
    const lost = Object.entries(flat(before ?? {})).find(
      ([field, value]) => !SERVERS.has(field) && field !== 'id' && !alike(value, base[field]) && field in base,
    )
    return lost === undefined ? null : `removal hides a change of ${lost[0]}`
  }
  if (isRemoval) return `${mutation.type} wrote a row`
  const was = flat(before ?? {})
  const now = flat(after)
  const patch = flat(mutation.patch)
  const created = mutation.type.endsWith('.create')
  for (const field of new Set([...Object.keys(was), ...Object.keys(now)])) {
    if (alike(was[field], now[field]) || (kind !== 'favourite' && field === 'date_maj')) continue
    if (before === null && created) continue
    if (!(field in patch)) return `${field} changed without being asked`
    const from = created ? null : base[field]
    if (same(now[field], patch[field]) || alike(now[field], patch[field])) {
      if (!alike(was[field], from)) {
        if (isSetMerge(from, patch[field], was[field], now[field])) continue
        return `${field} replaced a value that was not its base`
      }
    } else if (!isSetMerge(from, patch[field], was[field], now[field])) return `${field} took a value nobody asked`
  }
  if (result.status !== 'applied' && result.status !== 'merged') return null
  for (const [field, value] of Object.entries(patch)) {
    if (SERVERS.has(field) || field in (result.fields ?? {}) || alike(now[field], value)) continue
    const from = created ? null : base[field]
    if (!isSetMerge(from, value, was[field], now[field])) return `${field} is said to be applied and is not`
  }
  return null
}
