import { editableFields, type ListingKind } from '#shared/listing/groups.ts'
import { sameValue } from '#shared/listing/model.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** What is typed here, brought over what another window or the server has written meanwhile, field by field. */

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
    if (sameValue(mine[champ], known[champ])) continue
    if (!sameValue(theirs[champ], known[champ]) && !sameValue(theirs[champ], mine[champ])) clashes.push(champ)
    doc[champ] = mine[champ] ?? null
  }
  return { doc, clashes }
}

/** Fields in which `a` and `b` differ. */
export const changedFields = (a: Doc, b: Doc): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((champ) => !sameValue(a[champ], b[champ]))

/** A reading of a listing: what it is here, over what everyone sees of it, and the fields of it that this desk may not read now. */
type Reading = { readonly doc: Doc; readonly base: Doc; readonly masques: readonly string[] }

/**
 * Fields that someone else changed between two readings, and that change on screen. What was last stored here is no news when it
 * comes back sent; nor is a contact kept for professionals that can no longer be read, or can again.
 */
export const newsOf = (kind: ListingKind, before: Reading, now: Reading, here: { readonly known: Doc; readonly typed: Doc }) => {
  const masked = new Set([...before.masques, ...now.masques])
  return editableFields(kind).filter(
    (champ) =>
      !masked.has(champ) &&
      !sameValue(before.base[champ], now.base[champ]) &&
      !sameValue(here.typed[champ], now.doc[champ]) &&
      !sameValue(here.known[champ], now.base[champ]),
  )
}
