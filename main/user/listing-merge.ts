import type { Edit } from '#shared/contract/listing.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import { type Doc, mergePatch } from '#shared/sync/merge.ts'
import { pick } from './combine.ts'
import { bare, difference, patched, sameValue } from './favourite-doc.ts'
import { isTyped, isWritable, wireValue } from './listing-doc.ts'
import { written } from './listing-rules.ts'
import { maskedFields } from './listing-view.ts'
import type { Copy } from './working-copies.ts'

/** A working copy laid over what the listing is now. */
export type Reconciled = {
  /** Mine where I changed something, theirs elsewhere. */
  readonly doc: Doc
  /** What `doc` is over: theirs, but for the fields that clash, which stay over what they were typed over. */
  readonly base: Doc
  /** What I changed and nobody else did, or that went together; null takes a field away. */
  readonly patch: Doc
  readonly heurts: Edit['heurts']
  readonly recus: string[]
}

/** A contact that can no longer be read has not changed for all that. */
const withContact = (now: Doc, base: Doc): Doc => ({ ...pick(base, maskedFields(now)), ...now })

/** @param now as it is seen, what waits included; null for a listing that is not there yet. */
export const reconcile = (kind: ListingKind, copy: Pick<Copy, 'base' | 'doc'>, now: Doc | null): Reconciled => {
  const was = bare(copy.base)
  const theirs = now === null ? was : bare(withContact(now, was))
  const mine = written(kind, was, bare(copy.doc))
  const merged = mergePatch(was, mine, theirs)
  const clashes = Object.keys(merged.clashes).filter(isTyped)
  const kept = pick(mine, clashes)
  const doc = patched(merged.doc, kept)
  const base = patched(theirs, Object.fromEntries(clashes.map((field) => [field, was[field] ?? null])))
  const changed = difference(was, theirs)
  return {
    doc,
    base,
    patch: Object.fromEntries(
      Object.keys(mine)
        .filter((field) => !clashes.includes(field) && !sameValue(merged.doc[field], theirs[field]))
        .map((field) => [field, merged.doc[field] ?? null]),
    ),
    heurts: clashes.map((champ) => ({ champ, avant: wireValue(was[champ]), leur: wireValue(theirs[champ]) })),
    recus: Object.keys(changed).filter((field) => isWritable(kind, field) && isTyped(field) && !Object.hasOwn(mine, field)),
  }
}

/** True when the copy is over something else than what is stored of it. */
export const hasMoved = (copy: Pick<Copy, 'base' | 'doc'>, { base, doc }: Reconciled): boolean =>
  Object.keys(difference(bare(copy.base), base)).length > 0 || Object.keys(difference(bare(copy.doc), doc)).length > 0
