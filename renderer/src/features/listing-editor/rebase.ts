import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** What is typed here, brought over what another window or the server has written meanwhile, field by field. */

/** Absent, null and an empty text are one and the same: no value. */
const told = (value: Json | undefined): string => (value === undefined || value === '' ? 'null' : canonicalJson(value))
export const sameField = (a: Json | undefined, b: Json | undefined): boolean => told(a) === told(b)

export type Rebased = {
  readonly doc: Doc
  /** Fields changed on both sides, to different values: mine is in `doc`. */
  readonly clashes: readonly string[]
}

/** @param known what both sides last agreed on */
export const rebase = (known: Doc, mine: Doc, theirs: Doc): Rebased => {
  const doc: Record<string, Json | undefined> = { ...theirs }
  const clashes: string[] = []
  for (const champ of new Set([...Object.keys(known), ...Object.keys(mine), ...Object.keys(theirs)])) {
    if (sameField(mine[champ], known[champ])) continue
    if (!sameField(theirs[champ], known[champ]) && !sameField(theirs[champ], mine[champ])) clashes.push(champ)
    doc[champ] = mine[champ] ?? null
  }
  return { doc, clashes }
}

/** Fields in which `a` and `b` differ. */
export const changedFields = (a: Doc, b: Doc): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((champ) => !sameField(a[champ], b[champ]))
