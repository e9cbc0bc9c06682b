import type { Json } from '../rpc.ts'
import { canonicalJson } from './canonical.ts'

/** Three-way merge by field (sync.md §2.9). Absent, `undefined` and null are one and the same: no value. */

export type Doc = { readonly [field: string]: Json | undefined }

/** The same field as its last common version, as the one who pushes wants it, and as someone else has made it since. */
export type Clash = { readonly base: Json; readonly mine: Json; readonly theirs: Json }

export type Merged = {
  /** The document after the merge: `theirs` with the fields taken. */
  readonly doc: Doc
  /** Fields that took my value, or had it already. */
  readonly taken: readonly string[]
  /** Fields left as theirs, to show to a person. */
  readonly clashes: Readonly<Record<string, Clash>>
}

const value = (doc: Doc, field: string): Json => doc[field] ?? null
const same = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b)

const isSet = (one: Json): one is readonly string[] =>
  Array.isArray(one) && one.every((each) => typeof each === 'string') && new Set(one).size === one.length
/** A list of texts without repeats merges by additions and removals; no value counts as an empty one. */
const asSet = (one: Json): readonly string[] | null => (one === null ? [] : isSet(one) ? one : null)

/** Their order, then my additions: order carries no meaning in the sets of the catalogue. */
const mergeSets = (base: Json, mine: Json, theirs: Json): readonly string[] | null => {
  if (![base, mine, theirs].some(Array.isArray)) return null
  const [b, m, t] = [asSet(base), asSet(mine), asSet(theirs)]
  if (b === null || m === null || t === null) return null
  const kept = t.filter((one) => m.includes(one) || !b.includes(one))
  return [...kept, ...m.filter((one) => !b.includes(one) && !kept.includes(one))]
}

/**
 * Applies `patch`, written over `base`, to `theirs`. A field that nobody else has changed takes the patch; one that became the
 * same is left; sets of texts merge; anything else is a clash, and stays as it is in `theirs`.
 */
export const mergePatch = (base: Doc, patch: Doc, theirs: Doc): Merged => {
  const doc: Record<string, Json | undefined> = { ...theirs }
  const taken: string[] = []
  const clashes: Record<string, Clash> = {}
  for (const field of Object.keys(patch).sort()) {
    const [was, mine, now] = [value(base, field), value(patch, field), value(theirs, field)]
    if (same(now, mine)) {
      taken.push(field)
      continue
    }
    const merged = same(now, was) ? mine : mergeSets(was, mine, now)
    if (merged === null && !same(now, was)) {
      clashes[field] = { base: was, mine, theirs: now }
      continue
    }
    if (merged === null) delete doc[field]
    else doc[field] = merged
    taken.push(field)
  }
  return { doc, taken, clashes }
}
